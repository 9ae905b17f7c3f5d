"""The same program as one with a yes or no for everybody: slow, and nothing is left out."""

import highspy
import numpy as np
from highspy._core import _Highs as Highs

from registration.panel.program import Program


def best_value(
    program: Program, inside: frozenset[int] = frozenset(), outside: frozenset[int] = frozenset()
) -> int | None:
    """The highest value with these in and those out; None if there is none."""
    solver = Highs()
    for option, setting in {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}.items():
        solver.setOptionValue(option, setting)
    number = len(program.score)
    for place, score in enumerate(program.score):
        solver.addCol(int(score), int(place in inside), int(place not in outside), 0, [], [])
        solver.changeColIntegrality(place, highspy.HighsVarType.kInteger)
    for row in range(program.none):
        there = np.ones(number, bool) if row == 0 else np.logical_or.reduce([one == row for one in program.families])
        columns = np.flatnonzero(there).astype(np.int32)
        solver.addRow(int(program.lower[row]), int(program.upper[row]), len(columns), columns, np.ones(len(columns)))
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    solver.run()
    found = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(solver.getInfo().objective_function_value) if found else None


def first_of(program: Program, order: list[int], value: int) -> list[int]:
    """One after the other in this order: in if the value can still be reached with her."""
    inside: frozenset[int] = frozenset()
    outside: frozenset[int] = frozenset()
    for place in order:
        if best_value(program, inside | {place}, outside) == value:
            inside |= {place}
        else:
            outside |= {place}
        if len(inside) == program.seats:
            break
    return sorted(inside)
