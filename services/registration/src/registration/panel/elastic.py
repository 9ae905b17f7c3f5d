"""Limits that give way: the fewest that make an impossible call possible, and of these the fewest seats."""

from collections.abc import Sequence
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from registration.panel.call import Side
from registration.panel.program import SEATS, Places, Program
from registration.panel.relaxation import NEVER, Clock, SolverFailed, loaded, run

Real = NDArray[np.float64]


class Give(NamedTuple):
    """A limit of these rows, and how many seats it can give."""

    rows: tuple[int, ...]
    side: Side
    most: int


def cheapest(program: Program, gives: Sequence[Give], most: int, clock: Clock = NEVER) -> list[int] | None:
    """How many seats each gives if `most` of them may give at all; None if that is not enough.

    Raises TimeIsUp, SolverFailed.
    """
    model = _model(program, gives, most)
    solver = loaded(model)
    run(solver, clock)
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise SolverFailed(f"an elastic program ended {solver.modelStatusToString(solver.getModelStatus())}")
    columns = np.rint(np.array(solver.getSolution().col_value)).astype(int)
    first = model.num_col_ - 2 * len(gives)
    return [int(seats) for seats in columns[first : first + len(gives)]]


def _model(program: Program, gives: Sequence[Give], most: int) -> highspy.HighsLp:
    """Columns: how many of each type (people whom the same limits count), what each limit gives, whether it does.

    Rows: minimums, maximums, whether a limit gives, how many do.
    """
    loose = (program.lower <= 0) & (program.upper >= program.seats)
    loose[[row for give in gives for row in give.rows]] = False
    families = [np.full(len(program.score), program.none)]
    families += [np.where(loose[family], program.none, family) for family in program.families]
    cells, sizes = np.unique(np.stack(families, axis=1), axis=0, return_counts=True)
    types, number, rows = len(sizes), len(gives), len(program.lower)
    columns = [(family, np.flatnonzero(family != program.none)) for family in (*cells.T, np.full(types, SEATS))]
    counts = [_Cells(family[there], there, 1.0) for family, there in columns]
    parts = [*counts, *(_Cells(one.rows + rows, one.columns, 1.0) for one in counts)]
    for at, give in enumerate(gives):
        of_rows = np.array(give.rows) + rows * (give.side == "max")
        parts.append(_Cells(of_rows, np.full(len(of_rows), types + at), 1.0 if give.side == "min" else -1.0))
        parts.append(_Cells(np.array([2 * rows + at] * 2), types + at + np.array([0, number]), (1.0, -give.most)))
        parts.append(_Cells(np.array([2 * rows + number]), np.array([types + number + at]), 1.0))
    room = np.array([give.most for give in gives], float)
    lower = np.concatenate([program.lower, np.full(rows + number + 1, -highspy.kHighsInf)])
    upper = np.concatenate([np.full(rows, highspy.kHighsInf), program.upper, np.zeros(number), [float(most)]])
    lower[program.none] = -highspy.kHighsInf
    model = _filled(parts, lower, upper)
    model.num_col_ = types + 2 * number
    dear = 1.0 + room.max(initial=0) * most
    model.col_cost_ = np.concatenate([np.zeros(types), np.ones(number), np.full(number, dear)])
    model.col_lower_ = np.zeros(model.num_col_)
    model.col_upper_ = np.concatenate([sizes, room, np.ones(number)])
    model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    return model


class _Cells(NamedTuple):
    rows: Places
    columns: Places
    values: float | tuple[float, ...]


def _filled(parts: Sequence[_Cells], lower: Real, upper: Real) -> highspy.HighsLp:
    model = highspy.HighsLp()
    rows, columns = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    values = np.concatenate([np.broadcast_to(part.values, len(part.rows)) for part in parts])
    order = np.argsort(rows, kind="stable")
    model.num_row_ = len(lower)
    model.row_lower_, model.row_upper_ = lower.astype(float), upper.astype(float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(rows[order], np.arange(len(lower) + 1)).astype(np.int32)
    model.a_matrix_.index_, model.a_matrix_.value_ = columns[order].astype(np.int32), values[order]
    return model
