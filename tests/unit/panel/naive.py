"""The same program as one with a yes or no for everybody: slow, and nothing is left out."""

from collections.abc import Collection
from dataclasses import dataclass

import highspy
import numpy as np
from highspy._core import _Highs as Highs

from registration.panel.program import Places, Program


class TooSlow(Exception):
    """The time limit came first."""


@dataclass(frozen=True)
class Best:
    value: int
    selected: Places


def best(
    program: Program,
    inside: Collection[int] = (),
    outside: Collection[int] = (),
    some: Collection[int] = (),
    *,
    seconds: float = highspy.kHighsInf,
) -> Best | None:
    """A selection of the highest value with these in, those out and, of `some`, one in at least; None if there is none.

    Raises TooSlow.
    """
    solver = Highs()
    settings = {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5, "time_limit": seconds}
    for option, setting in settings.items():
        solver.setOptionValue(option, setting)
    solver.passModel(_model(program, sorted(inside), sorted(outside), sorted(some)))
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
        raise TooSlow
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    selected = np.flatnonzero(np.array(solver.getSolution().col_value) > 0.5)
    return Best(program.value(selected), selected)


def _model(program: Program, inside: list[int], outside: list[int], some: list[int]) -> highspy.HighsLp:
    """A column per candidate, a row per row of the program, the last for `some`."""
    number = len(program.score)
    cells = np.stack([np.zeros(number, np.int32), *program.families, np.full(number, program.none)], axis=1)
    there = cells != program.none
    there[some, -1] = True
    least, most = program.lower.astype(float), program.upper.astype(float)
    least[-1] = min(1, len(some))
    low, high = np.zeros(number), np.ones(number)
    low[inside], high[outside] = 1, 0
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = number, len(least)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = program.score.astype(float)
    model.col_lower_, model.col_upper_ = low, high
    model.row_lower_, model.row_upper_ = least, most
    model.integrality_ = [highspy.HighsVarType.kInteger] * number
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(there.sum(axis=1))]).astype(np.int32)
    model.a_matrix_.index_ = cells[there].astype(np.int32)
    model.a_matrix_.value_ = np.ones(int(there.sum()))
    return model


def best_value(program: Program) -> int | None:
    """The highest value; None if there is no selection."""
    found = best(program)
    return None if found is None else found.value


def first_of(program: Program, order: list[int], value: int) -> list[int]:
    """Of all selections of this value the one that has whoever is first in this order, then the next, and so on."""
    inside, outside, rest = set[int](), set[int](), order
    found = best(program)
    while found is not None and len(inside) < program.seats:
        at = next(at for at, place in enumerate(rest) if place in found.selected)
        earlier = best(program, inside, outside, rest[:at]) if at else None
        if earlier is not None and earlier.value == value:
            found = earlier
        else:
            inside.add(rest[at])
            outside.update(rest[:at])
            rest = rest[at + 1 :]
    return sorted(inside)
