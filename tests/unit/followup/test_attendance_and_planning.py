"""What is expected of who attended, and what she makes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from followup.domain.attendance import ExpectedPlan, expect
from followup.domain.catalogue import require_known
from followup.domain.planning import propose
from followup.domain.refusals import BelowLeast, DidNotAttend, UnknownCodes
from followup.domain.vocabulary import ExpectedState, Outcome, PlanState
from shared.refusals import NotInThisState
from tests.unit.followup.plans import ATTENDANCE, DUE, LEAD, MAY, PARENT, PLAN, PROPOSAL, numbered

DUE_ATTENDANCE = replace(ATTENDANCE, plan_due=DUE)
EXPECTED = ExpectedPlan(PLAN, ATTENDANCE.application, LEAD.person, "tj", DUE)


@pytest.mark.parametrize("outcome", [Outcome.ATTENDED, Outcome.PARTLY])
def test_a_plan_is_expected_of_who_attended_wholly_or_partly(outcome: Outcome) -> None:
    assert expect(replace(DUE_ATTENDANCE, outcome=outcome), id=PLAN) == EXPECTED


def test_no_plan_is_expected_of_who_did_not_come_or_where_none_is_asked_for() -> None:
    assert expect(replace(DUE_ATTENDANCE, outcome=Outcome.NO_SHOW), id=PLAN) is None
    assert expect(ATTENDANCE, id=PLAN) is None


def test_an_expected_plan_is_asked_for_three_times() -> None:
    expected, moments = EXPECTED, []
    while reminder := expected.next_reminder:
        moments.append(reminder.remind_at)
        expected = expected.on_reminder(reminder.nth, reminder.due)
    assert moments == [DUE, DUE + timedelta(days=14), DUE + timedelta(days=28)]
    assert (expected.version, expected.overdue) == (3, True)
    assert expected.on_reminder(3, DUE) is expected


def test_a_correction_that_she_did_not_come_ends_what_was_expected_and_another_one_revives_it() -> None:
    absent = DUE_ATTENDANCE.on_attended(Outcome.NO_SHOW, DUE)
    ended = EXPECTED.on_reminder(1, DUE).on_attended(absent)
    assert ended.next_reminder is None
    assert not ended.overdue
    assert ended.on_attended(DUE_ATTENDANCE).next_reminder == EXPECTED.next_reminder


def test_the_same_outcome_again_changes_nothing() -> None:
    assert DUE_ATTENDANCE.on_attended(Outcome.ATTENDED, DUE) is DUE_ATTENDANCE
    assert EXPECTED.on_attended(DUE_ATTENDANCE) is EXPECTED


EXPECTED_IN = {
    ExpectedState.EXPECTED: EXPECTED,
    ExpectedState.PLANNED: EXPECTED.plan(),
    ExpectedState.JOINED: EXPECTED.on_joined(),
}
CLOSED = [ExpectedState.PLANNED, ExpectedState.JOINED]


@pytest.mark.parametrize("state", ExpectedState)
def test_each_state_of_an_expected_plan_is_reached(state: ExpectedState) -> None:
    assert EXPECTED_IN[state].state is state


@pytest.mark.parametrize("state", CLOSED)
def test_what_is_no_longer_expected_is_not_planned(state: ExpectedState) -> None:
    with pytest.raises(NotInThisState, match=f"is {state}"):
        EXPECTED_IN[state].plan()


@pytest.mark.parametrize("state", CLOSED)
def test_what_is_no_longer_expected_hears_neither_answers_timers_nor_corrections(state: ExpectedState) -> None:
    closed = EXPECTED_IN[state]
    assert closed.on_joined() is closed
    assert closed.on_reminder(1, DUE) is closed
    assert closed.on_attended(ATTENDANCE) is closed


def test_her_plan_takes_the_id_that_was_expected_and_counts_its_versions_on() -> None:
    reminded = EXPECTED.on_reminder(1, DUE)
    plan, closed = propose(ATTENDANCE, PROPOSAL, id=numbered(99), expected=reminded, at=MAY)
    assert (plan.id, plan.version, plan.state) == (PLAN, 2, PlanState.PLANNED)
    assert (plan.parent, plan.generation) == (PARENT, 1)
    assert [(planner.participant, planner.share) for planner in plan.planners] == [(LEAD.person, 10_000)]
    assert closed
    assert closed.state is ExpectedState.PLANNED


@pytest.mark.parametrize("expected", [None, EXPECTED.on_joined(), EXPECTED.plan()])
def test_a_plan_that_nobody_waited_for_has_an_id_of_its_own(expected: ExpectedPlan | None) -> None:
    plan, after = propose(ATTENDANCE, PROPOSAL, id=numbered(99), expected=expected, at=MAY)
    assert (plan.id, plan.version) == (numbered(99), 1)
    assert after is expected


def test_who_was_added_to_anothers_plan_is_no_longer_asked_for_one() -> None:
    assert EXPECTED.on_joined().next_reminder is None


def test_who_did_not_attend_neither_plans_nor_joins() -> None:
    absent = replace(ATTENDANCE, outcome=Outcome.NO_SHOW)
    with pytest.raises(DidNotAttend, match="make a plan"):
        propose(absent, PROPOSAL, id=PLAN, expected=None, at=MAY)
    with pytest.raises(DidNotAttend, match="join a plan"):
        absent.join()


def test_a_plan_means_to_reach_somebody() -> None:
    with pytest.raises(BelowLeast, match="expected_reach is 0"):
        replace(PROPOSAL, expected_reach=0)


def test_codes_that_no_manual_has_are_named() -> None:
    require_known("modules", ["LTC-01"], {"LTC-01", "LTC-02"})
    with pytest.raises(UnknownCodes, match=r"Not known as modules: X-1, X-2\. Known: LTC-01\."):
        require_known("modules", ["X-2", "LTC-01", "X-1"], {"LTC-01"})
