"""What no panel exceeds, proved in whole numbers: duals of a linear program, rounded to fractions and repaired."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

import numpy as np

from registration.lottery.call import Panels, Whole
from registration.lottery.solver import Answer, Effort, Linear, OutOfEffort, Real, SolverFailed

_DENOMINATORS = (100, 10_000, 1_000_000)
"""Small fractions first: duals of such programs mostly are."""
_NOTHING = 1e-9


@dataclass(frozen=True, eq=False)
class Prices:
    """By row, in parts of `over`: whatever they are, they prove a ceiling; they only may prove a high one."""

    of: Whole
    over: int


@dataclass(frozen=True)
class Cases:
    """Either at most `at_most` people of a type are in a panel, or more."""

    kind: int
    at_most: int
    few: "Proof"
    more: "Proof"


Proof = Prices | Cases


@dataclass(frozen=True, eq=False)
class Ceiling:
    """Σ weights·x ≤ most for every panel x; `weights` [types] are whole, of any size, and not negative.

    Without a proof it rests on the solver's word.
    """

    weights: Whole
    most: int
    proof: Proof | None


class Box(NamedTuple):
    """Smallest and largest count of each type."""

    lower: Whole
    upper: Whole


def everything(panels: Panels) -> Box:
    return Box(np.zeros_like(panels.most), panels.most)


def most(panels: Panels, weights: Whole, prices: Prices, box: Box) -> int:
    """The ceiling that these prices prove: as every row holds, and every count is in its box.

    Σ w·x = Σ (w − pA)·x + p·Ax for any p (Lagrange); what is whole is rounded down (Chvátal).
    In Python's integers, which do not overflow.
    """
    paid = np.flatnonzero(prices.of)
    of = prices.of[paid].astype(object)
    rest = prices.over * weights.astype(object) - of @ panels.matrix[paid].astype(object)
    of_rows = np.where(of > 0, of * panels.upper[paid], of * panels.lower[paid]).sum()
    of_types = np.where(rest > 0, rest * box.upper, rest * box.lower).sum()
    return int((of_rows + of_types) // prices.over)


def rounded(panels: Panels, weights: Real, prices: Real) -> Iterator[Ceiling]:
    """Ceilings near what these duals say, with finer and finer fractions, each rounded down and not."""
    for denominator in _DENOMINATORS:
        both = np.concatenate([weights, prices]) / weights.max()
        whole, _ = fractions(both, denominator)
        heavy, of = whole[: panels.types], whole[panels.types :]
        unit = gcd(*heavy)
        proof = Prices(of, unit)
        yield Ceiling(heavy // unit, most(panels, heavy // unit, proof, everything(panels)), proof)
        plain = Prices(of, 1)
        yield Ceiling(heavy, most(panels, heavy, plain, everything(panels)), plain)


def fractions(values: Real, denominator: int) -> tuple[Whole, int]:
    """The values as whole numbers, of any size, over a common denominator."""
    near = {int(i): Fraction(float(values[i])).limit_denominator(denominator) for i in np.flatnonzero(values)}
    common = lcm(*(one.denominator for one in near.values()))
    whole = np.zeros(len(values), object)
    for i, one in near.items():
        whole[i] = one.numerator * (common // one.denominator)
    return whole, common


class Prover:
    """Proves that no panel weighs more than `ceiling`, by a tree of cases whose leaves have prices."""

    def __init__(self, panels: Panels, weights: Whole, ceiling: int, effort: Effort, leaves: int = 1_000) -> None:
        self._panels, self._weights, self._ceiling = panels, weights, ceiling
        self._linear = Linear(panels, effort)
        self._linear.weigh(weights.astype(float))
        self._leaves = leaves

    def proof(self) -> Proof | None:
        """None if it would take more leaves than are allowed."""
        try:
            return self._of(everything(self._panels))
        except OutOfEffort:
            return None

    def _of(self, box: Box) -> Proof:
        self._linear.limit(*box)
        answer = self._linear.run()
        if answer is None:
            return self._empty(box)
        if answer.value < self._ceiling + 1 and (leaf := self._leaf(box, answer.row_duals)) is not None:
            return leaf
        return self._split(box, answer)

    def _split(self, box: Box, answer: Answer) -> Cases:
        kind = int(np.argmax(np.abs(answer.columns - np.rint(answer.columns))))
        at_most = int(np.floor(answer.columns[kind] + _NOTHING))
        few, more = box.upper.copy(), box.lower.copy()
        few[kind], more[kind] = at_most, at_most + 1
        if at_most >= box.upper[kind]:
            raise SolverFailed("a panel is heavier than the heaviest")
        return Cases(kind, at_most, self._of(Box(box.lower, few)), self._of(Box(more, box.upper)))

    def _leaf(self, box: Box, duals: Real) -> Prices | None:
        self._leaves -= 1
        if self._leaves < 0:
            raise OutOfEffort
        for denominator in _DENOMINATORS:
            prices = Prices(*fractions(np.where(np.abs(duals) > _NOTHING, duals, 0.0), denominator))
            if most(self._panels, self._weights, prices, box) <= self._ceiling:
                return prices
        return None

    def _empty(self, box: Box) -> Prices:
        """No point at all: a ray, long enough, proves any ceiling."""
        ray = self._linear.ray()
        for sign in (1.0, -1.0):
            for length in (1.0, 1e2, 1e4):
                scaled = None if ray is None else sign * length * ray / max(np.abs(ray).max(), _NOTHING)
                if scaled is not None and (leaf := self._leaf(box, scaled)) is not None:
                    return leaf
        raise OutOfEffort
