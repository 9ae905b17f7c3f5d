"""Who may do what with a plan, who sees what of it, and who carries it."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from followup.domain.actors import Actor
from followup.domain.machine import RULES, Request
from followup.domain.plan import Plan
from followup.domain.proposal import Proposal
from followup.domain.refusals import (
    AlreadyPlanner,
    NotPermitted,
    OwnPlan,
    PlannersFrozen,
    ReasonMissing,
    SecondAdultMissing,
    ShareOutOfRange,
)
from followup.domain.report import Report
from followup.domain.vocabulary import (
    PlanState,
    Relation,
    RestatementReason,
    ReturnReason,
    Role,
    VerificationMethod,
)
from tests.unit.followup.plans import (
    COORDINATOR,
    JUNE,
    LEAD,
    MENTOR,
    NEWCOMER,
    OTHER_MENTOR,
    OTHER_PARTICIPANT,
    PARENT,
    PROPOSAL,
    REPORT,
    TRAINING,
    a_plan,
    numbered,
)

CALL = VerificationMethod.CALL
Content = Proposal | Report | UUID
ASKED: dict[Request, Callable[[Plan, Actor], Plan]] = {
    Request.RESUBMIT: lambda plan, by: plan.resubmit(by, PROPOSAL, at=JUNE),
    Request.ASSIGN_MENTOR: lambda plan, by: plan.assign_mentor(by, OTHER_MENTOR.person),
    Request.RETURN_PLAN: lambda plan, by: plan.return_plan(by, [ReturnReason.COSTS], at=JUNE),
    Request.APPROVE: lambda plan, by: plan.approve(by, TRAINING, at=JUNE),
    Request.REPORT: lambda plan, by: plan.file_report(by, REPORT, at=JUNE),
    Request.RETURN_REPORT: lambda plan, by: plan.return_report(by, [ReturnReason.FIGURES], at=JUNE),
    Request.VERIFY: lambda plan, by: plan.verify(by, REPORT.reach, CALL, at=JUNE),
    Request.RESTATE: lambda plan, by: plan.restate(by, REPORT.reach, CALL, RestatementReason.OTHER, at=JUNE),
    Request.WITHHOLD: lambda plan, by: plan.withhold(by, at=JUNE),
    Request.WITHDRAW: lambda plan, by: plan.withdraw(by, at=JUNE),
    Request.LAPSE: lambda plan, by: plan.lapse(by, at=JUNE),
}
PEOPLE: dict[Actor, Relation | None] = {
    LEAD: Relation.PLANNER,
    OTHER_PARTICIPANT: None,
    MENTOR: Relation.MENTOR,
    OTHER_MENTOR: None,
    COORDINATOR: Relation.COORDINATOR,
    Actor(LEAD.person, Role.MENTOR): None,
}


@pytest.mark.parametrize("request_", Request)
@pytest.mark.parametrize("by", PEOPLE)
def test_only_those_whom_the_rule_names_may_ask(request_: Request, by: Actor) -> None:
    plan = a_plan(RULES[request_].states[0])
    if PEOPLE[by] in RULES[request_].by:
        assert ASKED[request_](plan, by) != plan
    else:
        with pytest.raises(NotPermitted, match=request_):
            ASKED[request_](plan, by)


@pytest.mark.parametrize("request_", [Request.APPROVE, Request.VERIFY, Request.RESTATE, Request.RETURN_REPORT])
def test_a_mentor_who_became_a_planner_decides_nothing_about_it(request_: Request) -> None:
    joined = a_plan(PlanState.PLANNED).on_planner_joined(replace(NEWCOMER, participant=MENTOR.person))
    plan = replace(joined, state=RULES[request_].states[0])
    with pytest.raises(OwnPlan, match="a mentor who is not a planner"):
        ASKED[request_](plan, MENTOR)


def test_a_planner_is_not_assigned_as_mentor_of_her_own_plan() -> None:
    with pytest.raises(OwnPlan):
        a_plan(PlanState.PLANNED).assign_mentor(COORDINATOR, LEAD.person)


@pytest.mark.parametrize(
    ("request_", "by", "content", "others"),
    [
        (Request.RESUBMIT, LEAD, PROPOSAL, replace(PROPOSAL, expected_reach=PROPOSAL.expected_reach + 1)),
        (Request.ASSIGN_MENTOR, COORDINATOR, MENTOR.person, OTHER_MENTOR.person),
        (Request.REPORT, LEAD, REPORT, replace(REPORT, minutes=REPORT.minutes + 1)),
    ],
)
def test_what_was_asked_stands_in_the_states_that_it_leads_to_until_something_else_is_asked(
    request_: Request, by: Actor, content: Content, others: Content
) -> None:
    asked = ASKED[request_](a_plan(RULES[request_].states[0]), by)
    assert asked.state in RULES[request_].stands
    standing = {state for state in PlanState if a_plan(state).stands(request_, by, content)}

    assert standing == set(RULES[request_].stands)
    assert not any(a_plan(state).stands(request_, by, others) for state in PlanState)


@pytest.mark.parametrize("request_", [Request.RESUBMIT, Request.ASSIGN_MENTOR, Request.REPORT])
def test_only_who_may_ask_learns_that_it_stands(request_: Request) -> None:
    with pytest.raises(NotPermitted, match=request_):
        a_plan(RULES[request_].stands[0]).stands(request_, OTHER_PARTICIPANT, PROPOSAL)


def test_a_plan_with_minors_is_not_approved_without_a_second_adult() -> None:
    minors = replace(PROPOSAL, minors=True, audience="girls")
    plan = replace(a_plan(PlanState.PLANNED), proposal=minors)
    with pytest.raises(SecondAdultMissing, match="audience girls"):
        plan.approve(COORDINATOR, TRAINING, at=JUNE)
    with_two = replace(plan, proposal=replace(minors, second_adult=True))
    assert with_two.approve(COORDINATOR, TRAINING, at=JUNE).state is PlanState.APPROVED


def test_a_return_names_its_reasons_each_once() -> None:
    plan = a_plan(PlanState.PLANNED)
    with pytest.raises(ReasonMissing):
        plan.return_plan(MENTOR, [], at=JUNE)
    returned = plan.return_plan(MENTOR, [ReturnReason.VENUE, ReturnReason.DATE, ReturnReason.VENUE], at=JUNE).returned
    assert returned
    assert returned.reasons == (ReturnReason.VENUE, ReturnReason.DATE)


def test_however_many_join_without_asking_for_a_share_each_has_the_same() -> None:
    plan = a_plan(PlanState.PLANNED)
    for number in (13, 14, 15):
        plan = plan.on_planner_joined(replace(NEWCOMER, participant=numbered(number)))
    assert [planner.share for planner in plan.planners] == [2_500] * 4


def test_who_asks_for_a_share_gets_it_and_the_others_make_room() -> None:
    plan = a_plan(PlanState.PLANNED).on_planner_joined(replace(NEWCOMER, share=2_000))
    assert [planner.share for planner in plan.planners] == [8_000, 2_000]


def test_two_planners_halve_the_plan_and_approval_freezes_them() -> None:
    joint = a_plan(PlanState.PLANNED).on_planner_joined(NEWCOMER)
    assert [(p.participant, p.share) for p in joint.planners] == [
        (LEAD.person, 5_000),
        (OTHER_PARTICIPANT.person, 5_000),
    ]
    assert joint.lead.participant == LEAD.person
    approved = a_plan(PlanState.APPROVED, joint)
    late = replace(NEWCOMER, participant=numbered(13))
    assert isinstance(approved.join_refusal(late), PlannersFrozen)
    assert approved.on_planner_joined(late).planners == joint.planners


def test_she_who_joins_learns_why_she_was_not_added() -> None:
    plan = a_plan(PlanState.PLANNED)
    assert isinstance(plan.join_refusal(replace(NEWCOMER, participant=LEAD.person)), AlreadyPlanner)
    too_much = plan.join_refusal(replace(NEWCOMER, share=10_000))
    assert isinstance(too_much, ShareOutOfRange)
    assert too_much.most == 9_999
    assert plan.join_refusal(NEWCOMER) is None


@pytest.mark.parametrize("state", PlanState)
def test_outside_what_is_not_finished_reads_open(state: PlanState) -> None:
    plan = a_plan(state)
    hidden = state in {PlanState.APPROVED, PlanState.SCHEDULED, PlanState.HELD, PlanState.WITHHELD}
    for reader in (None, OTHER_PARTICIPANT, OTHER_MENTOR):
        assert plan.state_for(reader) == ("open" if hidden else state)
    for reader in (LEAD, MENTOR, COORDINATOR):
        assert plan.state_for(reader) is state


def test_the_parent_and_generation_are_the_leads() -> None:
    plan = a_plan(PlanState.PLANNED)
    assert (plan.parent, plan.generation) == (PARENT, 1)
