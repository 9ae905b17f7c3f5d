"""A clock that a service lives by does not go back."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.runtime.clock import Forward, WentBack
from tests.support.services import Story

NOON = datetime(2017, 5, 18, 12, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def test_a_clock_that_goes_on_is_read_as_it_is() -> None:
    story = Story(NOON)
    clock = Forward(story, "The clock", timedelta())
    assert clock.now() == NOON
    story.time = NOON + A_MINUTE

    assert clock.now() == story.time


def test_a_clock_that_went_back_is_refused_with_what_to_do() -> None:
    story = Story(NOON)
    clock = Forward(story, "The clock", timedelta())
    clock.now()
    story.time = NOON - timedelta(microseconds=1)

    with pytest.raises(WentBack, match=r"The clock stands at 2017-05-18T11:59:59\.999999.* until 2017-05-18T12:00:00"):
        clock.now()


def test_what_was_lived_through_before_counts() -> None:
    clock = Forward(Story(NOON), "The clock", timedelta())
    clock.has_reached(NOON + A_MINUTE)

    with pytest.raises(WentBack):
        clock.now()


def test_within_its_slack_a_clock_may_be_set_right_as_often_as_needed() -> None:
    story = Story(NOON)
    clock = Forward(story, "The clock", A_MINUTE)
    clock.now()
    story.time = NOON - A_MINUTE
    assert clock.now() == NOON - A_MINUTE
    story.time -= timedelta(microseconds=1)

    with pytest.raises(WentBack):
        clock.now()


def test_once_it_went_back_it_is_refused_even_when_it_was_set_right() -> None:
    story = Story(NOON)
    clock = Forward(story, "The clock", timedelta())
    clock.now()
    story.time = NOON - A_MINUTE
    with pytest.raises(WentBack):
        clock.now()
    story.time = NOON + A_MINUTE

    with pytest.raises(WentBack):
        clock.now()
