"""The one place of the lottery that speaks to HiGHS: one thread, started again from where the last answer was.

What it answers is never believed: values are proved in fractions, panels are checked in whole numbers.
"""

import time
from dataclasses import dataclass
from math import inf
from typing import Any, NamedTuple

import highspy
import numpy as np
from highspy._core import _Highs  # the class without Python callbacks, which prints no banner into a log
from numpy.typing import NDArray

from registration.lottery.call import Panels, Whole

Highs: Any = _Highs
"""Its stubs know only some of what is asked of it."""
Real = NDArray[np.float64]
INFINITY = highspy.kHighsInf
_OPTIONS: dict[str, Any] = {"output_flag": False, "threads": 1, "random_seed": 0}
_LINEAR: dict[str, Any] = {"presolve": "off", "solver": "simplex", "simplex_strategy": 1}
_SHARP: dict[str, Any] = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
_EXACT: dict[str, Any] = {"mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "mip_max_nodes": 20_000}
_OPTIMAL = highspy.HighsModelStatus.kOptimal
_NONE = {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}


class SolverFailed(RuntimeError):
    """The solver contradicted itself or gave up; nothing was decided."""


class OutOfEffort(Exception):
    """As many programs were solved as were allowed, or time is up."""


@dataclass
class Effort:
    """How many programs may still be solved: a count, so that a verdict depends on no clock, unless `until` is given,
    in seconds of `time.monotonic`.
    """

    left: int
    spent: int = 0
    until: float = inf

    def spend(self, highs: Highs | None = None) -> None:
        """For a run of this solver, which is stopped when time is up, or for as much of other work."""
        seconds = self.until - time.monotonic()
        if self.left <= 0 or seconds <= 0:
            raise OutOfEffort
        if highs is not None and seconds < inf:
            highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        self.left -= 1
        self.spent += 1


class Answer(NamedTuple):
    value: float
    columns: Real
    row_duals: Real


class Linear:
    """A linear program over the panels taken in part, whose weights and limits change from one run to the next."""

    def __init__(self, panels: Panels, effort: Effort) -> None:
        self._highs = _highs(_model(panels), _LINEAR)
        self._columns = np.arange(panels.types, dtype=np.int32)
        self._rows = np.arange(len(panels.lower), dtype=np.int32)
        self._effort = effort

    def weigh(self, weights: Real) -> None:
        self._highs.changeColsCost(len(weights), self._columns, weights)

    def limit_rows(self, lower: Whole, upper: Whole) -> None:
        self._highs.changeRowsBounds(len(lower), self._rows, lower.astype(float), upper.astype(float))

    def limit(self, lower: Whole | Real, upper: Whole | Real) -> None:
        self._highs.changeColsBounds(len(lower), self._columns, lower.astype(float), upper.astype(float))

    def run(self) -> Answer | None:
        """The largest value; None if the limits exclude one another."""
        return _run(self._highs, self._effort)

    def ray(self) -> Real | None:
        """After None: prices of the rows that show it."""
        _, there, ray = self._highs.getDualRay()
        return np.array(ray, float) if there else None


def heaviest(panels: Panels, weights: Whole | Real, effort: Effort) -> tuple[Whole, bool] | None:
    """A panel of the largest weight, and whether no other is heavier; None if there is no panel."""
    model = _model(panels)
    model.col_cost_ = weights.astype(float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * panels.types
    highs = _highs(model, _EXACT)
    effort.spend(highs)
    highs.run()
    status = highs.getModelStatus()
    if status in _NONE:
        return None
    counts = np.rint(highs.getSolution().col_value).astype(np.int64)
    if len(counts) < panels.types or not panels.holds(counts):
        raise OutOfEffort
    return counts, status == _OPTIMAL


def inside(panels: Panels, effort: Effort) -> Real | None:
    """A point of the panels taken in part that is far from every limit: who is nobody there mostly is on no panel."""
    highs = _highs(_model(panels), {"presolve": "off", "solver": "ipm", "run_crossover": "off"})
    effort.spend(highs)
    highs.run()
    return np.array(highs.getSolution().col_value) if highs.getModelStatus() == _OPTIMAL else None


class Balance:
    """Weights of the types under which the heaviest of the panels found so far is as light as possible.

    Minimise m, Σ wanted·w = 1, w ≥ 0, panel·w ≤ m for each panel. By duality m is the largest share of `wanted`
    that a lottery over these panels reaches for all types at once; the duals of the panels are that lottery.
    """

    def __init__(self, wanted: Real, effort: Effort) -> None:
        types = len(wanted)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = types + 1, 1
        model.col_cost_ = np.append(np.zeros(types), 1.0)
        model.col_lower_ = np.append(np.zeros(types), -INFINITY)
        model.col_upper_ = np.where(np.append(wanted, 1.0) > 0, INFINITY, 0.0)
        model.row_lower_ = model.row_upper_ = np.ones(1)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array([0, types])
        model.a_matrix_.index_ = np.arange(types)
        model.a_matrix_.value_ = wanted
        self._highs = _highs(model, _LINEAR | _SHARP)
        self._effort = effort
        self._types = types

    def add(self, counts: Whole) -> None:
        there = np.flatnonzero(counts).astype(np.int32)
        index = np.append(there, np.int32(self._types))
        self._highs.addRow(-INFINITY, 0.0, len(index), index, np.append(counts[there], -1.0))

    def run(self) -> tuple[float, Real, Real]:
        """m, the weights [types] and the lottery [panels]."""
        answer = _run(self._highs, self._effort)
        if answer is None:
            raise SolverFailed("a balance always exists")
        return answer.value, np.maximum(answer.columns[:-1], 0.0), np.maximum(-answer.row_duals[1:], 0.0)


class Compact:
    """The largest z with z·size ≤ x for every type that is not fixed yet, over the panels taken in part.

    Columns: x [types], z. Rows: those of the panels, then one per type.
    """

    def __init__(self, panels: Panels, sizes: Whole, effort: Effort) -> None:
        types, rows = panels.types, len(panels.lower)
        self._types, self._rows, self._effort = types, rows, effort
        self._most = panels.most.astype(float)
        model = _model(panels)
        model.num_col_, model.num_row_ = types + 1, rows + types
        model.col_cost_ = np.append(np.zeros(types), 1.0)
        model.col_lower_ = np.zeros(types + 1)
        model.col_upper_ = np.append(self._most, INFINITY)
        model.row_lower_ = np.append(panels.lower.astype(float), np.zeros(types))
        model.row_upper_ = np.append(panels.upper.astype(float), np.full(types, INFINITY))
        matrix = model.a_matrix_
        pairs = np.column_stack([np.arange(types), np.full(types, types)]).ravel()
        matrix.start_ = np.append(matrix.start_, len(matrix.index_) + 2 * np.arange(1, types + 1))
        matrix.index_ = np.append(matrix.index_, pairs)
        matrix.value_ = np.append(matrix.value_, np.column_stack([np.ones(types), -sizes]).ravel())
        self._highs = _highs(model, _SHARP)

    def fix(self, kind: int, least: float) -> None:
        """From now on this type has at least this in expectation, and says nothing of z."""
        self._highs.changeCoeff(self._rows + kind, self._types, 0.0)
        self._highs.changeRowBounds(self._rows + kind, least, INFINITY)

    def run(self) -> tuple[float, Real, Real] | None:
        """z, what one more is worth by type (weights, at least 0) and by row (prices); None if there is no point."""
        answer = _run(self._highs, self._effort)
        if answer is None:
            return None
        return answer.value, np.maximum(-answer.row_duals[self._rows :], 0.0), answer.row_duals[: self._rows]

    def evenest(self, least: Real) -> Real | None:
        """Expected counts [types], each of at least so much, of which the largest chance is as small as can be; None if
        there are none. Nothing else is asked afterwards.
        """
        columns = np.arange(self._types, dtype=np.int32)
        rows = self._rows + columns
        self._highs.changeColsBounds(self._types, columns, least, self._most)
        self._highs.changeRowsBounds(self._types, rows, np.full(self._types, -INFINITY), np.zeros(self._types))
        self._highs.changeColCost(self._types, -1.0)
        answer = _run(self._highs, self._effort)
        return None if answer is None else answer.columns[:-1]


def _model(panels: Panels) -> highspy.HighsLp:
    model = highspy.HighsLp()
    row, column = np.nonzero(panels.matrix)
    model.num_col_, model.num_row_ = panels.types, len(panels.lower)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.zeros(panels.types)
    model.col_lower_, model.col_upper_ = np.zeros(panels.types), panels.most.astype(float)
    model.row_lower_, model.row_upper_ = panels.lower.astype(float), panels.upper.astype(float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(row, np.arange(len(panels.lower) + 1))
    model.a_matrix_.index_ = column
    model.a_matrix_.value_ = panels.matrix[row, column].astype(float)
    return model


def _highs(model: highspy.HighsLp, options: dict[str, Any]) -> Highs:
    highs = Highs()
    for option, setting in (_OPTIONS | options).items():
        highs.setOptionValue(option, setting)
    highs.passModel(model)
    return highs


def _run(highs: Highs, effort: Effort) -> Answer | None:
    effort.spend(highs)
    highs.run()
    status = highs.getModelStatus()
    if status in _NONE:
        return None
    if status == highspy.HighsModelStatus.kTimeLimit:
        raise OutOfEffort
    if status != _OPTIMAL:
        raise SolverFailed(f"stopped early: {highs.modelStatusToString(status)}")
    solution = highs.getSolution()
    return Answer(highs.getInfo().objective_function_value, np.array(solution.col_value), np.array(solution.row_dual))
