"""What the duals of the linear relaxation prove about a program, in whole numbers."""

import numpy as np

from registration.selection import solver
from registration.selection.program import Limits, Program, Whole

_FRACTION = 2**16
"""Duals are rounded to multiples of 1 / _FRACTION, so that everything that is proved with them is whole numbers."""


class Bounded:
    """A program with duals: an upper limit for its value, and what each column changes of it.

    For any duals y whatever, Σ score·x = Σ (score − yA)·x + y·Ax; with the largest that each part can be within the
    limits of columns and rows this bounds the value (Lagrange). A worse y only gives a worse bound, never a wrong one.
    """

    def __init__(self, program: Program, duals: Whole) -> None:
        self.duals = duals
        self._program = program
        self._reduced = program.score * _FRACTION
        np.subtract.at(self._reduced, program.column_of, duals[program.row_of])
        self._bound = _most(self._reduced, program.columns) + _most(duals, program.rows)

    @property
    def value(self) -> int:
        """No solution is better."""
        return self._bound // _FRACTION

    def reaching(self, value: int) -> Program:
        """The program without choices that no solution of at least this value makes."""
        spare = self._bound - value * _FRACTION
        lower, upper = self._program.columns
        steps = spare // np.maximum(np.abs(self._reduced), 1)
        return self._program.within(
            Limits(
                np.where(self._reduced > 0, np.maximum(lower, upper - steps), lower),
                np.where(self._reduced < 0, np.minimum(upper, lower + steps), upper),
            )
        )

    def promising(self, columns: int) -> int:
        """A value so low that about this many columns stay undecided."""
        nearest = np.sort(np.abs(self._reduced))[min(columns, len(self._reduced)) - 1]
        return (self._bound - int(nearest)) // _FRACTION


def _most(factors: Whole, limits: Limits) -> int:
    return int(np.where(factors > 0, factors * limits.upper, factors * limits.lower).sum())


def bounded(program: Program) -> Bounded | None:
    """The program with the duals of its linear relaxation; None if that has no solution."""
    duals = solver.duals(program)
    return None if duals is None else Bounded(program, np.rint(duals * _FRACTION).astype(np.int64))
