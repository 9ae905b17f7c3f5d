"""Which of the best selections it is: the order that the published seed gives decides."""

import heapq
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from registration.selection import solver
from registration.selection.program import Limits, Program, Whole

_BATCH = 12
"""Candidates whose seats one program decides: weights up to 2 ** _BATCH stay far from the solver's tolerances."""


def first_among_equals(program: Program, members: Sequence[Whole], value: int) -> Whole:
    """Of all solutions with this value the one whose ascending list of places in the order of ties comes first.

    That is: in this order everybody gets a seat who can have one beside those who got one before. A batch is decided by
    one program in which each candidate weighs more than all later ones of the batch together. Of candidates who are
    alike (one column) the earlier ones come first, and where one is refused all later ones are.
    """
    lower, upper = (limit.copy() for limit in program.columns)
    while (lower < upper).any():
        batch = _next(members, lower, upper)
        for column, seated in zip(batch, _seated(program.within(Limits(lower, upper)), batch, value), strict=True):
            if seated:
                lower[column] += 1
            else:
                upper[column] = lower[column]
        full = program.activity(lower) == program.rows.upper
        closed = program.column_of[full[program.row_of]]
        upper[closed] = lower[closed]
    return lower


def _next(members: Sequence[Whole], lower: Whole, upper: Whole) -> list[int]:
    """The columns of the first undecided candidates, in the order of ties."""
    undecided = (
        (int(place), column)
        for column in map(int, np.flatnonzero(lower < upper))
        for place in members[column][lower[column] : min(upper[column], lower[column] + _BATCH)]
    )
    return [column for _, column in heapq.nsmallest(_BATCH, undecided)]


def _seated(program: Program, batch: Sequence[int], value: int) -> Sequence[bool]:
    apart = _set_apart(program, np.array(batch))
    weights = np.zeros(len(apart.score), np.int64)
    weights[-len(batch) :] = 2 ** np.arange(len(batch))[::-1]
    taken = solver.certain(apart, solver.Aim(weights, value))
    return [bool(seat) for seat in taken[-len(batch) :]]


def _set_apart(program: Program, batch: Whole) -> Program:
    """The program with a column of its own, behind all others, for one member of each column named in the batch."""
    copies = [program.column_of == column for column in batch]
    rows = np.concatenate([program.row_of, *(program.row_of[cells] for cells in copies)])
    places = np.repeat(np.arange(len(batch)) + len(program.score), [cells.sum() for cells in copies])
    by_row = np.argsort(rows, kind="stable")
    rest = program.columns.upper.copy()
    np.subtract.at(rest, batch, 1)
    none, one = np.zeros_like(batch), np.ones_like(batch)
    return replace(
        program,
        score=np.append(program.score, program.score[batch]),
        row_of=rows[by_row],
        column_of=np.append(program.column_of, places)[by_row],
        columns=Limits(np.append(program.columns.lower, none), np.append(rest, one)),
    )
