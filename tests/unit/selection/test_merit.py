"""The best selection and its reserve, compared with trying everything."""

import time
from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registration.selection import (
    PER_ORGANISATION,
    Candidate,
    Problem,
    QuotasCannotHold,
    Selection,
    TooFewCandidates,
    reserve,
    select,
)
from tests.unit.selection import brute, naive
from tests.unit.selection.calls import TRAINING, problems


def selected(problem: Problem) -> Selection | None:
    try:
        return select(problem)
    except QuotasCannotHold:
        return None


@settings(max_examples=1500, deadline=None)
@given(problems())
def test_the_selection_is_the_one_that_trying_everything_finds(problem: Problem) -> None:
    found = selected(problem)
    assert (None if found is None else (found.value, found.taken)) == brute.best(problem)


@settings(max_examples=300, deadline=None)
@given(problems())
def test_the_price_of_a_quota_is_what_the_best_total_gains_without_it(problem: Problem) -> None:
    found = selected(problem)
    if found is None:
        return
    asked = brute.bounds(problem)
    priced = {quota.id for quota in problem.quotas} | {bound.quota for bound in asked}
    gained = {one: brute.value(problem, [b for b in asked if b.quota != one]) - found.value for one in priced}
    assert {one: found.prices.get(one, 0) for one in priced} == gained
    assert found.prices.keys() >= priced - {PER_ORGANISATION}


@settings(max_examples=300, deadline=None)
@given(problems(), st.integers(0))
def test_the_order_of_the_rows_changes_nothing(problem: Problem, seed: int) -> None:
    candidates, quotas = list(problem.candidates), list(problem.quotas)
    Random(seed).shuffle(candidates)
    Random(seed).shuffle(quotas)
    shuffled = replace(problem, candidates=tuple(candidates), quotas=tuple(quotas))
    assert selected(shuffled) == selected(problem)


@settings(max_examples=300, deadline=None)
@given(problems(), st.integers(0, 9))
def test_the_reserve_is_the_best_of_the_rest_and_equals_stand_in_the_order_of_ties(problem: Problem, size: int) -> None:
    found = selected(problem)
    if found is None:
        return
    rest = [candidate for candidate in problem.candidates if candidate.id not in found.taken]
    rest.sort(key=lambda candidate: (-candidate.score, brute.ticket(problem, candidate)))
    assert reserve(problem, found, size) == tuple(candidate.id for candidate in rest[:size])


def test_fewer_candidates_than_seats_are_told_as_such() -> None:
    problem = Problem(TRAINING, (Candidate(UUID(int=5), 7000, {}),), 2, (), 0)
    with pytest.raises(TooFewCandidates, match="There are 1 candidates for 2 seats"):
        select(problem)


@pytest.mark.parametrize("scores", [(5000,), (4900, 5000, 5100), tuple(range(3000, 9000, 25))])
@pytest.mark.parametrize("seed", range(2))
def test_with_many_equals_everybody_has_a_seat_who_can_have_one_beside_those_before_her(
    scores: tuple[int, ...], seed: int
) -> None:
    problem = naive.call(120, scores, seed)
    found = select(problem)
    assert (found.value, found.taken) == naive.best(problem)


def test_a_thousand_candidates_with_one_score_are_told_apart_within_seconds() -> None:
    problem = naive.call(1000, (5000,), 1)
    began = time.perf_counter()
    found = select(problem)
    assert found.value == 25 * 5000
    assert time.perf_counter() - began < 10
