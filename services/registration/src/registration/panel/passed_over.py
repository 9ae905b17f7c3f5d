"""Who has a higher score than somebody with a seat and no seat herself, and the limits that stand in her way.

A selection is the best, so no exchange of two people that keeps every limit makes it better: for each whose score is
lower, some limit forbids that the two change places. Those limits are the reason.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from registration.panel.call import ORGANISATION, Asked, Side
from registration.panel.program import Places, Whole
from registration.panel.reserve import marked

MOST_TOLD = 40
"""Those with the highest scores; of the others the number alone."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """`exchanges`: of how many people with lower scores this limit keeps her from taking the seat."""

    quota: str
    side: Side
    seats: int
    exchanges: int


@dataclass(frozen=True, slots=True)
class PassedOver:
    """`exchanges`: how many people with lower scores have a seat that is in question."""

    id: str
    exchanges: int
    in_the_way: tuple[InTheWay, ...]


@dataclass(frozen=True, slots=True)
class AllPassedOver:
    """`people`: how many; `first`: those with the highest scores, equals in order of ids."""

    people: int
    first: tuple[PassedOver, ...]


def passed_over(asked: Asked, selected: Places, most: int = MOST_TOLD) -> AllPassedOver:
    """`selected`: the best selection; `most`: of how many the limits are told."""
    if not len(selected):
        return AllPassedOver(0, ())
    program = asked.program
    waits: Places = np.setdiff1d(np.arange(len(program.score)), selected)
    above = waits[program.score[waits] > program.score[selected].min()]
    first = above[np.argsort(-program.score[above], kind="stable")][:most]
    limits = _Limits(asked, selected)
    return AllPassedOver(len(above), tuple(limits.why(int(one)) for one in first))


class _Limits:
    """The limits that this selection reaches."""

    def __init__(self, asked: Asked, selected: Places) -> None:
        self._asked, self._selected = asked, selected
        program = asked.program
        self._marks = marked(program, selected)
        there = program.counts(selected)
        self._full, self._short = ((there == limit)[:-1] for limit in (program.upper, program.lower))

    def why(self, one: int) -> PassedOver:
        """The limit that forbids most of it first."""
        program = self._asked.program
        lower = self._marks[program.score[self._selected] < program.score[one]]
        [hers] = marked(program, np.array([one], np.intp))
        times: Counter[tuple[str, Side, int]] = Counter()
        times.update(self._named("max", (lower < hers) & self._full))
        times.update(self._named("min", (lower > hers) & self._short))
        found = sorted(times.items(), key=lambda told: (-told[1], told[0][:2]))
        return PassedOver(self._id(one), len(lower), tuple(InTheWay(*limit, number) for limit, number in found))

    def _named(self, side: Side, forbidden: Whole) -> Counter[tuple[str, Side, int]]:
        call, whole = self._asked.call, self._asked.whole
        found: Counter[tuple[str, Side, int]] = Counter()
        for row in np.flatnonzero(forbidden.any(axis=0)):
            name = call.quotas[row - 1].id if row <= len(call.quotas) else ORGANISATION
            limit = whole.lower[row] if side == "min" else whole.upper[row]
            found[name, side, int(limit)] += int(forbidden[:, row].sum())
        return found

    def _id(self, one: int) -> str:
        return self._asked.call.ids[int(self._asked.free[one])]
