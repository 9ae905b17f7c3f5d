"""Open seats are filled from the reserve so that every quota holds."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings

from registration.selection import (
    PER_ORGANISATION,
    Bound,
    Candidate,
    DoesNotRelax,
    NoReplacementKeepsQuotas,
    Problem,
    Quota,
    Relaxation,
    decide_promotion,
    promote,
)
from tests.unit.selection import brute
from tests.unit.selection.calls import TRAINING, problems


@settings(max_examples=1000, deadline=None)
@given(problems(promotion=True))
def test_all_open_seats_go_to_those_who_give_the_best_total_with_which_every_quota_holds(problem: Problem) -> None:
    best = brute.best(problem)
    if best is None:
        conflict = refusal(problem).conflict
        assert not brute.possible(problem, conflict)
        for bound in conflict:
            assert brute.possible(problem, [other for other in conflict if other != bound])
        return
    found = promote(problem)
    assert (found.value, found.taken) == best
    assert problem.kept <= set(found.taken)


def person(number: int, country: str, score: int, organisation: str | None = None) -> Candidate:
    return Candidate(UUID(int=number), score, {"country": country}, organisation)


KEPT = (person(1, "TM", 9000, "o"), person(2, "TM", 8900), person(3, "KZ", 8800, "o"))
QUOTAS = (Quota("TM", {"country": "TM"}, 3, 4), Quota("KZ", {"country": "KZ"}, 0, 1))


def vacancies(*reserve: Candidate, seats: int = 4) -> Problem:
    kept = frozenset(candidate.id for candidate in KEPT)
    return Problem(TRAINING, KEPT + reserve, seats, QUOTAS, 7, per_organisation=2, kept=kept)


def refusal(problem: Problem) -> NoReplacementKeepsQuotas:
    with pytest.raises(NoReplacementKeepsQuotas) as refused:
        promote(problem)
    return refused.value


def test_the_first_in_line_is_passed_over_where_a_quota_would_break() -> None:
    found = promote(vacancies(person(4, "KZ", 8000), person(5, "TM", 5000)))
    assert UUID(int=5) in found.taken
    assert found.value == 9000 + 8900 + 8800 + 5000
    assert found.prices["KZ"] == 0
    assert found.prices["TM"] == 0


def test_the_quotas_that_nobody_in_reserve_keeps_are_named() -> None:
    refused = refusal(vacancies(person(4, "GE", 8000), person(5, "GE", 7000)))
    assert (refused.open_seats, refused.reserve) == (1, 2)
    assert refused.conflict == (Bound("TM", "minimum", 3),)
    assert str(refused) == (
        "1 seat is open and nobody of the 2 in reserve keeps every quota: "
        "TM needs 3 seats, 2 of the candidates can take one."
    )


def test_where_fewer_wait_than_seats_are_open_all_who_wait_are_taken_and_the_rest_stays_open() -> None:
    problem = vacancies(person(4, "TM", 8000), seats=6)
    assert UUID(int=4) in promote(problem).taken
    said = decide_promotion(problem).document["decision"]
    assert isinstance(said, dict)
    assert (said["seats"], said["left_open"]) == (4, 2)


def test_where_fewer_wait_than_seats_are_open_the_quotas_hold_all_the_same() -> None:
    refused = refusal(vacancies(person(4, "GE", 8000), seats=6))
    assert (refused.open_seats, refused.reserve, refused.conflict) == (3, 1, (Bound("TM", "minimum", 3),))


def test_where_nobody_waits_nobody_is_promoted() -> None:
    refused = refusal(vacancies(seats=5))
    assert (refused.open_seats, refused.reserve, refused.explanation) == (2, 0, "nobody waits")


def test_a_relaxed_minimum_lets_the_next_in_line_in() -> None:
    problem = vacancies(person(4, "GE", 8000), person(5, "GE", 7000))
    eased = problem.relaxed([Relaxation("TM", "visa_lead", minimum=2)])
    assert UUID(int=4) in promote(eased).taken
    assert problem.quotas == QUOTAS


def test_a_relaxed_cap_lets_another_one_of_an_organisation_in() -> None:
    problem = vacancies(person(4, "TM", 8000, "o"))
    assert refusal(problem).conflict == (Bound(PER_ORGANISATION, "maximum", 2),)
    assert UUID(int=4) in promote(problem.relaxed([Relaxation(PER_ORGANISATION, "other", maximum=3)])).taken


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Relaxation("TX", "other", minimum=0), "no such quota"),
        (Relaxation("TM", "other"), "its bounds stay as they are"),
        (Relaxation("TM", "other", minimum=4), "its minimum is 3, 4 does not ease it"),
        (Relaxation("TM", "other", minimum=-1), "its minimum is 3, -1 does not ease it"),
        (Relaxation("TM", "other", maximum=3), "its maximum is 4, 3 does not ease it"),
        (Relaxation(PER_ORGANISATION, "other", maximum=1), "the cap is 2, 1 does not ease it"),
        (Relaxation(PER_ORGANISATION, "other", minimum=1), "the cap is 2"),
    ],
)
def test_what_does_not_ease_a_quota_is_refused_as_a_relaxation(asked: Relaxation, why: str) -> None:
    with pytest.raises(DoesNotRelax, match=why):
        vacancies().relaxed([asked])


def test_without_a_cap_there_is_no_cap_to_relax() -> None:
    with pytest.raises(DoesNotRelax):
        replace(vacancies(), per_organisation=None).relaxed([Relaxation(PER_ORGANISATION, "other", maximum=3)])
