"""The one place that speaks to HiGHS: one thread, no gap, whole answers that are checked before they count."""

from dataclasses import dataclass
from importlib import metadata

import highspy
import numpy as np
from highspy._core import _Highs as Highs  # the class without Python callbacks, which prints no banner into a log
from numpy.typing import NDArray

from registration.selection.program import Program, Whole
from registration.selection.refusals import UndecidedInTime

_CONTINUOUS, _WHOLE = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
_OPTIONS = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}
LIMIT_SECONDS = 30.0
"""For one program; of a decision's, one may be hard."""
_NONE = {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}


class SolverFailed(RuntimeError):
    """The solver contradicted itself or gave up; nothing was decided."""


@dataclass(frozen=True)
class Aim:
    """What to maximise instead of the score, and the value that must be reached all the same."""

    weights: Whole
    value: int


def version() -> tuple[str, str]:
    """Name and version of the solver."""
    return "HiGHS", metadata.version("highspy")


def duals(program: Program) -> NDArray[np.float64] | None:
    """What one more in each row is worth if people could be taken in part; None if not even that is possible."""
    solved = _run(_model(program, program.score, whole=False))
    return None if solved is None else np.array(solved.getSolution().row_dual)


def solve(program: Program, aim: Aim | None = None) -> Whole | None:
    """How many of each column are taken in a best solution; None if there is none."""
    model = _model(program, program.score if aim is None else aim.weights, whole=True)
    if aim is not None:
        _reach(model, program, aim.value)
    solved = _run(model)
    if solved is None:
        return None
    taken = np.rint(solved.getSolution().col_value).astype(np.int64)
    if not program.holds(taken) or (aim is not None and program.value(taken) < aim.value):
        raise SolverFailed("an answer does not keep the rows of its program")
    return taken


def certain(program: Program, aim: Aim | None = None) -> Whole:
    """As `solve`, where a solution is known to exist."""
    taken = solve(program, aim)
    if taken is None:
        raise SolverFailed("a solution that is known to exist was not found")
    return taken


def _model(program: Program, weights: Whole, *, whole: bool) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(weights), len(program.labels)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = weights.astype(float)
    model.col_lower_, model.col_upper_ = (limit.astype(float) for limit in program.columns)
    model.row_lower_, model.row_upper_ = (limit.astype(float) for limit in program.rows)
    model.integrality_ = [_WHOLE if whole else _CONTINUOUS] * len(weights)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(program.row_of, np.arange(len(program.labels) + 1))
    model.a_matrix_.index_ = program.column_of
    model.a_matrix_.value_ = np.ones(len(program.column_of))
    return model


def _reach(model: highspy.HighsLp, program: Program, value: int) -> None:
    """One more row: Σ score·x ≥ value; with all seats taken, each score may be told as its distance from the lowest."""
    lowest = int(program.score.min())
    above = program.score - lowest
    unit = max(1, int(np.gcd.reduce(above)))
    matrix = model.a_matrix_
    matrix.start_ = np.append(matrix.start_, len(matrix.index_) + len(above))
    matrix.index_ = np.append(matrix.index_, np.arange(len(above)))
    matrix.value_ = np.append(matrix.value_, above / unit)
    model.row_lower_ = np.append(model.row_lower_, (value - lowest * program.seats) / unit)
    model.row_upper_ = np.append(model.row_upper_, highspy.kHighsInf)
    model.num_row_ += 1


def _run(model: highspy.HighsLp) -> Highs | None:
    if (np.array(model.row_lower_) > np.array(model.row_upper_)).any():
        return None
    solver = Highs()
    for option, setting in _OPTIONS.items():
        solver.setOptionValue(option, setting)
    solver.setOptionValue("time_limit", LIMIT_SECONDS)
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() in _NONE:
        return None
    if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
        raise UndecidedInTime(LIMIT_SECONDS)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise SolverFailed(f"stopped early: {solver.modelStatusToString(solver.getModelStatus())}")
    return solver
