"""Timers of expected plans and of reports: set with every change, so that the right one runs."""

from datetime import datetime

from followup.domain.attendance import ExpectedPlan
from followup.domain.plan import Plan
from shared.backbone.reminders import Reminder
from shared.backbone.transaction import Transaction


class PlanDue(Reminder):
    """The nth time that an expected plan is asked for. Key: the id that the plan will have."""

    nth: int
    due: datetime


class ReportDue(Reminder):
    """The nth time that a report is asked for. Key: the plan."""

    nth: int
    due: datetime


def set_plan_timer(tx: Transaction, expected: ExpectedPlan) -> None:
    if (timer := expected.next_reminder) is None:
        tx.forget(PlanDue, expected.id)
    else:
        tx.remind(PlanDue(key=expected.id, nth=timer.nth, due=timer.due), due=timer.remind_at)


def set_report_timer(tx: Transaction, plan: Plan) -> None:
    if (timer := plan.next_reminder) is None:
        tx.forget(ReportDue, plan.id)
    else:
        tx.remind(ReportDue(key=plan.id, nth=timer.nth, due=timer.due), due=timer.remind_at)
