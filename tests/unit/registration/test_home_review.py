"""Reviews and the score they make."""

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.domain.announcement import Criterion
from registration.domain.refusals.application import (
    MarkOutOfRange,
    MarksIncomplete,
    NotAssigned,
    ReviewAlreadyGiven,
    TooFewReviewers,
)
from registration.domain.review import Review, ReviewSheet, score
from tests.unit.registration.home import APPLICATION, CRITERIA, ONE, THREE, TWO, sheet

MARKS = {"commitment": 8, "need": 6}
weights = st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True).map(
    lambda cuts: [b - a for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), 100], strict=True)]
)


@given(weights, st.data())
def test_a_score_is_the_mean_in_hundredths_rounded_half_up(weighed: list[int], data: st.DataObject) -> None:
    criteria = [Criterion(f"c{number}", weight) for number, weight in enumerate(weighed)]
    marks = st.fixed_dictionaries({one.code: st.integers(0, 10) for one in criteria})
    given_ = data.draw(st.lists(marks, min_size=2, max_size=5))
    points = [sum(Fraction(one.weight * told[one.code] * 10) for one in criteria) for told in given_]
    mean = sum(points) / len(points)
    reviews = [Review(UUID(int=number), told) for number, told in enumerate(given_)]
    assert score(criteria, reviews) == int(mean + Fraction(1, 2))


def test_half_a_hundredth_is_rounded_up() -> None:
    criteria = [Criterion("a", 1), Criterion("b", 99)]
    reviews = [Review(who, {"a": mark, "b": 0}) for who, mark in ((ONE, 1), (TWO, 2), (THREE, 2), (APPLICATION, 2))]
    assert score(criteria, reviews) == 18


def test_highest_and_lowest_marks_are_a_hundred_points_and_none() -> None:
    assert [score(CRITERIA, sheet(mark, mark).reviews) for mark in (10, 0)] == [10_000, 0]


def test_there_is_no_score_before_all_reviews_are_in() -> None:
    assert sheet(8).score(CRITERIA) is None
    three = ReviewSheet(APPLICATION, (ONE, TWO, THREE), sheet(8, 8).reviews)
    missing = three.missing("TJ-07")
    assert missing is not None
    assert (missing.code, missing.given, missing.needed) == ("TJ-07", 2, 3)


def test_an_application_needs_two_different_reviewers() -> None:
    with pytest.raises(TooFewReviewers, match="needs 2 different reviewers; 1 were given"):
        ReviewSheet(APPLICATION).assign([ONE, ONE])


def test_who_reviewed_stays_a_reviewer() -> None:
    with pytest.raises(ReviewAlreadyGiven, match=str(ONE)):
        sheet(8).assign([TWO, THREE])
    assert sheet(8).assign([ONE, THREE]).reviewers == (ONE, THREE)


def test_a_second_review_replaces_her_first() -> None:
    again = sheet(8, 7).hand_in(ONE, MARKS, CRITERIA)
    assert [(review.reviewer, review.marks) for review in again.reviews] == [
        (TWO, {"commitment": 7, "need": 7}),
        (ONE, MARKS),
    ]


def test_a_review_comes_from_who_it_was_given_to() -> None:
    with pytest.raises(NotAssigned):
        sheet().hand_in(THREE, MARKS, CRITERIA)


@pytest.mark.parametrize("marks", [{"commitment": 8}, {**MARKS, "charm": 1}])
def test_every_criterion_is_marked_and_no_other(marks: dict[str, int]) -> None:
    with pytest.raises(MarksIncomplete):
        sheet().hand_in(ONE, marks, CRITERIA)


@pytest.mark.parametrize("mark", [-1, 11])
def test_a_mark_lies_between_0_and_10(mark: int) -> None:
    with pytest.raises(MarkOutOfRange, match=f"need was given {mark}"):
        sheet().hand_in(ONE, {"commitment": 8, "need": mark}, CRITERIA)
