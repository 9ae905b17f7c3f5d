"""Which limits cannot hold together: a set of which any one could be dropped to make the rest possible."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from registration.panel.call import ORGANISATION, Asked, Side
from registration.panel.program import Places, Prices, Program, Whole, rounded
from registration.panel.relaxation import NEVER, Clock, Relaxation, best

Limit = tuple[str, Side]
_WHOLE = 1e-6


@dataclass(frozen=True)
class Conflict:
    """`limits` exclude one another; `without`: for each a selection that keeps all the others."""

    limits: tuple[Limit, ...]
    without: Mapping[Limit, Places]


def limits(asked: Asked) -> tuple[Limit, ...]:
    """All that could be dropped: the cap per organisation, maximums, then minimums."""
    quotas = [quota.id for quota in asked.call.quotas]
    cap: list[Limit] = [] if asked.call.organisation_max is None else [(ORGANISATION, "max")]
    return (*cap, *((name, "max") for name in quotas), *((name, "min") for name in quotas))


def conflict(asked: Asked, clock: Clock = NEVER) -> Conflict:
    """Of an impossible call. Deletion filter (Chinneck, *Feasibility and Infeasibility in Optimization*, 2008): drop
    one limit after the other, for good where the rest still cannot hold.

    Raises TimeIsUp, SolverFailed.
    """
    question = Question(asked, clock)
    suspects = dict.fromkeys(one for one in limits(asked) if question.matters(one))
    without: dict[Limit, Places] = {}
    for one in list(suspects):
        rest = [other for other in suspects if other != one]
        selected = question.possible(rest)
        if selected is None:
            del suspects[one]
        else:
            without[one] = selected
    return Conflict(tuple(suspects), without)


class Question:
    """Whether some limits can hold together; `known` are selections that keep all but some."""

    def __init__(self, asked: Asked, clock: Clock, known: Iterable[Places] = ()) -> None:
        self._asked, self._clock = asked, clock
        self._everybody = np.arange(len(asked.free))
        self._sides = limits(asked)
        program = asked.program.unscored()
        lower, upper = np.maximum(program.lower, 0), np.maximum(program.upper, 0)
        loosest = Program(program.score, program.families, lower, upper)
        self._relaxation = Relaxation(loosest, self._everybody, 1.0, clock)
        self._refuted: list[tuple[Prices, Whole]] = []
        self._found = list(known)

    def matters(self, limit: Limit) -> bool:
        """Whether some selection could miss it."""
        program, (name, side) = self._asked.program, limit
        rows = self._asked.rows(name)
        if side == "min":
            return bool((program.lower[rows] > 0).any())
        return bool((program.upper[rows] < program.seats).any())

    def possible(self, kept: list[Limit]) -> Places | None:
        """A selection that keeps these; None if there is none."""
        return self.of(self._asked.lifted(set(self._sides) - set(kept)).unscored())

    def of(self, program: Program) -> Places | None:
        """A selection of this program, whose limits are none tighter than the call's; None if there is none."""
        if (program.upper < 0).any() or any(prices.bound(program, left) < 0 for prices, left in self._refuted):
            return None
        known = next((selected for selected in self._found if program.holds(selected)), None)
        if known is None and (known := self._sought(program)) is not None:
            self._found.append(known)
        return known

    def _sought(self, program: Program) -> Places | None:
        """What is found is kept, for or against: it answers most of the questions that follow."""
        self._relaxation.limited(program.lower, program.upper)
        proposal = self._relaxation.solve()
        if proposal.short > _WHOLE:
            prices = rounded(proposal.prices, 0)
            left = prices.left(program)
            if prices.bound(program, left) < 0:
                self._refuted.append((prices, left))
                return None
        near = np.flatnonzero(proposal.taken > _WHOLE)
        if program.holds(near):
            return near
        found = best(program, near, self._clock)
        return best(program, self._everybody, self._clock) if found is None else near[found]
