"""What a training waits for, from what is counted of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from registration.domain.closing import Tally
from registration.domain.training import Training
from registration.domain.waiting import Figures, Owner, Step, waiting
from tests.unit.registration.home import APPLICATION, CLOSED, LATER, OPENED, enrolling, training

NOTHING = Figures(
    unassigned=0,
    unreviewed=0,
    declared=(),
    drafted_at=None,
    offered=0,
    answer_by=None,
    undelivered=0,
    undelivered_since=None,
    held=0,
    standing_by=0,
    vacant_since=None,
)
STARTED = datetime(2017, 5, 14, 19, tzinfo=UTC)
DECIDED = replace(training(), declared=Tally(1, 1), decided=APPLICATION)


def steps(of: Training, figures: Figures, *, region: str = "tj", now: datetime = LATER) -> dict[Step, int]:
    return {one.step: one.count for one in waiting(of, figures, region=region, now=now)}


def test_while_the_call_is_open_letters_can_be_given_out_and_nothing_be_closed() -> None:
    assert steps(training(), replace(NOTHING, unassigned=3), region="ge", now=OPENED) == {Step.ASSIGN_REVIEWERS: 3}
    assert steps(training(), NOTHING, region="ge", now=OPENED) == {}


def test_reviews_are_closed_once_none_is_missing() -> None:
    assert steps(training(), replace(NOTHING, unreviewed=2), region="ge", now=CLOSED) == {Step.GIVE_REVIEWS: 2}
    assert steps(training(), NOTHING, region="ge", now=CLOSED) == {Step.CLOSE_REVIEWS: 1}


def test_a_host_drafts_once_every_home_has_declared() -> None:
    closed = replace(training(), declared=Tally(1, 1))
    assert steps(closed, replace(NOTHING, declared=("tj",))) == {Step.CLOSE_REVIEWS_ELSEWHERE: 1}
    assert steps(closed, replace(NOTHING, declared=("ge",))) == {Step.HEAR_CLOSING: 1}
    assert steps(closed, replace(NOTHING, declared=("tj", "ge"))) == {Step.DRAFT_SELECTION: 1}
    drafted = replace(NOTHING, declared=("tj", "ge"), drafted_at=LATER)
    assert steps(closed, drafted) == {Step.PUBLISH_SELECTION: 1}


def test_open_seats_wait_for_a_promotion_where_somebody_stands_by() -> None:
    assert steps(DECIDED, replace(NOTHING, held=23, standing_by=1)) == {Step.PROMOTE: 2}
    assert steps(DECIDED, replace(NOTHING, held=23)) == {Step.FIND_MORE: 2}
    assert steps(DECIDED, replace(NOTHING, held=26)) == {}


def test_offers_wait_for_those_who_have_them_until_the_first_runs_out() -> None:
    (one,) = waiting(DECIDED, replace(NOTHING, held=25, offered=4, answer_by=LATER), region="tj", now=CLOSED)
    assert (one.step, one.owner, one.count, one.until) == (Step.ANSWER_OFFERS, Owner.INVITED, 4, LATER)


@pytest.mark.parametrize(
    ("of", "now"),
    [
        (DECIDED, STARTED),
        (replace(DECIDED, cancelled=True), LATER),
        (replace(DECIDED, completed=True), LATER),
        (enrolling(), LATER),
    ],
)
def test_a_training_that_began_or_ended_or_is_entered_by_enrolment_waits_for_nothing(
    of: Training, now: datetime
) -> None:
    assert steps(of, replace(NOTHING, unassigned=1, offered=1), now=now) == {}


def test_a_region_that_neither_hosts_it_nor_takes_applications_has_nothing_to_decide() -> None:
    assert steps(training(), replace(NOTHING, unassigned=1), region="kg") == {}
