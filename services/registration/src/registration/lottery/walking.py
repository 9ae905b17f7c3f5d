"""Panels found by exchanging one person for another: from one that is known to others near it, past broken quotas.

Where quotas cross, whole panels are far from the points of linear programs and near one another: a few exchanges find
what no dive finds. A tabu search in which a quota weighs more the longer it is broken (Morris, *The breakout method for
escaping from local minima*, AAAI 1993).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from registration.lottery.call import Panels, Whole
from registration.lottery.solver import Effort, Real

Places = NDArray[np.intp]
_TRIED = 16
"""Of those who could come, the cheapest so many are tried against everybody who could go."""
_STAYS = 5
"""Exchanges for which whoever came does not go; who went does not come back for twice as many."""
_WHIM = 1e-3


@dataclass(frozen=True, eq=False)
class Ground:
    """The quotas, without the seats, which every exchange keeps, and without what follows from quotas."""

    of: Real
    """[types × rows]: 1 where a type counts."""
    lower: Whole
    upper: Whole
    most: Whole

    @classmethod
    def of_panels(cls, panels: Panels) -> "Ground":
        plain = np.asarray((panels.matrix <= 1).all(axis=1))
        plain[0] = False
        of = np.ascontiguousarray(panels.matrix[plain].T, dtype=float)
        return cls(of, panels.lower[plain], panels.upper[plain], panels.most)

    def broken(self, sums: Whole) -> Whole:
        """By how much each row is."""
        by: Whole = np.maximum(0, np.maximum(sums - self.upper, self.lower - sums))
        return by


class Walker:
    """Ways through the panels of a call. Each is charged as one program, so it is to be short."""

    def __init__(self, panels: Panels, effort: Effort) -> None:
        self._ground, self._effort = Ground.of_panels(panels), effort
        self._chance = np.random.default_rng(panels.types)

    def walk(self, start: Whole, bonus: Real, steps: int, kind: int | None = None) -> Iterator[Whole]:
        """Panels on a way of so many exchanges from any counts that fill all seats. `bonus` [types], less than 1 each,
        draws people in; of `kind` there is somebody from the first step on.
        """
        self._effort.spend()
        way = _Way(self._ground, bonus, kind, start.copy(), self._chance)
        for at in range(steps):
            way.step(at)
            if way.holds:
                yield way.counts.copy()


@dataclass(eq=False)
class _Way:
    ground: Ground
    bonus: Real
    kind: int | None
    counts: Whole
    chance: np.random.Generator
    sums: Whole = field(init=False)
    weight: Real = field(init=False)
    stays_out: Whole = field(init=False)
    stays_in: Whole = field(init=False)

    def __post_init__(self) -> None:
        types, rows = self.ground.of.shape
        self.sums = np.rint(self.counts @ self.ground.of).astype(np.int64)
        self.weight = np.ones(rows)
        self.stays_out, self.stays_in = np.zeros(types, np.int64), np.zeros(types, np.int64)

    @property
    def holds(self) -> bool:
        return not self.ground.broken(self.sums).any()

    def step(self, at: int) -> None:
        """The cheapest exchange: what it breaks, weighed, less what it mends and what is drawn in."""
        of = self.ground.of
        broken = self.ground.broken(self.sums)
        one_more = self.weight * (self.ground.broken(self.sums + 1) - broken)
        one_less = self.weight * (self.ground.broken(self.sums - 1) - broken)
        comes = of @ one_more - self.bonus + _WHIM * self.chance.random(len(of))
        outs, ins = self._who(at, broken, comes)
        if not len(outs) or not len(ins):
            return
        neither = (of[outs] * (one_more + one_less)) @ of[ins].T
        cost = (of[outs] @ one_less + self.bonus[outs])[:, None] + comes[ins] - neither
        cost[outs[:, None] == ins] = np.inf
        out, come = divmod(int(cost.argmin()), len(ins))
        if cost[out, come] >= 0:
            self.weight[broken > 0] += 1
        self._exchange(at, int(outs[out]), int(ins[come]))

    def _who(self, at: int, broken: Whole, comes: Real) -> tuple[Places, Places]:
        """Who could go, and who come: where something is broken, whoever mends one of that."""
        here = self.counts > 0
        if self.kind is not None and not here[self.kind]:
            return np.flatnonzero(here), np.array([self.kind])
        outs = here & (self.stays_in <= at)
        if self.kind is not None and self.counts[self.kind] == 1:
            outs[self.kind] = False
        ins = (self.counts < self.ground.most) & (self.stays_out <= at)
        if broken.any():
            row = int(self.chance.choice(np.flatnonzero(broken)))
            counted = self.ground.of[:, row] > 0
            if self.sums[row] > self.ground.upper[row]:
                outs &= counted
            else:
                ins &= counted
        come = np.flatnonzero(ins)
        if len(come) > _TRIED:
            come = come[np.argpartition(comes[come], _TRIED)[:_TRIED]]
        return np.flatnonzero(outs), come

    def _exchange(self, at: int, out: int, come: int) -> None:
        self.counts[out] -= 1
        self.counts[come] += 1
        self.sums += (self.ground.of[come] - self.ground.of[out]).astype(np.int64)
        whim = int(self.chance.integers(_STAYS))
        self.stays_out[out], self.stays_in[come] = at + 2 * _STAYS + whim, at + _STAYS + whim
