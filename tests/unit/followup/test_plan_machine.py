"""Every state with every trigger: what is listed passes, all else is refused by name or changes nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from followup.domain.machine import Request
from followup.domain.plan import Plan
from followup.domain.refusals import TrainingNotCompleted
from followup.domain.vocabulary import PlanState, ReturnReason, VerificationMethod
from shared.refusals import NotInThisState
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
CORRECTED = replace(HELD, attended=3)
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
    "corrected": lambda plan: plan.on_training_completed(CORRECTED, "Asia/Dushanbe", at=OCTOBER),
    "training cancelled": lambda plan: plan.on_training_cancelled(at=OCTOBER),
    "reminder": lambda plan: plan.on_reminder(1, DUE),
}
WITHHELD_AFTER = "withheld after it took place"
PLACES: dict[str, Plan] = {
    **{state: a_plan(state) for state in PlanState},
    WITHHELD_AFTER: a_plan(S.HELD).withhold(LEAD, at=OCTOBER),
}
"""In `S.WITHHELD` it is not known that the training took place."""
WITH_A_MENTOR = [state for state in PlanState if state not in (S.WITHDRAWN, S.LAPSED, S.CANCELLED)]
LISTED: dict[tuple[str, str], PlanState] = {
    (S.RETURNED, Request.RESUBMIT): S.PLANNED,
    (S.PLANNED, Request.RETURN_PLAN): S.RETURNED,
    (S.PLANNED, Request.APPROVE): S.APPROVED,
    (S.HELD, Request.REPORT): S.REPORTED,
    (WITHHELD_AFTER, Request.REPORT): S.REPORTED,
    (WITHHELD_AFTER, Request.ASSIGN_MENTOR): S.WITHHELD,
    (S.REPORTED, Request.RETURN_REPORT): S.HELD,
    (S.REPORTED, Request.VERIFY): S.VERIFIED,
    (S.VERIFIED, Request.RESTATE): S.VERIFIED,
    (S.SCHEDULED, Request.WITHHOLD): S.WITHHELD,
    (S.HELD, Request.WITHHOLD): S.WITHHELD,
    **{(state, Request.ASSIGN_MENTOR): state for state in WITH_A_MENTOR},
    **{(state, Request.WITHDRAW): S.WITHDRAWN for state in (S.PLANNED, S.RETURNED, S.APPROVED, S.SCHEDULED)},
    **{(state, Request.LAPSE): S.LAPSED for state in (S.PLANNED, S.RETURNED, S.APPROVED, S.SCHEDULED)},
    **{(place, "planner joined"): plan.state for place, plan in PLACES.items()},
    (S.APPROVED, "announced"): S.SCHEDULED,
    (S.SCHEDULED, "new dates"): S.SCHEDULED,
    **{(state, "completed"): S.HELD for state in (S.APPROVED, S.SCHEDULED, S.WITHDRAWN, S.LAPSED, S.CANCELLED)},
    (S.WITHHELD, "completed"): S.WITHHELD,
    **{(place, "corrected"): plan.state for place, plan in PLACES.items() if plan.held or plan.state is S.WITHHELD},
    **{(state, "corrected"): S.HELD for state in (S.APPROVED, S.SCHEDULED, S.WITHDRAWN, S.LAPSED, S.CANCELLED)},
    (S.APPROVED, "training cancelled"): S.CANCELLED,
    (S.SCHEDULED, "training cancelled"): S.CANCELLED,
    (S.SCHEDULED, "reminder"): S.SCHEDULED,
    (S.HELD, "reminder"): S.HELD,
}
TRIGGERS: dict[str, Trigger] = {**{str(asked): trigger for asked, trigger in REQUESTS.items()}, **HEARD}
REFUSED = [(place, asked) for place in PLACES for asked in REQUESTS if (place, asked) not in LISTED]
UNMOVED = [(place, heard) for place in PLACES for heard in HEARD if (place, heard) not in LISTED]
ANNOUNCING = {*Request, "reminder", "planner joined"} - {Request.WITHHOLD}
"""Each says one fact about the plan; nothing else does."""


@pytest.mark.parametrize("state", PlanState)
def test_the_shortest_way_leads_to_the_state_itself(state: PlanState) -> None:
    assert a_plan(state).state is state


@pytest.mark.parametrize(("place", "trigger"), LISTED)
def test_a_listed_transition_leads_where_the_list_says(place: str, trigger: str) -> None:
    before = PLACES[place]
    after = TRIGGERS[trigger](before)
    assert after.state is LISTED[place, trigger]
    assert after != before


@pytest.mark.parametrize(("place", "trigger"), LISTED)
def test_the_version_grows_by_one_where_a_fact_is_announced_and_nowhere_else(place: str, trigger: str) -> None:
    before = PLACES[place]
    after = TRIGGERS[trigger](before)
    assert after.version == before.version + (trigger in ANNOUNCING)


@pytest.mark.parametrize(("place", "asked"), REFUSED)
def test_a_request_that_is_not_listed_is_refused_by_name(place: str, asked: Request) -> None:
    plan = PLACES[place]
    waits_for_the_training = asked is Request.REPORT and plan.training is not None and plan.held is None
    with pytest.raises(TrainingNotCompleted if waits_for_the_training else NotInThisState) as refused:
        REQUESTS[asked](plan)
    assert f"is {plan.state}" in refused.value.sentence()


@pytest.mark.parametrize(("place", "heard"), UNMOVED)
def test_what_is_heard_in_another_state_changes_nothing(place: str, heard: str) -> None:
    plan = PLACES[place]
    assert HEARD[heard](plan) is plan


@pytest.mark.parametrize("place", [S.HELD, S.REPORTED, S.VERIFIED, WITHHELD_AFTER])
def test_a_correction_of_what_took_place_replaces_that_alone(place: str) -> None:
    assert HEARD["corrected"](PLACES[place]) == replace(PLACES[place], held=CORRECTED)


def test_every_pair_of_place_and_trigger_is_tried() -> None:
    assert len(LISTED) + len(REFUSED) + len(UNMOVED) == len(PLACES) * (len(Request) + len(HEARD))
