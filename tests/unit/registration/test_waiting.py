"""What a training waits for, from what is counted of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from followup.domain.deadlines import REMINDERS, REPORT_WITHIN
from registration.domain.closing import Tally
from registration.domain.plan import DAYS_BETWEEN_REMINDERS, DAYS_TO_REPORT, LAST_REMINDER
from registration.domain.training import Training
from registration.domain.vocabulary import PlanState
from registration.domain.waiting import Alike, Figures, Owner, Step, waiting
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
    return {one.step: one.count for one in waiting(of, figures, (), region=region, now=now)}


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
    (one,) = waiting(DECIDED, replace(NOTHING, held=25, offered=4, answer_by=LATER), (), region="tj", now=CLOSED)
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
def test_a_training_that_began_or_ended_or_is_entered_by_enrolment_waits_for_no_place(
    of: Training, now: datetime
) -> None:
    assert steps(of, replace(NOTHING, unassigned=1, offered=1), now=now) == {}


def test_a_region_that_neither_hosts_it_nor_takes_applications_has_nothing_to_decide() -> None:
    assert steps(training(), replace(NOTHING, unassigned=1), region="kg") == {}


HELD = replace(DECIDED, completed=True)


def plan(state: PlanState, **about: int | datetime | bool) -> Alike:
    alike = Alike(state, mentored=True, reminded=0, count=1, since=None, until=None)
    return replace(alike, **about)  # type: ignore[arg-type] # the fields of it


@pytest.mark.parametrize(
    ("stands", "step", "owner"),
    [
        (plan(PlanState.EXPECTED), Step.MAKE_PLANS, Owner.PLANNERS),
        (plan(PlanState.EXPECTED, reminded=2), Step.MAKE_LATE_PLANS, Owner.PLANNERS),
        (plan(PlanState.EXPECTED, reminded=3), Step.CHASE_PLANS, Owner.COORDINATOR),
        (plan(PlanState.PLANNED), Step.APPROVE_PLANS, Owner.MENTORS),
        (plan(PlanState.PLANNED, mentored=False), Step.GIVE_MENTORS, Owner.COORDINATOR),
        (plan(PlanState.RETURNED), Step.CHANGE_PLANS, Owner.PLANNERS),
        (plan(PlanState.APPROVED), Step.ANNOUNCE_TRAININGS, Owner.COORDINATOR),
        (plan(PlanState.SCHEDULED), Step.HOLD_TRAININGS, Owner.PLANNERS),
        (plan(PlanState.HELD), Step.SEND_REPORTS, Owner.PLANNERS),
        (plan(PlanState.HELD, reminded=1), Step.SEND_LATE_REPORTS, Owner.PLANNERS),
        (plan(PlanState.HELD, reminded=3), Step.CHASE_REPORTS, Owner.COORDINATOR),
        (plan(PlanState.REPORTED), Step.VERIFY_REPORTS, Owner.MENTORS),
        (plan(PlanState.REPORTED, mentored=False), Step.GIVE_MENTORS, Owner.COORDINATOR),
    ],
)
def test_whose_turn_it_is_after_the_training_is_as_followup_tells_it(stands: Alike, step: Step, owner: Owner) -> None:
    (one,) = waiting(HELD, NOTHING, [stands], region="tj", now=STARTED)
    assert (one.step, one.owner, one.count) == (step, owner, 1)


@pytest.mark.parametrize("ended", [PlanState.VERIFIED, PlanState.WITHDRAWN, PlanState.LAPSED, PlanState.CANCELLED])
def test_for_a_plan_that_is_verified_or_has_ended_nobody_has_to_do_anything(ended: PlanState) -> None:
    assert waiting(HELD, NOTHING, [plan(ended)], region="tj", now=STARTED) == ()


def test_plans_that_wait_for_the_same_are_counted_together_from_the_first_until_the_first_is_due() -> None:
    early, late = STARTED, STARTED + timedelta(days=1)
    waits = [
        plan(PlanState.REPORTED, count=2),
        plan(PlanState.EXPECTED, reminded=1, count=2, since=late, until=late),
        plan(PlanState.EXPECTED, reminded=2, count=3, since=early, until=early),
    ]
    first, second = waiting(HELD, NOTHING, waits, region="tj", now=STARTED)
    assert (first.step, first.count, first.since, first.until) == (Step.MAKE_LATE_PLANS, 5, early, early)
    assert (second.step, second.count) == (Step.VERIFY_REPORTS, 2)


def test_what_enrolled_people_plan_waits_too() -> None:
    (one,) = waiting(enrolling(), NOTHING, [plan(PlanState.REPORTED)], region="tj", now=STARTED)
    assert one.step is Step.VERIFY_REPORTS


def test_days_and_reminders_are_counted_as_followup_counts_them() -> None:
    assert timedelta(days=DAYS_TO_REPORT) == REPORT_WITHIN
    assert tuple(timedelta(days=DAYS_BETWEEN_REMINDERS * nth) for nth in range(LAST_REMINDER)) == REMINDERS
