"""Plans before they are trainings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.exceptions import RequestValidationError
from pydantic import Field

from followup.api.acting import actor, mentor, person_of, readers, training_of
from followup.api.models import AN_ID, Words
from followup.api.plan_models import PlanBody, PlanView, shown
from followup.domain.vocabulary import PlanOrder, PlanState, ReturnedPart, ReturnReason
from followup.handlers import planning as handlers
from followup.views import plans as views
from followup.views.people import codes_of
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import Link, Staff
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["plans"])
OF_WHOM = "What is due next is told of the plans of one mentor or of one training: name it with `mentor` or `training`."
PROGRAMME_STAFF = (Staff.COORDINATOR, Staff.MENTOR, Staff.FACILITATOR, Staff.REVIEWER, Staff.AUDITOR)


class Joining(Body):
    """Nothing to say: shares are equal."""

    model_config = example({})


class Joined(Shown):
    """Received: the plan's region adds her, or says why not."""

    model_config = example({"plan": AN_ID, "state": "received"})

    plan: UUID
    state: str = "received"
    """That it was heard; whether she is added, the region of the plan says."""


class Assignment(Body):
    model_config = example({"mentor": AN_ID})

    mentor: UUID


class Return(Body):
    """`words` are read by planners, mentor and coordinator; the letter says only that there are some."""

    model_config = example({"part": "plan", "reasons": ["second_adult"], "words": "Who comes with you?"})

    part: ReturnedPart
    reasons: Annotated[list[ReturnReason], Field(min_length=1, max_length=len(ReturnReason))]
    words: Words
    """What is to be done better; read by planners, mentor and coordinator."""


@router.get("/plans", summary="Plans: all for coordinators, hers for a mentor")
@allow(Staff.COORDINATOR, Staff.MENTOR)
async def plans(
    tx: CurrentTransaction,
    who: CurrentPrincipal,
    paging: CurrentPaging,
    training: Annotated[UUID | None, Query(description="Plans of those who attended it alone.")] = None,
    state: Annotated[PlanState | None, Query(description="Those alone that are in it.")] = None,
    mentor: Annotated[UUID | None, Query(description="Whose plans; a mentor sees her own alone.")] = None,
    order: Annotated[
        PlanOrder,
        Query(
            description="As they were planned, or of one mentor or training by what is due; a cursor is of one order."
        ),
    ] = PlanOrder.PLANNED,
) -> Items[PlanView]:
    whose = mentor if who.has(Staff.COORDINATOR) else person_of(who)
    if order is PlanOrder.DUE and whose is None and training is None:
        raise RequestValidationError([{"type": "value_error", "loc": ("query", "order"), "msg": OF_WHOM}])
    found = paging.shown(await views.plans_of(tx, views.Which(training, state, whose), order, paging.page))
    codes, attended = await codes_of(tx, found), await views.attended_by(tx, found)
    return Items[PlanView](items=[PlanView.of(plan, readers(who), codes, attended) for plan in found])


@router.get(
    "/plans/{plan}", summary="One plan; whole for planners, mentor and coordinator; staff who read it are noted"
)
@allow(*PROGRAMME_STAFF, Link.FOLLOW_UP, checked_here=("plan",))
async def plan(plan: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> PlanView:
    found = await views.plan(tx, plan)
    told = await shown(tx, found, who)
    if who.link is None and told.words is not None:
        await audit.note(tx, who, "plan-read", found.lead.participant)
    return told


@router.put("/plans/{plan}", summary="Write a returned plan again")
@allow(Link.FOLLOW_UP, checked_here=("plan",), changes=plan)
async def plan_again(plan: UUID, body: PlanBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> PlanView:
    found = await handlers.plan_again(tx, plan, actor(who), body.proposal(), body.title, body.words, at=now)
    await audit.note(tx, who, "plan-changed", found.lead.participant)
    return await shown(tx, found, who)


@router.post("/plans/{plan}/planners", status_code=201, summary="Join another's plan")
@allow(Link.FOLLOW_UP, checked_here=("plan",))
@shown_by(plan)
async def join(plan: UUID, _: Joining, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> Joined:
    await handlers.join_plan(tx, person_of(who), training_of(who), plan, at=now)
    return Joined(plan=plan)


@router.put("/plans/{plan}/mentor", summary="Give a plan to a mentor")
@allow(Staff.COORDINATOR, changes=plan)
async def assign_mentor(
    plan: UUID, body: Assignment, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> PlanView:
    return await shown(tx, await handlers.assign_mentor(tx, plan, actor(who), body.mentor, at=now), who)


@router.post("/plans/{plan}/return", status_code=201, summary="Send a plan or a report back, with reasons")
@allow(Staff.MENTOR, judges=plan)
@shown_by(plan)
async def send_back(plan: UUID, body: Return, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> PlanView:
    found = await handlers.send_back(tx, plan, mentor(who), body.part, body.reasons, body.words, at=now)
    await audit.note(tx, who, "return-changed", found.lead.participant)
    return await shown(tx, found, who)


@router.post("/plans/{plan}/approval", status_code=201, summary="Approve a plan: it becomes a training")
@allow(Staff.MENTOR, Staff.COORDINATOR, judges=plan)
@shown_by(plan)
async def approve(plan: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> PlanView:
    return await shown(tx, await handlers.approve(tx, plan, actor(who), at=now), who)


@router.post("/plans/{plan}/withdrawal", status_code=201, summary="Withdraw a plan")
@allow(Link.FOLLOW_UP, Staff.COORDINATOR, checked_here=("plan",), judges=plan)
@shown_by(plan)
async def withdraw(plan: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> PlanView:
    return await shown(tx, await handlers.withdraw(tx, plan, actor(who), at=now), who)


@router.post("/plans/{plan}/lapse", status_code=201, summary="Close a plan of which nothing came in time")
@allow(Staff.COORDINATOR, judges=plan)
@shown_by(plan)
async def lapse(plan: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> PlanView:
    return await shown(tx, await handlers.lapse(tx, plan, actor(who), at=now), who)
