"""People, values and plans in every state, for the tests of followup's rules."""

from datetime import UTC, date, datetime
from uuid import UUID

from followup.domain.actors import Actor
from followup.domain.attendance import Attendance
from followup.domain.deadlines import Dates
from followup.domain.plan import Plan
from followup.domain.planning import propose
from followup.domain.proposal import Newcomer, Proposal
from followup.domain.report import Held, Reach, Report
from followup.domain.vocabulary import (
    Outcome,
    PlanState,
    PlanType,
    RestatementReason,
    ReturnReason,
    Role,
    VerificationMethod,
)


def numbered(number: int) -> UUID:
    return UUID(int=number)


PLAN, PARENT, TRAINING, APPLICATION = (numbered(n) for n in (1, 2, 3, 4))
LEAD = Actor(numbered(11), Role.PARTICIPANT)
OTHER_PARTICIPANT = Actor(numbered(12), Role.PARTICIPANT)
MENTOR = Actor(numbered(21), Role.MENTOR)
OTHER_MENTOR = Actor(numbered(22), Role.MENTOR)
COORDINATOR = Actor(numbered(31), Role.COORDINATOR)

MAY = datetime(2017, 5, 18, 15, tzinfo=UTC)
JUNE = datetime(2017, 6, 9, 8, tzinfo=UTC)
OCTOBER = datetime(2017, 10, 1, 8, tzinfo=UTC)

DATES = Dates(date(2017, 9, 30), date(2017, 9, 30), "Asia/Dushanbe")
LATER = Dates(date(2018, 4, 14), date(2018, 4, 14), "Asia/Dushanbe")
DUE = datetime(2017, 10, 14, 19, tzinfo=UTC)
"""24:00 of 14 October in Dushanbe."""
HELD = Held(date(2017, 9, 30), date(2017, 9, 30), attended=2)
REPORT = Report(Reach(girls=17, women=1), modules=("LTC-01",), minutes=360)
PROPOSAL = Proposal(PlanType.HUMAN_RIGHTS, ("human-rights",), "students", False, False, "2017Q3", 22)
ATTENDANCE = Attendance(APPLICATION, LEAD.person, "tj", PARENT, "tj", 0, Outcome.ATTENDED)
NEWCOMER = Newcomer(numbered(5), OTHER_PARTICIPANT.person, "kz", PARENT)


def _assigned() -> Plan:
    plan, _ = propose(ATTENDANCE, PROPOSAL, id=PLAN, expected=None, at=MAY)
    return plan.assign_mentor(COORDINATOR, MENTOR.person)


def a_plan(state: PlanState, planned: Plan | None = None) -> Plan:
    """On the shortest way through the machine."""
    planned = planned or _assigned()
    approved = planned.approve(MENTOR, TRAINING, at=JUNE)
    scheduled = approved.on_training_announced(DATES, at=JUNE)
    held = scheduled.on_training_completed(HELD, "Asia/Dushanbe", at=OCTOBER)
    reported = held.file_report(LEAD, REPORT, at=OCTOBER)
    return {
        PlanState.PLANNED: planned,
        PlanState.RETURNED: planned.return_plan(MENTOR, [ReturnReason.DATE], at=JUNE),
        PlanState.APPROVED: approved,
        PlanState.SCHEDULED: scheduled,
        PlanState.HELD: held,
        PlanState.REPORTED: reported,
        PlanState.VERIFIED: reported.verify(MENTOR, REPORT.reach, VerificationMethod.CALL, at=OCTOBER),
        PlanState.WITHHELD: scheduled.withhold(LEAD, at=OCTOBER),
        PlanState.WITHDRAWN: approved.withdraw(LEAD, at=OCTOBER),
        PlanState.LAPSED: approved.lapse(COORDINATOR, at=OCTOBER),
        PlanState.CANCELLED: scheduled.on_training_cancelled(at=OCTOBER),
    }[state]


def restated(plan: Plan, reach: Reach) -> Plan:
    return plan.restate(MENTOR, reach, VerificationMethod.CALL, RestatementReason.COUNTED_TWICE, at=OCTOBER)
