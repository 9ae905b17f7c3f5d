"""Somebody who was trained makes a plan of her own."""

from datetime import datetime
from uuid import UUID

from followup.domain.attendance import Attendance, ExpectedPlan
from followup.domain.plan import Plan
from followup.domain.proposal import Planner, Proposal
from followup.domain.shares import WHOLE
from followup.domain.vocabulary import ExpectedState


def propose(
    attendance: Attendance, proposal: Proposal, *, id: UUID, expected: ExpectedPlan | None, at: datetime
) -> tuple[Plan, ExpectedPlan | None]:
    """Her plan (CascadePlanned), and her expected plan, now closed; she leads it alone until others join.

    The plan takes the id of the expected one and counts its versions on; `id` is for a plan nobody waited for.
    Raises DidNotAttend.
    """
    attendance.require("make a plan")
    lead = Planner(attendance.participant, attendance.home, WHOLE, attendance.training)
    awaited = expected if expected and expected.state is ExpectedState.EXPECTED else None
    plan = Plan(
        id=awaited.id if awaited else id,
        planners=(lead,),
        parent=attendance.training,
        generation=attendance.generation + 1,
        proposal=proposal,
        since=at,
        version=awaited.version + 1 if awaited else 1,
    )
    return plan, awaited.plan() if awaited else expected
