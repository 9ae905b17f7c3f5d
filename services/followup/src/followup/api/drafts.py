"""Plans and reports that are begun: kept as they are typed, read by whoever typed them alone."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from followup.api.acting import actor, person_of
from followup.domain.drafts import DraftPart
from followup.handlers import drafting as handlers
from followup.views import drafts as views
from shared.backbone.transaction import Transaction
from shared.privacy import audit
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, allow
from shared.web.models import Body
from shared.web.principal import Link, Principal
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["plans"])

Typed = Annotated[str, StringConstraints(max_length=20_000)]
"""Whatever stands in a field, also what will be refused when it is sent."""
Chosen = Annotated[tuple[Annotated[str, StringConstraints(max_length=200)], ...], Field(max_length=100)]


class PlanDraft(Body):
    """What she typed of a plan: each field as it stands there."""

    model_config = example({"kind": "human-rights", "topics": ["human-rights"], "expected_reach": "2", "title": "Our"})

    kind: Typed | None = None
    """Whom or what it is about."""
    topics: Chosen = ()
    audience: Typed | None = None
    minors: Typed | None = None
    second_adult: Typed | None = None
    quarter: Typed | None = None
    expected_reach: Typed | None = None
    title: Typed | None = None
    """What she calls it."""
    words: Typed | None = None
    """What she intends."""


class ReportDraft(Body):
    """What she typed of a report: each field as it stands there."""

    model_config = example({"girls": "0", "women": "19", "modules": ["BE-1"], "words": "All"})

    girls: Typed | None = None
    women: Typed | None = None
    men: Typed | None = None
    modules: Chosen = ()
    minutes: Typed | None = None
    words: Typed | None = None
    """How it went."""


class PlanDraftView(Shown):
    model_config = example({"draft": {"kind": "human-rights", "topics": ["human-rights"], "title": "Our"}})

    draft: PlanDraft | None
    """Null where she has begun none."""


class ReportDraftView(Shown):
    model_config = example({"draft": {"girls": "0", "women": "19", "modules": ["BE-1"]}})

    draft: ReportDraft | None
    """Null where she has begun none."""


async def note_begun(tx: Transaction, who: Principal) -> None:
    """Once: a draft is hers alone and saved every few seconds, and a line each time would hide those of others."""
    await audit.note(tx, who, "draft-begun", person_of(who))


@router.get("/trainings/{training}/plans/draft", summary="What she typed of a plan that she has not sent")
@allow(Link.FOLLOW_UP)
async def draft_of_new_plan(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> PlanDraftView:
    return PlanDraftView.model_validate({"draft": await views.of_new_plan(tx, person_of(who), training)})


@router.put("/trainings/{training}/plans/draft", summary="Keep what is typed of a plan until it is sent")
@allow(Link.FOLLOW_UP, changes=draft_of_new_plan)
async def keep_draft_of_new_plan(
    training: UUID, body: PlanDraft, tx: CurrentTransaction, who: CurrentPrincipal
) -> PlanDraftView:
    if await handlers.keep_of_new_plan(tx, person_of(who), training, body.model_dump()):
        await note_begun(tx, who)
    return PlanDraftView(draft=body)


@router.get("/plans/{plan}/draft", summary="What she typed of a returned plan that she has not sent again")
@allow(Link.FOLLOW_UP, checked_here=("plan",))
async def draft_of_plan(plan: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> PlanDraftView:
    return PlanDraftView.model_validate({"draft": await views.of_plan(tx, plan, actor(who), DraftPart.PLAN)})


@router.put("/plans/{plan}/draft", summary="Keep what is typed of a returned plan until it is sent again")
@allow(Link.FOLLOW_UP, checked_here=("plan",), changes=draft_of_plan)
async def keep_draft_of_plan(
    plan: UUID, body: PlanDraft, tx: CurrentTransaction, who: CurrentPrincipal
) -> PlanDraftView:
    if await handlers.keep_of_plan(tx, plan, actor(who), DraftPart.PLAN, body.model_dump()):
        await note_begun(tx, who)
    return PlanDraftView(draft=body)


@router.get("/plans/{plan}/report/draft", summary="What she typed of a report that she has not sent")
@allow(Link.FOLLOW_UP, checked_here=("plan",))
async def draft_of_report(plan: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> ReportDraftView:
    return ReportDraftView.model_validate({"draft": await views.of_plan(tx, plan, actor(who), DraftPart.REPORT)})


@router.put("/plans/{plan}/report/draft", summary="Keep what is typed of a report until it is sent")
@allow(Link.FOLLOW_UP, checked_here=("plan",), changes=draft_of_report)
async def keep_draft_of_report(
    plan: UUID, body: ReportDraft, tx: CurrentTransaction, who: CurrentPrincipal
) -> ReportDraftView:
    if await handlers.keep_of_plan(tx, plan, actor(who), DraftPart.REPORT, body.model_dump()):
        await note_begun(tx, who)
    return ReportDraftView(draft=body)
