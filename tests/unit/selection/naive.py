"""The rules of selection as one plain program with a yes or no per candidate: for calls too large to try everything."""

from collections.abc import Collection
from random import Random
from uuid import UUID

import highspy
import numpy as np
from highspy._core import _Highs as Highs

from registration.selection import Candidate, Problem, Quota
from tests.unit.selection import brute
from tests.unit.selection.calls import TRAINING


def best_value(problem: Problem, inside: Collection[UUID] = (), outside: Collection[UUID] = ()) -> int | None:
    """The highest total with these seated and those not; None if there is none."""
    solver = Highs()
    for option, setting in {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}.items():
        solver.setOptionValue(option, setting)
    for candidate in problem.candidates:
        solver.addCol(candidate.score, int(candidate.id in inside), int(candidate.id not in outside), 0, [], [])
        solver.changeColIntegrality(solver.getNumCol() - 1, highspy.HighsVarType.kInteger)
    everybody = range(len(problem.candidates))
    row(solver, list(everybody), problem.seats, problem.seats)
    for quota in problem.quotas:
        counting = [i for i in everybody if quota.counts(problem.candidates[i])]
        row(solver, counting, quota.minimum, problem.seats if quota.maximum is None else quota.maximum)
    for organisation in {c.organisation for c in problem.candidates if c.organisation and problem.per_organisation}:
        of_it = [i for i in everybody if problem.candidates[i].organisation == organisation]
        row(solver, of_it, 0, problem.per_organisation or 0)
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    solver.run()
    found = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(solver.getInfo().objective_function_value) if found else None


def row(solver: Highs, columns: list[int], least: int, most: int) -> None:
    solver.addRow(least, most, len(columns), np.array(columns, np.int32), np.ones(len(columns)))


def best(problem: Problem) -> tuple[int, tuple[UUID, ...]] | None:
    """One after the other in the order of ties: seated if the highest total can still be reached with her."""
    value = best_value(problem)
    if value is None:
        return None
    inside: set[UUID] = set()
    outside: set[UUID] = set()
    for candidate in sorted(problem.candidates, key=lambda c: brute.ticket(problem, c)):
        seated = best_value(problem, inside | {candidate.id}, outside) == value
        (inside if seated else outside).add(candidate.id)
        if len(inside) == problem.seats:
            break
    return value, tuple(sorted(inside))


def call(number: int, scores: tuple[int, ...], seed: int) -> Problem:
    """A call of 25 seats in which few scores are given many times and small organisations send many."""
    random = Random(seed)
    candidates = tuple(
        Candidate(
            UUID(int=random.getrandbits(128), version=4),
            random.choice(scores),
            {"country": random.choice(("GE", "KG", "KZ", "TJ", "TM")), "sector": random.choice(("NGO", "edu", "gov"))},
            random.choice((None, f"o{random.randrange(number // 5)}")),
        )
        for _ in range(number)
    )
    quotas = (
        Quota("TM", {"country": "TM"}, 3, 4),
        Quota("GE-gov", {"country": "GE", "sector": "gov"}, 2),
        Quota("NGO", {"sector": "NGO"}, 9, 10),
        Quota("TJ", {"country": "TJ"}, 0, 2),
    )
    return Problem(TRAINING, candidates, 25, quotas, random.getrandbits(64), 1)
