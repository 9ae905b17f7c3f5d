"""Due dates, reminders, postponements; figures that differ and both stand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from followup.domain.deadlines import Dates, end_of_day, report_due
from followup.domain.plan import Plan
from followup.domain.refusals import BelowLeast, ReportBelowAttendance
from followup.domain.report import Reach, Report
from followup.domain.vocabulary import PlanState, RestatementReason, ReturnedPart, ReturnReason, VerificationMethod
from tests.unit.followup.plans import (
    DATES,
    DUE,
    HELD,
    JUNE,
    LATER,
    LEAD,
    MENTOR,
    OCTOBER,
    REPORT,
    TRAINING,
    a_plan,
    restated,
)

SCHEDULED = a_plan(PlanState.SCHEDULED)


def reminded(plan: Plan, times: int) -> Plan:
    for nth in range(1, times + 1):
        plan = plan.on_reminder(nth, DUE)
    return plan


def test_a_day_ends_at_24_in_the_time_zone_of_the_training() -> None:
    assert end_of_day(date(2017, 10, 14), "Asia/Dushanbe") == datetime(2017, 10, 14, 19, tzinfo=UTC)
    assert end_of_day(date(2017, 10, 28), "Europe/Berlin") == datetime(2017, 10, 28, 22, tzinfo=UTC)
    assert end_of_day(date(2017, 10, 29), "Europe/Berlin") == datetime(2017, 10, 29, 23, tzinfo=UTC)


def test_the_report_is_due_fourteen_days_after_the_end() -> None:
    assert SCHEDULED.report_due == DUE


def test_a_training_that_is_over_when_it_is_announced_leaves_fourteen_days_from_then() -> None:
    over = Dates(date(2017, 5, 1), date(2017, 5, 2), "Asia/Dushanbe")
    assert report_due(over, at=JUNE) == datetime(2017, 6, 23, 19, tzinfo=UTC)


def test_three_reminders_at_due_and_two_and_four_weeks_later_then_none() -> None:
    moments = []
    plan = SCHEDULED
    while reminder := plan.next_reminder:
        moments.append(reminder.remind_at)
        plan = plan.on_reminder(reminder.nth, reminder.due)
    assert moments == [DUE, DUE + timedelta(days=14), DUE + timedelta(days=28)]
    assert [moment.date() for moment in moments] == [date(2017, 10, 14), date(2017, 10, 28), date(2017, 11, 11)]
    assert plan.overdue
    assert plan.version == SCHEDULED.version + 3


@pytest.mark.parametrize(("nth", "due"), [(2, DUE), (1, DUE + timedelta(days=1))])
def test_a_timer_out_of_turn_or_of_an_earlier_due_time_changes_nothing(nth: int, due: datetime) -> None:
    assert SCHEDULED.on_reminder(nth, due) is SCHEDULED


def test_a_reminder_that_fires_twice_counts_once() -> None:
    once = SCHEDULED.on_reminder(1, DUE)
    assert once.on_reminder(1, DUE) is once


def test_other_dates_postpone_it_move_the_due_time_and_begin_the_reminders_anew() -> None:
    postponed = reminded(SCHEDULED, 2).on_training_changed(LATER, at=OCTOBER)
    assert (postponed.postponed, postponed.reminded, postponed.overdue) == (1, 0, False)
    assert postponed.report_due == datetime(2018, 4, 28, 19, tzinfo=UTC)
    assert postponed.on_training_changed(DATES, at=OCTOBER).postponed == 2


def test_a_change_that_leaves_the_dates_alone_postpones_nothing() -> None:
    assert SCHEDULED.on_training_changed(DATES, at=OCTOBER) is SCHEDULED


@pytest.mark.parametrize("state", [PlanState.REPORTED, PlanState.WITHHELD, PlanState.WITHDRAWN, PlanState.CANCELLED])
def test_no_timer_runs_where_no_report_is_awaited(state: PlanState) -> None:
    assert a_plan(state).next_reminder is None
    assert not a_plan(state).overdue


def test_withholding_an_overdue_plan_ends_its_reminders() -> None:
    withheld = reminded(SCHEDULED, 1).withhold(LEAD, at=OCTOBER)
    assert withheld.next_reminder is None
    assert not withheld.overdue


@pytest.mark.parametrize("state", [PlanState.WITHDRAWN, PlanState.LAPSED, PlanState.CANCELLED])
def test_the_fact_that_it_took_place_wins_and_asks_for_a_report(state: PlanState) -> None:
    held = a_plan(state).on_training_completed(HELD, "Asia/Dushanbe", at=OCTOBER)
    assert held.state is PlanState.HELD
    assert held.report_due == datetime(2017, 10, 15, 19, tzinfo=UTC)


def test_a_plan_that_never_was_approved_is_not_held() -> None:
    withdrawn = a_plan(PlanState.RETURNED).withdraw(LEAD, at=JUNE)
    assert withdrawn.on_training_completed(HELD, "Asia/Dushanbe", at=OCTOBER) is withdrawn


def test_a_corrected_completion_replaces_what_was_held() -> None:
    corrected = replace(HELD, attended=3)
    held = a_plan(PlanState.HELD).on_training_completed(corrected, "Asia/Dushanbe", at=OCTOBER)
    assert held.held == corrected


def test_the_planned_figure_is_frozen_by_approval() -> None:
    planned = a_plan(PlanState.PLANNED)
    assert planned.planned is None
    assert planned.approve(MENTOR, TRAINING, at=JUNE).planned == 22
    assert planned.approve(MENTOR, TRAINING, at=JUNE).training_id == TRAINING
    with pytest.raises(LookupError, match="approval gives it"):
        _ = planned.training_id


def test_a_report_includes_the_enrolled_who_attended() -> None:
    with pytest.raises(ReportBelowAttendance, match="counts 1 people; 2 enrolled"):
        a_plan(PlanState.HELD).file_report(LEAD, Report(Reach(women=1), (), 60), at=OCTOBER)


def test_people_are_never_fewer_than_none() -> None:
    with pytest.raises(BelowLeast, match="girls is -1"):
        Reach(girls=-1)
    with pytest.raises(BelowLeast, match="minutes is -5"):
        Report(Reach(), (), -5)


def test_reported_and_verified_figures_may_differ_and_both_stand() -> None:
    verified = a_plan(PlanState.REPORTED).verify(MENTOR, Reach(girls=15), VerificationMethod.CALL, at=OCTOBER)
    assert (verified.people_reported, verified.people_verified) == (18, 15)


def test_a_restated_figure_replaces_none_of_the_earlier_ones() -> None:
    again = restated(a_plan(PlanState.VERIFIED), Reach(girls=16))
    assert [found.reach.total for found in again.verifications] == [18, 16]
    assert [found.reason for found in again.verifications] == [None, RestatementReason.COUNTED_TWICE]
    assert (again.people_reported, again.people_verified) == (18, 16)


def test_a_returned_report_is_awaited_for_fourteen_days_again() -> None:
    late = datetime(2017, 11, 1, 8, tzinfo=UTC)
    again = a_plan(PlanState.REPORTED).return_report(MENTOR, [ReturnReason.FIGURES], at=late)
    assert again.report_due == datetime(2017, 11, 15, 19, tzinfo=UTC)
    assert again.returned
    assert again.returned.part is ReturnedPart.REPORT
    assert again.report == REPORT
