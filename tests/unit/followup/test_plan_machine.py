"""Every state with every trigger: what is listed passes, all else is refused by name or changes nothing."""

from collections.abc import Callable

import pytest

from followup.domain.machine import Request
from followup.domain.plan import Plan
from followup.domain.refusals import NotInThisState, TrainingNotCompleted
from followup.domain.vocabulary import PlanState, ReturnReason, VerificationMethod
from tests.unit.followup.plans import (
    COORDINATOR,
    DATES,
    DUE,
    HELD,
    JUNE,
    LATER,
    LEAD,
    MENTOR,
    NEWCOMER,
    OCTOBER,
    OTHER_MENTOR,
    PROPOSAL,
    REPORT,
    TRAINING,
    a_plan,
    restated,
)

S = PlanState
Trigger = Callable[[Plan], Plan]

REQUESTS: dict[Request, Trigger] = {
    Request.RESUBMIT: lambda plan: plan.resubmit(LEAD, PROPOSAL, at=JUNE),
    Request.ASSIGN_MENTOR: lambda plan: plan.assign_mentor(COORDINATOR, OTHER_MENTOR.person),
    Request.RETURN_PLAN: lambda plan: plan.return_plan(MENTOR, [ReturnReason.COSTS], at=JUNE),
    Request.APPROVE: lambda plan: plan.approve(MENTOR, TRAINING, at=JUNE),
    Request.REPORT: lambda plan: plan.file_report(LEAD, REPORT, at=OCTOBER),
    Request.RETURN_REPORT: lambda plan: plan.return_report(MENTOR, [ReturnReason.FIGURES], at=OCTOBER),
    Request.VERIFY: lambda plan: plan.verify(MENTOR, REPORT.reach, VerificationMethod.VISIT, at=OCTOBER),
    Request.RESTATE: lambda plan: restated(plan, REPORT.reach),
    Request.WITHHOLD: lambda plan: plan.withhold(LEAD, at=OCTOBER),
    Request.WITHDRAW: lambda plan: plan.withdraw(LEAD, at=OCTOBER),
    Request.LAPSE: lambda plan: plan.lapse(COORDINATOR, at=OCTOBER),
}
HEARD: dict[str, Trigger] = {
    "planner joined": lambda plan: plan.on_planner_joined(NEWCOMER),
    "announced": lambda plan: plan.on_training_announced(DATES, at=JUNE),
    "new dates": lambda plan: plan.on_training_changed(LATER, at=OCTOBER),
    "completed": lambda plan: plan.on_training_completed(HELD, "Asia/Dushanbe", at=OCTOBER),
    "training cancelled": lambda plan: plan.on_training_cancelled(at=OCTOBER),
    "reminder": lambda plan: plan.on_reminder(1, DUE),
}
WITH_A_MENTOR = [state for state in PlanState if state not in (S.WITHDRAWN, S.LAPSED, S.CANCELLED)]
LISTED: dict[tuple[PlanState, str], PlanState] = {
    (S.RETURNED, Request.RESUBMIT): S.PLANNED,
    (S.PLANNED, Request.RETURN_PLAN): S.RETURNED,
    (S.PLANNED, Request.APPROVE): S.APPROVED,
    (S.HELD, Request.REPORT): S.REPORTED,
    (S.WITHHELD, Request.REPORT): S.REPORTED,
    (S.REPORTED, Request.RETURN_REPORT): S.HELD,
    (S.REPORTED, Request.VERIFY): S.VERIFIED,
    (S.VERIFIED, Request.RESTATE): S.VERIFIED,
    (S.SCHEDULED, Request.WITHHOLD): S.WITHHELD,
    (S.HELD, Request.WITHHOLD): S.WITHHELD,
    **{(state, Request.ASSIGN_MENTOR): state for state in WITH_A_MENTOR},
    **{(state, Request.WITHDRAW): S.WITHDRAWN for state in (S.PLANNED, S.RETURNED, S.APPROVED, S.SCHEDULED)},
    **{(state, Request.LAPSE): S.LAPSED for state in (S.PLANNED, S.RETURNED, S.APPROVED, S.SCHEDULED)},
    (S.PLANNED, "planner joined"): S.PLANNED,
    (S.RETURNED, "planner joined"): S.RETURNED,
    (S.APPROVED, "announced"): S.SCHEDULED,
    (S.SCHEDULED, "new dates"): S.SCHEDULED,
    **{(state, "completed"): S.HELD for state in (S.APPROVED, S.SCHEDULED, S.WITHDRAWN, S.LAPSED, S.CANCELLED)},
    (S.WITHHELD, "completed"): S.WITHHELD,
    (S.APPROVED, "training cancelled"): S.CANCELLED,
    (S.SCHEDULED, "training cancelled"): S.CANCELLED,
    (S.SCHEDULED, "reminder"): S.SCHEDULED,
    (S.HELD, "reminder"): S.HELD,
}
TRIGGERS: dict[str, Trigger] = {**{str(asked): trigger for asked, trigger in REQUESTS.items()}, **HEARD}
REFUSED = [(state, asked) for state in PlanState for asked in REQUESTS if (state, asked) not in LISTED]
UNMOVED = [(state, heard) for state in PlanState for heard in HEARD if (state, heard) not in LISTED]
ANNOUNCING = {*Request, "reminder"} - {Request.WITHHOLD}
"""Each says one fact about the plan; nothing else does."""


@pytest.mark.parametrize("state", PlanState)
def test_the_shortest_way_leads_to_the_state_itself(state: PlanState) -> None:
    assert a_plan(state).state is state


@pytest.mark.parametrize(("state", "trigger"), LISTED)
def test_a_listed_transition_leads_where_the_list_says(state: PlanState, trigger: str) -> None:
    before = a_plan(state)
    after = TRIGGERS[trigger](before)
    assert after.state is LISTED[state, trigger]
    assert after != before


@pytest.mark.parametrize(("state", "trigger"), LISTED)
def test_the_version_grows_by_one_where_a_fact_is_announced_and_nowhere_else(state: PlanState, trigger: str) -> None:
    before = a_plan(state)
    after = TRIGGERS[trigger](before)
    assert after.version == before.version + (trigger in ANNOUNCING)


@pytest.mark.parametrize(("state", "asked"), REFUSED)
def test_a_request_that_is_not_listed_is_refused_by_name(state: PlanState, asked: Request) -> None:
    waits_for_the_training = asked is Request.REPORT and state in (S.APPROVED, S.SCHEDULED)
    with pytest.raises(TrainingNotCompleted if waits_for_the_training else NotInThisState) as refused:
        REQUESTS[asked](a_plan(state))
    assert f"is {state}" in refused.value.sentence()


@pytest.mark.parametrize(("state", "heard"), UNMOVED)
def test_what_is_heard_in_another_state_changes_nothing(state: PlanState, heard: str) -> None:
    plan = a_plan(state)
    assert HEARD[heard](plan) is plan


def test_every_pair_of_state_and_trigger_is_tried() -> None:
    assert len(LISTED) + len(REFUSED) + len(UNMOVED) == len(PlanState) * (len(Request) + len(HEARD))
