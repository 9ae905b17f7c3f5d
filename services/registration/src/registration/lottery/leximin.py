"""Chances as equal as quotas allow, were people taken in part: the smallest as large as can be, then the next.

The levels are exact: each is what a ceiling in whole numbers proves, never what a solver printed. A lottery over whole
panels can do no better, as its chances are among these; whether it does as well, `peeling` and `mixing` find out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from registration.lottery.call import NoPanel, Panels, Whole
from registration.lottery.ceilings import Ceiling, Prices, everything, most, rounded
from registration.lottery.solver import Compact, Effort, Linear, Real, inside

Some = NDArray[np.bool_]
_NOTHING = 1e-9
_FAR = 1e-5
_HEAVIEST = 10**5
_SLACK = 1e-7
"""Relative, on what is fixed: where it is kept to the last digit, later programs have no point within tolerances."""


@dataclass(frozen=True)
class Level:
    """The chance of everybody of these types, in every lottery that is as equal as can be up to here.

    `ceiling` proves it: in expectation Σ weights·size·chance ≤ most, of which the types of earlier levels take theirs.
    """

    chance: Fraction
    types: tuple[int, ...]
    ceiling: Ceiling


class Sharper(Exception):
    """A ceiling, rounded down to a whole number, excludes what people taken in part could have."""

    def __init__(self, ceiling: Ceiling) -> None:
        super().__init__()
        self.ceiling = ceiling


class Inexact(Exception):
    """The fractions found near a solver's answer do not prove it."""


def levels(panels: Panels, sizes: Whole, effort: Effort) -> Iterator[Level]:
    """The levels in ascending order; raises NoPanel, Sharper, Inexact."""
    found: list[Level] = []
    free = sizes > 0
    if (dead := free & never(panels)).any():
        found.append(Level(Fraction(0), _types(dead), _nobody(panels, dead)))
        yield found[-1]
        free &= ~dead
    compact = Compact(panels, np.where(free, sizes, 0), effort)
    while free.any():
        level = _next(panels, sizes, compact, found, free, effort)
        yield level
        found.append(level)
        for kind in level.types:
            compact.fix(kind, float(level.chance * int(sizes[kind])))
            free[kind] = False


def _next(panels: Panels, sizes: Whole, compact: Compact, found: list[Level], free: Some, effort: Effort) -> Level:
    """One more level; where everybody left is certain of a seat, it is the last."""
    answer = compact.run()
    if answer is None and found:
        for level in found:
            for kind in level.types:
                compact.fix(kind, float(level.chance * int(sizes[kind])) * (1 - _SLACK))
        answer = compact.run()
    if answer is None:
        raise NoPanel("no panel keeps all quotas")
    z, weights, prices = answer
    if z < _NOTHING and (barred := _barred(panels, free, effort)) is not None:
        return barred
    if z >= 1 - _NOTHING:
        return Level(Fraction(1), _types(free), _all_seated(panels, free))
    return _exact(panels, sizes, found, free, z, (_clean(weights), _clean(prices)))


def _barred(panels: Panels, free: Some, effort: Effort) -> Level | None:
    """Who of these can be on no panel, even in part, with one proof for all; None if it is not found."""
    linear, far = Linear(panels, effort), inside(panels, effort)
    barred = free.copy() if far is None else free & (far < _FAR)
    while barred.any():
        linear.weigh(barred.astype(float))
        if (answer := linear.run()) is None:
            return None
        if answer.value < _NOTHING:
            proofs = rounded(panels, barred.astype(float), _clean(answer.row_duals))
            return next((Level(Fraction(0), _types(barred), one) for one in proofs if not one.most), None)
        barred &= answer.columns < min(_NOTHING, answer.value / panels.types)
    return None


def _exact(panels: Panels, sizes: Whole, found: list[Level], free: Some, z: float, duals: tuple[Real, Real]) -> Level:
    fixed = {kind: level.chance for level in found for kind in level.types}
    for ceiling in rounded(panels, *duals):
        heavy = {int(t): int(ceiling.weights[t]) * int(sizes[t]) for t in np.flatnonzero(ceiling.weights)}
        left = ceiling.most - sum((fixed[t] * weight for t, weight in heavy.items() if t in fixed), Fraction(0))
        share = sum(weight for t, weight in heavy.items() if t not in fixed)
        if share and abs(float(left / share) - z) < _NOTHING:
            return Level(left / share, tuple(t for t in heavy if free[t]), ceiling)
        if share and left / share < z and max(ceiling.weights) <= _HEAVIEST:
            raise Sharper(ceiling)
    raise Inexact


def _clean(duals: Real) -> Real:
    return np.where(np.abs(duals) > _NOTHING * np.abs(duals).max(initial=0.0), duals, 0.0)


def never(panels: Panels) -> Some:
    """Types that a quota, or a ceiling, excludes by itself."""
    closed = panels.upper == 0
    never: Some = (panels.most == 0) | (panels.matrix[closed] > 0).any(axis=0)
    return never


def _nobody(panels: Panels, dead: Some) -> Ceiling:
    weights = dead.astype(np.int64)
    prices = Prices((panels.upper == 0).astype(np.int64), 1)
    return Ceiling(weights, most(panels, weights, prices, everything(panels)), prices)


def _all_seated(panels: Panels, free: Some) -> Ceiling:
    weights = free.astype(np.int64)
    prices = Prices(np.zeros(len(panels.lower), np.int64), 1)
    return Ceiling(weights, most(panels, weights, prices, everything(panels)), prices)


def _types(these: Some) -> tuple[int, ...]:
    return tuple(map(int, np.flatnonzero(these)))
