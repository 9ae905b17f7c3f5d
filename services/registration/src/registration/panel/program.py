"""A selection as arithmetic on arrays: scores, the rows that candidates count in, and what each row may hold."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Places = NDArray[np.intp]
Row = NDArray[np.int32]

SEATS = 0
"""The row in which everybody counts."""
UNIT = 720720
"""Prices are whole multiples of 1 / UNIT, which every number up to 16 divides: halves and thirds are exact."""
UNLIMITED = 2**40


@dataclass(frozen=True)
class Program:
    """Maximise Σ score·x over x in {0, 1}, each row's sum within its limits.

    `families`: per family of rows that exclude one another, the row in which each candidate counts; the last row has no
    limits and stands for none. `lower`, `upper`: one per row; row SEATS counts everybody and has both the same.
    """

    score: Whole
    families: tuple[Row, ...]
    lower: Whole
    upper: Whole

    @property
    def seats(self) -> int:
        return int(self.upper[SEATS])

    @property
    def none(self) -> int:
        return len(self.lower) - 1

    @property
    def step(self) -> int:
        """Values of selections differ by its multiples: all seats are filled, and it divides how scores differ."""
        return int(np.gcd.reduce(self.score - self.score[:1])) or 1

    def counts(self, who: Places | slice = slice(None)) -> Whole:
        """How many of these count in each row; nobody counts in the last."""
        found = np.zeros(len(self.lower), np.int64)
        for family in self.families:
            found += np.bincount(family[who], minlength=len(self.lower))
        found[SEATS] = len(self.score[who])
        found[self.none] = 0
        return found

    def holds(self, who: Places) -> bool:
        there = self.counts(who)
        return bool(((self.lower <= there) & (there <= self.upper)).all())

    def value(self, who: Places) -> int:
        return int(self.score[who].sum())

    def at_most(self, bound: int) -> int:
        """The highest value that a selection may have within this bound, in 1 / UNIT."""
        rest = bound // UNIT - self.seats * int(self.score[0] if len(self.score) else 0)
        return bound // UNIT - rest % self.step

    def unscored(self) -> "Program":
        """For the question whether anything is possible at all."""
        return Program(np.zeros_like(self.score), self.families, self.lower, self.upper)


@dataclass(frozen=True)
class Prices:
    """What a seat costs in each row, in 1 / UNIT; for any prices whatever the bound below holds (Lagrange).

    `scored`: 1 against the scores; 0 for a question of feasibility alone, where a bound below 0 says no (Farkas).
    """

    rows: Whole
    scored: int = 1

    def left(self, program: Program) -> Whole:
        """What each candidate's score leaves above the prices of her rows."""
        left: Whole = program.score * (UNIT * self.scored) - self.rows[SEATS]
        for family in program.families:
            left -= self.rows[family]
        return left

    def of_rows(self, lower: Whole, upper: Whole) -> int:
        return int(np.where(self.rows > 0, self.rows * upper, self.rows * lower).sum())

    def bound(self, program: Program, left: Whole) -> int:
        """No selection's value, in 1 / UNIT, is greater."""
        return self.of_rows(program.lower, program.upper) + int(left[left > 0].sum())


def rounded(prices: NDArray[np.float64], scored: int = 1) -> Prices:
    return Prices(np.rint(prices * UNIT).astype(np.int64), scored)


def tickets(seed: int, ids: Sequence[str]) -> list[bytes]:
    """By which equals are ordered: HMAC-SHA-256, keyed with the seed's 8 bytes (big-endian), of each id."""
    key = seed.to_bytes(8, "big")
    return [hmac.digest(key, one.encode(), hashlib.sha256) for one in ids]
