"""Whoever has more points than somebody with a seat is told which bounds forbid that the two change places."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from hypothesis import assume, given, settings

from registration.selection import (
    PER_ORGANISATION,
    AllPassedOver,
    Bound,
    Candidate,
    InTheWay,
    PassedOver,
    Problem,
    Quota,
    decide,
    passed_over,
)
from tests.unit.selection import brute
from tests.unit.selection.calls import TRAINING, problems


def broken(problem: Problem, taken: Collection[UUID]) -> list[Bound]:
    seated = [one for one in problem.candidates if one.id in taken]
    return [bound for bound in brute.bounds(problem) if not brute.keeps(problem, seated, [bound])]


@settings(max_examples=1000, deadline=None)
@given(problems(promotion=True))
def test_every_exchange_for_more_points_breaks_a_bound_and_each_that_it_breaks_is_counted(problem: Problem) -> None:
    best = brute.best(problem)
    assume(best is not None)
    assert best is not None
    taken = set(best[1])
    movable = [one for one in problem.candidates if one.id in taken and one.id not in problem.kept]
    told = {one.id: one for one in passed_over(problem, best[1]).first}
    for candidate in problem.candidates:
        lower = [other for other in movable if other.score < candidate.score]
        if candidate.id in taken or not lower:
            assert candidate.id not in told
            continue
        forbidden = [broken(problem, taken - {other.id} | {candidate.id}) for other in lower]
        assert all(forbidden)
        counted = Counter(bound for bounds in forbidden for bound in bounds)
        assert told[candidate.id].exchanges == len(lower)
        assert {one.bound: one.exchanges for one in told[candidate.id].in_the_way} == counted


def person(number: int, country: str, score: int, organisation: str | None = None) -> Candidate:
    return Candidate(UUID(int=number), score, {"country": country}, organisation)


PEOPLE = (
    person(1, "TJ", 9000, "o"),
    person(2, "TJ", 8800, "o"),
    person(3, "TJ", 8500),
    person(4, "KZ", 8400, "o"),
    person(5, "GE", 8000),
    person(6, "GE", 7000),
)
QUOTAS = (Quota("TJ", {"country": "TJ"}, 0, 2), Quota("GE", {"country": "GE"}, 1))
CALL = Problem(TRAINING, PEOPLE, 3, QUOTAS, 2017, per_organisation=2)


def test_those_with_the_most_points_come_first_with_the_bound_that_forbids_most() -> None:
    assert passed_over(CALL, [UUID(int=number) for number in (1, 2, 5)]).first == (
        PassedOver(UUID(int=3), 1, (InTheWay(Bound("GE", "minimum", 1), 1), InTheWay(Bound("TJ", "maximum", 2), 1))),
        PassedOver(
            UUID(int=4), 1, (InTheWay(Bound("GE", "minimum", 1), 1), InTheWay(Bound(PER_ORGANISATION, "maximum", 2), 1))
        ),
    )
    cut = passed_over(CALL, [UUID(int=number) for number in (1, 2, 5)], most=1)
    assert (cut.people, [one.id for one in cut.first]) == (2, [UUID(int=3)])


def test_where_no_seat_is_in_question_nobody_is_passed_over() -> None:
    kept = frozenset(UUID(int=number) for number in (1, 2, 5))
    assert passed_over(replace(CALL, kept=kept), sorted(kept)) == AllPassedOver(0, ())


def test_the_document_says_it_outside_of_what_is_hashed() -> None:
    document = decide(CALL, 1).document
    told = [
        {
            "application": str(UUID(int=number)),
            "exchanges": 1,
            "in_the_way": [
                {"quota": "GE", "side": "minimum", "value": 1, "exchanges": 1},
                {"quota": quota, "side": "maximum", "value": 2, "exchanges": 1},
            ],
        }
        for number, quota in ((3, "TJ"), (4, PER_ORGANISATION))
    ]
    assert document["passed_over"] == {"people": 2, "first": told}
    assert "passed_over" not in str(document["decision"])
