"""What duals prove about a program holds for any duals; bad ones only prove less."""

from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registration.selection import Candidate, Problem, Quota, solver
from registration.selection.bounds import Bounded, bounded
from registration.selection.program import program_of
from tests.unit.selection import brute, naive
from tests.unit.selection.calls import TRAINING, problems

duals = st.lists(st.integers(-(2**29), 2**29), min_size=30, max_size=30)


@settings(max_examples=500, deadline=None)
@given(problems() | problems(promotion=True), duals)
def test_no_solution_is_better_than_the_bound_whatever_the_duals(problem: Problem, drawn: list[int]) -> None:
    best = brute.best(problem)
    if best is None:
        return
    program, _ = program_of(problem, problem.candidates)
    assert Bounded(program, np.array(drawn[: len(program.labels)], np.int64)).value >= best[0]


@settings(max_examples=500, deadline=None)
@given(problems() | problems(promotion=True), duals)
def test_the_choices_that_are_left_out_belong_to_no_best_solution(problem: Problem, drawn: list[int]) -> None:
    best = brute.best(problem)
    if best is None:
        return
    program, _ = program_of(problem, problem.candidates)
    limit = Bounded(program, np.array(drawn[: len(program.labels)], np.int64))
    assert program.value(solver.certain(limit.reaching(best[0]))) == best[0]


@pytest.mark.parametrize("seed", range(3))
def test_the_duals_of_the_linear_relaxation_leave_few_of_many_candidates_open(seed: int) -> None:
    problem = naive.call(2000, tuple(range(3000, 9000, 25)), seed)
    program, _ = program_of(problem, problem.candidates)
    limit = bounded(program)
    assert limit is not None
    value = naive.best_value(problem)
    assert value is not None
    assert value <= limit.value <= value + 50
    rest = limit.reaching(value)
    assert np.count_nonzero(rest.columns.lower < rest.columns.upper) < 60


def test_a_program_that_not_even_parts_of_people_could_solve_has_no_bound() -> None:
    candidates = tuple(Candidate(UUID(int=n), 5000, {"country": "TJ"}) for n in range(3))
    problem = Problem(TRAINING, candidates, 2, (Quota("KZ", {"country": "KZ"}, 1),), 7)
    assert bounded(program_of(problem, candidates)[0]) is None
