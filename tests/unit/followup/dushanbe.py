"""The plans of the reference story as they stand on 28 February 2018, played through the machine."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from followup.domain.attendance import Attendance
from followup.domain.deadlines import Dates
from followup.domain.plan import Plan
from followup.domain.planning import propose
from followup.domain.proposal import Newcomer, Proposal
from followup.domain.report import Held, Reach, Report
from followup.domain.vocabulary import Outcome, PlanType, ReturnReason, VerificationMethod
from tests.unit.followup.plans import COORDINATOR, LEAD, MENTOR, numbered

ROOT = numbered(2017)
PLANNED_AT = datetime(2017, 5, 18, 15, tzinfo=UTC)
APPROVED_AT = datetime(2017, 6, 9, 8, tzinfo=UTC)
LAPSED_AT = datetime(2018, 1, 31, 8, tzinfo=UTC)
CUT_OFF = datetime(2018, 2, 28, 19, tzinfo=UTC)
G, H, S, D, P = (
    PlanType.GIRLS_LEADERSHIP,
    PlanType.HUMAN_RIGHTS,
    PlanType.SURVIVORS_RURAL,
    PlanType.DISABILITY,
    PlanType.PEACEBUILDING,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story; `ends_on` without `reported` is a training that was announced and not reported."""

    number: int
    kind: PlanType
    expected: int
    ends_on: date | None = None
    reported: Reach | None = None
    verified: Reach | None = None
    becomes: str = ""
    returned: ReturnReason | None = None


def _done(number: int, kind: PlanType, expected: int, girls: int, women: int, men: int) -> Told:
    reach = Reach(girls, women, men)
    return Told(number, kind, expected, date(2017, 9, 12), reach, reach)


STORY = (
    _done(1, G, 24, 17, 1, 0),
    _done(2, G, 24, 20, 2, 0),
    Told(3, G, 24, date(2017, 7, 1), Reach(25, 3), Reach(22, 3)),
    Told(4, G, 24, date(2017, 7, 8), Reach(17, 2), Reach(17, 2), returned=ReturnReason.SECOND_ADULT),
    _done(5, G, 24, 20, 1, 0),
    Told(6, G, 24, date(2017, 10, 14), becomes="postponed", returned=ReturnReason.DATE),
    Told(7, G, 24, becomes="lapsed"),
    _done(8, H, 22, 0, 19, 5),
    _done(9, H, 22, 0, 16, 4),
    _done(10, H, 22, 0, 21, 5),
    _done(11, H, 22, 0, 15, 3),
    Told(12, H, 22, date(2017, 12, 1), Reach(0, 21, 0)),
    Told(13, H, 22, date(2017, 11, 1), becomes="cancelled", returned=ReturnReason.COSTS),
    _done(14, S, 14, 0, 11, 0),
    _done(15, S, 14, 0, 12, 0),
    Told(16, S, 14, date(2018, 1, 13), Reach(0, 13, 0)),
    Told(17, S, 14, date(2017, 10, 20), becomes="withheld", returned=ReturnReason.VENUE),
    Told(18, S, 14, becomes="withdrawn", returned=ReturnReason.TIME),
    _done(19, D, 20, 0, 15, 4),
    _done(20, D, 20, 0, 14, 4),
    Told(21, D, 20, date(2017, 9, 30), becomes="overdue"),
    _done(22, P, 20, 0, 18, 4),
    _done(23, P, 20, 0, 16, 2),
    Told(24, P, 20, becomes="lapsed"),
)


def plan_of(told: Told, parent: UUID = ROOT, generation: int = 0) -> Plan:
    """Proposed, perhaps returned, approved, and on to where the story left it."""
    plan = _planned(told, parent, generation)
    if told.becomes == "withdrawn":
        return plan.withdraw(COORDINATOR, at=APPROVED_AT)
    if told.returned:
        plan = plan.resubmit(LEAD, plan.proposal, at=APPROVED_AT)
    plan = plan.approve(MENTOR, numbered(300 + told.number), at=APPROVED_AT)
    return _announced(plan, told, told.ends_on) if told.ends_on else plan.lapse(COORDINATOR, at=LAPSED_AT)


def _planned(told: Told, parent: UUID, generation: int) -> Plan:
    minors = told.kind is G
    proposal = Proposal(told.kind, (), "people", minors, minors, "2017Q4", told.expected)
    attendance = Attendance(numbered(100 + told.number), LEAD.person, "tj", parent, "tj", generation, Outcome.ATTENDED)
    plan, _ = propose(attendance, proposal, id=numbered(200 + told.number), expected=None, at=PLANNED_AT)
    if told.number == 22:
        plan = plan.on_planner_joined(Newcomer(numbered(112), numbered(12), "kz", parent))
    plan = plan.assign_mentor(COORDINATOR, MENTOR.person)
    return plan.return_plan(MENTOR, [told.returned], at=PLANNED_AT) if told.returned else plan


def _announced(plan: Plan, told: Told, ends_on: date) -> Plan:
    dates = Dates(ends_on, ends_on, "Asia/Dushanbe")
    plan = plan.on_training_announced(dates, at=APPROVED_AT)
    match told.becomes:
        case "postponed":
            later = Dates(date(2018, 4, 14), date(2018, 4, 14), "Asia/Dushanbe")
            plan = plan.on_training_changed(later, at=PLANNED_AT)
        case "cancelled":
            plan = plan.on_training_cancelled(at=APPROVED_AT)
        case "withheld":
            plan = plan.withhold(LEAD, at=APPROVED_AT)
    return _reported(_as_of_the_cut_off(plan) if told.reported is None else plan, told, ends_on)


def _as_of_the_cut_off(plan: Plan) -> Plan:
    """Every timer that is due fires."""
    while (reminder := plan.next_reminder) and reminder.remind_at <= CUT_OFF:
        plan = plan.on_reminder(reminder.nth, reminder.due)
    return plan


def _reported(plan: Plan, told: Told, ends_on: date) -> Plan:
    if told.reported:
        plan = plan.on_training_completed(Held(ends_on, ends_on, attended=1), "Asia/Dushanbe", at=APPROVED_AT)
        plan = plan.file_report(LEAD, Report(told.reported, (), 360), at=APPROVED_AT)
    if told.verified:
        plan = plan.verify(MENTOR, told.verified, VerificationMethod.CALL, at=APPROVED_AT)
    return plan
