"""A call as a lottery: who draws, the list of panels that is published before the seed is known, and the draw."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np

from registration.lottery import Aim, Lottery, Pool, SolverFailed, lottery, pool
from registration.panel import verify_selection as verifier
from registration.panel.call import Asked
from registration.panel.lot_proofs import Name, Proved, pairs, proved
from registration.panel.merit import Status
from registration.panel.program import SEATS, Places
from registration.panel.relaxation import NEVER, Clock
from registration.panel.relaxation import SolverFailed as Failed

Json = Any


@dataclass(frozen=True)
class Lots:
    """A lottery over whoever is free to be chosen. A list without panels: none was found in time."""

    asked: Asked
    pool: Pool
    lottery: Lottery

    @cached_property
    def proved(self) -> Proved:
        return proved(self.lottery, [("seats", ""), *(self._name(1 + quota) for quota in self.pool.quotas)])

    def _name(self, row: int) -> Name:
        quotas = self.asked.call.quotas
        if row <= len(quotas):
            return "quotas", quotas[row - 1].id
        return "organisations", self.asked.organisations[row - 1 - len(quotas)]

    @property
    def status(self) -> Status:
        """Proven is what the policy asks for."""
        enough = ("leximin",) if self.asked.call.policy == "leximin" else ("leximin", "maximin")
        if not self.lottery.numbers:
            return Status.UNDECIDED
        return Status.PROVEN if self.proved.verdict in enough else Status.BOUNDED

    @cached_property
    def list(self) -> Json:
        """What is committed: who has a seat without drawing, who is of which type, and the numbered panels; of a panel
        how many of each type sit. It does not depend on the seed.
        """
        return {
            "committed": [self.asked.call.ids[place] for place in self.asked.must],
            "format": verifier.LIST,
            "panels": [{"times": times, "counts": pairs(counts)} for times, counts in self.lottery.entries],
            "types": [list(people) for people in self.pool.people],
        }

    @cached_property
    def hash(self) -> str:
        return verifier.digest(self.list)

    @property
    def chances(self) -> dict[str, str]:
        """By id, as fractions; nobody's where no panel was found."""
        if not self.lottery.numbers:
            return {}
        drawn = zip(self.pool.people, self.lottery.chances, strict=True)
        by_id = {one: chance for people, chance in drawn for one in people}
        certain = {self.asked.call.ids[place]: Fraction(1) for place in self.asked.must}
        return {one: str(chance) for one, chance in (by_id | certain).items()}

    @cached_property
    def number(self) -> int:
        """The number drawn, from 1; 0 where there is none."""
        numbers = self.lottery.numbers
        return verifier.number_drawn(self.hash, self.asked.call.seed_text, numbers) if numbers else 0

    @cached_property
    def selected(self) -> Places:
        """Places in the program."""
        if not self.number:
            return np.zeros(0, np.intp)
        last = accumulate(times for times, _ in self.lottery.entries)
        panels = zip(last, self.lottery.entries, strict=True)
        counts = next(counts for end, (_, counts) in panels if self.number <= end)
        seated = [
            one
            for people, count in zip(self.pool.people, counts, strict=True)
            for one in verifier.by_lot(self.hash, self.asked.call.seed_text, "seat", people)[: int(count)]
        ]
        return np.sort(self._places(seated))

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(self.asked.call.ids[place] for place in self.asked.free)

    def _places(self, ids: Any) -> Places:
        place = {one: at for at, one in enumerate(self._ids)}
        return np.array([place[one] for one in ids], np.intp)


def lots(asked: Asked, clock: Clock = NEVER) -> Lots:
    """Raises NoPanel; SolverFailed as a selection by merit does."""
    made = drawing(asked)
    aim: Aim = "leximin" if asked.call.policy == "leximin" else "maximin"
    try:
        return Lots(asked, made, lottery(made.call, until=clock.until, aim=aim))
    except SolverFailed as failed:
        raise Failed(str(failed)) from failed


def nothing(asked: Asked) -> Lots:
    """Where it is not even known whether there is a panel: nothing is found, nothing is proved."""
    made = drawing(asked)
    chances = (Fraction(0),) * len(made.people)
    bound = Fraction(bool(made.people))
    return Lots(asked, made, Lottery(made.call, (), chances, (), (), "bounded", Fraction(0), bound, 0))


def drawing(asked: Asked) -> Pool:
    """Whoever is free, and what must leave of limits and seats."""
    program, last = asked.program, asked.program.none
    counted = np.zeros((len(asked.free), last + 1), np.bool_)
    for family in program.families:
        counted[np.arange(len(family)), family] = True
    rows = slice(SEATS + 1, last)
    ids = [asked.call.ids[place] for place in asked.free]
    return pool(ids, counted[:, rows], program.lower[rows], program.upper[rows], program.seats)
