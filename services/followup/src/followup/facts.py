"""Domain values as facts."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from followup.domain.attendance import Attendance, ExpectedPlan
from followup.domain.plan import Plan
from followup.domain.proposal import Newcomer
from followup.domain.reach import ReachOfTraining
from followup.domain.shares import WHOLE
from followup.domain.vocabulary import PlanState
from shared.events.followup import (
    CascadeApproved,
    CascadePlanned,
    CascadeReported,
    CascadeReturned,
    CascadeVerified,
    CascadeWithdrawn,
    FollowUpDue,
    FollowUpStep,
    JoiningAnswered,
    MentorAssigned,
    PlannerJoined,
    ReachCounted,
)
from shared.refusals import Refusal


def about(plan: Plan, at: datetime) -> dict[str, Any]:
    planners = [{"participant": one.participant, "home": one.home, "share": one.share} for one in plan.planners]
    return {"plan": plan.id, "planners": planners, "version": plan.version, "at": at}


def trainings(plan: Plan) -> dict[str, UUID | None]:
    """That it follows, and that it became."""
    return {"parent": plan.parent, "training": plan.training}


def snapshot(plan: Plan, at: datetime) -> dict[str, Any]:
    return {**asdict(plan.proposal), **about(plan, at), "parent": plan.parent, "generation": plan.generation}


def cascade_planned(plan: Plan, *, at: datetime) -> CascadePlanned:
    return CascadePlanned.model_validate(snapshot(plan, at))


def cascade_approved(plan: Plan, *, at: datetime) -> CascadeApproved:
    return CascadeApproved.model_validate({**snapshot(plan, at), "mentor": plan.mentor, "training": plan.training_id})


def planner_joined(attendance: Attendance, plan: UUID, *, at: datetime) -> PlannerJoined:
    own = {"application": attendance.application, "participant": attendance.participant, "home": attendance.home}
    return PlannerJoined.model_validate(
        {**own, "training": attendance.training, "plan": plan, "version": attendance.version, "at": at}
    )


def joining_answered(plan: Plan, newcomer: Newcomer, refusal: Refusal | None, *, at: datetime) -> JoiningAnswered:
    refused = refusal.code() if refusal else None
    own = {"plan": plan.id, "version": plan.version, "refused": refused, "at": at}
    return JoiningAnswered.model_validate({**asdict(newcomer), **own})


def cascade_returned(plan: Plan, *, at: datetime) -> CascadeReturned:
    """Raises ValueError for a plan that never came back."""
    if plan.returned is None:
        raise ValueError(f"plan {plan.id} was not returned")
    return CascadeReturned.model_validate({**about(plan, at), **trainings(plan), **asdict(plan.returned)})


def cascade_withdrawn(plan: Plan, *, at: datetime) -> CascadeWithdrawn:
    how = "lapsed" if plan.state is PlanState.LAPSED else "withdrawn"
    return CascadeWithdrawn.model_validate({**about(plan, at), **trainings(plan), "how": how})


def mentor_assigned(plan: Plan, *, at: datetime) -> MentorAssigned:
    return MentorAssigned.model_validate({**about(plan, at), **trainings(plan), "mentor": plan.mentor})


def plan_due(expected: ExpectedPlan, training: UUID, due: datetime, *, at: datetime) -> FollowUpDue:
    """About a plan that does not exist yet, by the id that it will have."""
    planner = {"participant": expected.participant, "home": expected.home, "share": WHOLE}
    own = {"plan": expected.id, "parent": training, "planners": [planner]}
    step = {"step": FollowUpStep.PLAN, "nth": expected.reminded, "due": due}
    return FollowUpDue.model_validate({**own, **step, "version": expected.version, "at": at})


def report_due(plan: Plan, due: datetime, *, at: datetime) -> FollowUpDue:
    own = {**trainings(plan), "mentor": plan.mentor}
    step = {"step": FollowUpStep.REPORT, "nth": plan.reminded, "due": due}
    return FollowUpDue.model_validate({**about(plan, at), **own, **step})


def cascade_reported(plan: Plan, *, at: datetime) -> CascadeReported:
    """Raises ValueError for a plan without a report."""
    if plan.report is None:
        raise ValueError(f"plan {plan.id} has no report")
    own = {**trainings(plan), **asdict(plan.report)}
    return CascadeReported.model_validate({**about(plan, at), **own})


def cascade_verified(plan: Plan, *, at: datetime) -> CascadeVerified:
    newest = plan.verifications[-1]
    own = {"training": plan.training_id, "reach": asdict(newest.reach), "method": newest.method}
    return CascadeVerified.model_validate({**about(plan, at), **own})


def reach_counted(counted: ReachOfTraining, *, at: datetime) -> ReachCounted:
    return ReachCounted.model_validate({**asdict(counted), "at": at})
