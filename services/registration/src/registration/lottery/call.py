"""What is asked of a lottery, by type: people whom every quota counts alike are one type."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


class NoPanel(ValueError):
    """No panel keeps all quotas: there is nothing to draw from."""


@dataclass(frozen=True, eq=False)
class Call:
    """`membership` [types × quotas] says which quotas count a type, `sizes` [types] how many people it has.

    A panel takes `seats` people, between `lower` and `upper` [quotas] of those whom a quota counts; a cap per
    organisation is a quota like any other. Raises ValueError where the parts do not fit.
    """

    membership: NDArray[np.bool_]
    sizes: Whole
    lower: Whole
    upper: Whole
    seats: int

    def __post_init__(self) -> None:
        types, quotas = self.membership.shape
        if self.sizes.shape != (types,):
            raise ValueError(f"{types} types need as many sizes")
        if self.lower.shape != (quotas,) or self.upper.shape != (quotas,):
            raise ValueError(f"{quotas} quotas need as many lower and upper limits")


@dataclass(frozen=True, eq=False)
class Panels:
    """The panels of a call as whole points: lower ≤ matrix·x ≤ upper, 0 ≤ x ≤ most, x whole.

    `matrix` [rows × types]: the seats, then the quotas, then what was proved of all panels.
    """

    matrix: Whole
    lower: Whole
    upper: Whole
    most: Whole

    @classmethod
    def of(cls, call: Call) -> "Panels":
        """Raises NoPanel where a limit excludes the other at once."""
        seats = max(call.seats, 0)
        most = np.minimum(call.sizes, seats)
        matrix = np.vstack([np.ones(len(most), np.int64), call.membership.T.astype(np.int64)])
        lower = np.concatenate([[call.seats], np.maximum(call.lower, 0)])
        there = np.minimum(matrix[1:] @ most, seats)
        upper = np.concatenate([[call.seats], np.minimum(call.upper, there)])
        if call.seats < 0 or most.sum() < seats or (lower > upper).any():
            raise NoPanel("a minimum is above what its maximum, or the people there are, allow")
        return cls(matrix, lower, upper, most)

    @property
    def types(self) -> int:
        return len(self.most)

    def below(self, weights: Whole, most: int) -> "Panels":
        """With one more row that no panel breaks: Σ weights·x ≤ most."""
        return replace(
            self,
            matrix=np.vstack([self.matrix, weights]),
            lower=np.append(self.lower, 0),
            upper=np.append(self.upper, most),
        )

    def holds(self, counts: Whole) -> bool:
        sums = self.matrix @ counts
        inside = (self.lower <= sums) & (sums <= self.upper)
        return bool(inside.all() and (counts >= 0).all() and (counts <= self.most).all())
