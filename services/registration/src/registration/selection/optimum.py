"""The highest value of a program, proven, and what each quota costs of it."""

from dataclasses import dataclass

import numpy as np

from registration.selection import solver
from registration.selection.bounds import Bounded, bounded
from registration.selection.program import SEATS, Program

_SMALL = 400
"""Columns that are left undecided at the first try."""


@dataclass(frozen=True)
class Optimum:
    """The highest value and the duals that bound it; a solver that saw no gap has proved that value and bound meet."""

    value: int
    limit: Bounded


def best(program: Program, known: int = 0) -> Optimum | None:
    """The optimum; None if there is no solution. `known`: a value that some solution has at least.

    First among the columns nearest to the bound: what is found there and reaches the value that they were cut at, or
    else what is found after cutting again at its value, is the best of all.
    """
    limit = bounded(program)
    if limit is None:
        return None
    guess = max(limit.promising(_SMALL), known)
    taken = solver.solve(limit.reaching(guess))
    if taken is None:
        taken = solver.solve(program)
    elif program.value(taken) < guess:
        taken = solver.solve(limit.reaching(program.value(taken)))
    return None if taken is None else Optimum(program.value(taken), limit)


def prices(program: Program, optimum: Optimum) -> dict[str, int]:
    """Per quota (and `per_organisation`, where it matters) by how much the best value would be higher without it."""
    quotas = dict.fromkeys(label for label in program.labels if label != SEATS)
    return {quota: _value(program.without(quota), optimum) - optimum.value for quota in quotas}


def _value(freed: Program, optimum: Optimum) -> int:
    """The best value without one quota; often the optimum's own duals bound it, or leave few columns to look at."""
    limit = Bounded(freed, optimum.limit.duals)
    if limit.value == optimum.value:
        return optimum.value
    rest = limit.reaching(optimum.value)
    if np.count_nonzero(rest.columns.lower < rest.columns.upper) <= _SMALL:
        return freed.value(solver.certain(rest))
    better = best(freed, known=optimum.value)
    if better is None:
        raise solver.SolverFailed("a solution that is known to exist was not found")
    return better.value
