"""Quotas that cannot hold: the set that is named, and the words for it."""

from uuid import UUID

import pytest
from hypothesis import given, settings

from registration.selection import (
    PER_ORGANISATION,
    Bound,
    Candidate,
    Problem,
    Quota,
    QuotasCannotHold,
    contradictions,
    select,
)
from tests.unit.selection import brute
from tests.unit.selection.calls import TRAINING, problems


@settings(max_examples=1000, deadline=None)
@given(problems())
def test_the_named_bounds_cannot_hold_together_and_all_but_any_one_of_them_can(problem: Problem) -> None:
    if brute.best(problem) is not None:
        return
    with pytest.raises(QuotasCannotHold) as refused:
        select(problem)
    conflict = refused.value.conflict
    assert set(conflict) <= set(brute.bounds(problem))
    assert not brute.possible(problem, conflict)
    for bound in conflict:
        assert brute.possible(problem, [other for other in conflict if other != bound])


@settings(max_examples=1000, deadline=None)
@given(problems() | problems(promotion=True))
def test_what_adding_up_shows_to_be_impossible_is_impossible(problem: Problem) -> None:
    for contradiction in contradictions(problem):
        assert set(contradiction.bounds) <= set(brute.bounds(problem))
        assert not brute.possible(problem, contradiction.bounds), contradiction.words


def people(**numbers: int) -> tuple[Candidate, ...]:
    """So many of each sector, each with an organisation of her own."""
    sectors = [sector for sector, number in numbers.items() for _ in range(number)]
    return tuple(Candidate(UUID(int=i), 5000 + i, {"sector": sector}, f"o{i}") for i, sector in enumerate(sectors))


def sectors(**limits: tuple[int, int | None]) -> tuple[Quota, ...]:
    return tuple(Quota(sector, {"sector": sector}, least, most) for sector, (least, most) in limits.items())


def refusal(problem: Problem) -> QuotasCannotHold:
    with pytest.raises(QuotasCannotHold) as refused:
        select(problem)
    return refused.value


def test_minimums_that_need_more_seats_than_there_are_are_told_as_their_sum() -> None:
    quotas = sectors(NGO=(9, None), media=(6, None), gov=(6, None), edu=(6, 7))
    refused = refusal(Problem(TRAINING, people(NGO=20, media=9, gov=9, edu=9), 25, quotas, 7))
    assert str(refused) == "The quotas cannot hold together: the minimums of sector need 27 seats, there are 25."
    assert {bound.quota for bound in refused.conflict} == {"NGO", "media", "gov", "edu"}
    assert {bound.side for bound in refused.conflict} == {"minimum"}


def test_a_minimum_that_needs_more_candidates_than_there_are_stands_alone() -> None:
    refused = refusal(Problem(TRAINING, people(NGO=9, media=2), 5, sectors(NGO=(1, 4), media=(3, None)), 7))
    assert refused.conflict == (Bound("media", "minimum", 3),)
    assert refused.explanation == "media needs 3 seats, 2 of the candidates can take one"


def test_maximums_that_leave_seats_empty_are_told_as_their_sum() -> None:
    refused = refusal(Problem(TRAINING, people(NGO=9, media=9, gov=1), 6, sectors(NGO=(0, 2), media=(0, 2)), 7))
    assert refused.conflict == (Bound("NGO", "maximum", 2), Bound("media", "maximum", 2))
    assert refused.explanation == "the maximums of sector leave 5 of the candidates for 6 seats"


def test_values_without_a_quota_fill_what_the_maximums_leave() -> None:
    problem = Problem(TRAINING, people(NGO=9, media=9, gov=2), 6, sectors(NGO=(0, 2), media=(0, 2)), 7)
    assert contradictions(problem) == ()
    assert select(problem).value == 5007 + 5008 + 5016 + 5017 + 5018 + 5019


def test_a_cap_per_organisation_that_leaves_seats_empty_is_told_by_its_name() -> None:
    candidates = tuple(Candidate(UUID(int=i), 5000, {}, f"o{i % 2}") for i in range(8))
    refused = refusal(Problem(TRAINING, candidates, 5, (), 7, per_organisation=2))
    assert refused.conflict == (Bound(PER_ORGANISATION, "maximum", 2),)
    assert refused.explanation == "at most 2 per organisation leave 4 of the candidates for 5 seats"


def test_what_no_sum_shows_is_told_as_a_list() -> None:
    """Three of one organisation are needed for two quotas that nobody fills at once."""
    candidates = (
        Candidate(UUID(int=1), 5000, {"sector": "NGO", "rural": "yes"}, "o"),
        Candidate(UUID(int=2), 5000, {"sector": "media", "rural": "yes"}, "o"),
        Candidate(UUID(int=3), 5000, {"sector": "NGO", "rural": "no"}, "p"),
        Candidate(UUID(int=4), 5000, {"sector": "gov", "rural": "no"}, "q"),
    )
    quotas = (Quota("rural", {"rural": "yes"}, 2), Quota("NGO", {"sector": "NGO"}, 1))
    refused = refusal(Problem(TRAINING, candidates, 3, quotas, 7, per_organisation=1))
    assert refused.conflict == (Bound(PER_ORGANISATION, "maximum", 1), Bound("rural", "minimum", 2))
    assert (
        refused.explanation == "with 3 seats these exclude one another: at most 1 per organisation, at least 2 of rural"
    )
