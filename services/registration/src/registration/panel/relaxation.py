"""The one place of this package that speaks to HiGHS. What it says is a proposal only: proofs are whole numbers."""

import time
from dataclasses import dataclass, field
from importlib import metadata
from typing import NamedTuple

import highspy
import numpy as np
from highspy._core import _Highs as Highs  # the class without Python callbacks, which prints no banner into a log
from numpy.typing import NDArray

from registration.panel.program import SEATS, Places, Program, Whole

Real = NDArray[np.float64]
MOST_NODES = 100_000
_OPTIONS = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
_STOPPED = (
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kSolutionLimit,
)


class TimeIsUp(Exception):
    """The time limit came before the proof, or MOST_NODES of a program in whole people did. `found`: the best selection
    known by then, where one was sought.
    """

    def __init__(self, found: Places | None = None) -> None:
        super().__init__()
        self.found = found


class SolverFailed(RuntimeError):
    """The solver gave up or contradicted itself; nothing was decided."""


@dataclass(frozen=True)
class Clock:
    """When to stop; never, unless it is said."""

    until: float = field(default=float("inf"))

    def left(self) -> float:
        """Seconds; raises TimeIsUp."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeIsUp
        return left

    def share(self, of: int) -> "Clock":
        """For the first of so many that need what is left."""
        now = time.monotonic()
        return Clock(now + (self.until - now) / of)


NEVER = Clock()


@dataclass(frozen=True)
class Proposal:
    """Shares of seats, a price per row of the program, and how many seats the minimums are short of."""

    taken: Real
    prices: Real
    short: float


class _Missed(NamedTuple):
    """Rows whose minimum may be missed, and rows whose maximum may be exceeded."""

    short: Places
    over: Places


_NOTHING = _Missed(np.zeros(0, np.intp), np.zeros(0, np.intp))


class Relaxation:
    """The linear program over some candidates, in which a limit may be missed at a price that nothing else reaches.

    So it always has a solution, and its prices bound what is impossible too. `decides`: people will be decided to be
    in, who can exceed a maximum.
    """

    def __init__(
        self, program: Program, who: Places, penalty: float, clock: Clock = NEVER, *, decides: bool = False
    ) -> None:
        self._clock = clock
        self._number = len(who)
        self._rows = _binding(program, who)
        self._all_rows = len(program.lower)
        lower, upper = program.lower[self._rows], program.upper[self._rows]
        short = np.flatnonzero(lower > 0)
        over = np.arange(len(upper) if decides else 0)
        model = _matrix(program, who, self._rows, _Missed(short, over))
        model.col_cost_ = np.concatenate([program.score[who], np.full(len(short) + len(over), -penalty)])
        model.col_lower_ = np.zeros(model.num_col_)
        model.col_upper_ = np.concatenate([np.ones(len(who)), lower[short], np.full(len(over), highspy.kHighsInf)])
        model.row_lower_, model.row_upper_ = lower.astype(float), np.maximum(lower, upper).astype(float)
        self._solver = loaded(model)
        self._solver.setOptionValue("presolve", "off")

    def within(self, lower: Whole, upper: Whole) -> None:
        """Decide some candidates: bounds 0 or 1, one pair per candidate."""
        places = np.arange(self._number, dtype=np.int32)
        self._solver.changeColsBounds(self._number, places, lower.astype(float), upper.astype(float))

    def limited(self, lower: Whole, upper: Whole) -> None:
        """Other limits of rows, none tighter than those it was made with."""
        number = len(self._rows)
        low, high = lower[self._rows].astype(float), np.maximum(lower, upper)[self._rows].astype(float)
        rows = np.arange(number, dtype=np.int32)
        self._solver.changeRowsBounds(number, rows, low, high)  # type: ignore[attr-defined]

    def solve(self) -> Proposal:
        """Raises TimeIsUp, SolverFailed."""
        if not self._solver.getNumCol():
            return Proposal(np.zeros(0), np.zeros(self._all_rows), 0.0)
        run(self._solver, self._clock)
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()  # what it remembers of the program before is what it stumbles over
            run(self._solver, self._clock)
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise SolverFailed(f"a relaxation ended {self._solver.modelStatusToString(self._solver.getModelStatus())}")
        solution = self._solver.getSolution()
        taken = np.array(solution.col_value)
        prices = np.zeros(self._all_rows)
        prices[self._rows] = solution.row_dual
        return Proposal(taken[: self._number], prices, float(taken[self._number :].sum()))


def version() -> tuple[str, str]:
    """Name and version of the solver."""
    return "HiGHS", metadata.version("highspy")


def best(program: Program, who: Places, clock: Clock = NEVER) -> Places | None:
    """The places in `who` of a best selection of these alone; None if there is none. Raises TimeIsUp, SolverFailed.

    Scores are counted in steps from the first: so the solver sees that a bound below the next step is a proof.
    """
    if (
        (program.upper < 0).any()
        or (program.lower > program.upper).any()
        or (program.lower > program.counts(who)).any()
    ):
        return None
    if not len(who):
        return np.zeros(0, np.intp)
    rows = _binding(program, who)
    model = _matrix(program, who, rows, _NOTHING)
    model.col_cost_ = ((program.score[who] - program.score[0]) // program.step).astype(float)
    model.col_lower_, model.col_upper_ = np.zeros(len(who)), np.ones(len(who))
    model.row_lower_, model.row_upper_ = program.lower[rows].astype(float), program.upper[rows].astype(float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(who)
    solver = loaded(model)
    try:
        run(solver, clock)
    except TimeIsUp:
        raise TimeIsUp(_taken(solver, program, who)) from None
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise SolverFailed(f"a program ended {solver.modelStatusToString(solver.getModelStatus())}")
    found = _taken(solver, program, who)
    if found is None:
        raise SolverFailed("an answer does not keep the rows of its program")
    return found


def _taken(solver: Highs, program: Program, who: Places) -> Places | None:
    """What the solver holds as its best, if that is a selection."""
    taken = np.array(solver.getSolution().col_value)
    if len(taken) != len(who):
        return None
    found = np.flatnonzero(taken > 0.5)
    return found if program.holds(who[found]) else None


def _binding(program: Program, who: Places) -> Places:
    """The rows that these candidates could miss or exceed."""
    return np.flatnonzero((program.lower > 0) | (program.counts(who) > program.upper))


def _matrix(program: Program, who: Places, rows: Places, missed: _Missed) -> highspy.HighsLp:
    """A column per candidate, then one per limit that may be missed."""
    place = np.full(len(program.lower), -1, np.int32)
    place[rows] = np.arange(len(rows))
    seats = np.full(len(who), place[SEATS], np.int32)
    cells = np.stack([seats, *(place[family[who]] for family in program.families)], axis=1)
    there = cells >= 0
    ends = np.cumsum(there.sum(axis=1))
    first = int(ends[-1]) if len(ends) else 0
    extra = len(missed.short) + len(missed.over)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(who) + extra, len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.concatenate([[0], ends, first + 1 + np.arange(extra)]).astype(np.int32)
    model.a_matrix_.index_ = np.concatenate([cells[there], missed.short, missed.over]).astype(np.int32)
    model.a_matrix_.value_ = np.repeat([1.0, -1.0], [first + len(missed.short), len(missed.over)])
    return model


def loaded(model: highspy.HighsLp) -> Highs:
    solver = Highs()
    for option, setting in _OPTIONS.items():
        solver.setOptionValue(option, setting)
    solver.setOptionValue("mip_max_nodes", MOST_NODES)
    solver.passModel(model)
    return solver


def run(solver: Highs, clock: Clock) -> None:
    left = clock.left()
    if left != float("inf"):
        solver.setOptionValue("time_limit", solver.getRunTime() + left)
    solver.run()
    if solver.getModelStatus() in _STOPPED:
        raise TimeIsUp
