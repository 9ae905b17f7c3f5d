"""What somebody who attended a training plans."""

from uuid import UUID

from fastapi import APIRouter

from followup.api.acting import person_of
from followup.api.models import ANOTHER_ID
from followup.api.overview import ExpectedView
from followup.api.plan_models import PlanBody, PlanView, shown
from followup.api.plans import plan as plan_shown
from followup.handlers import planning as handlers
from followup.views import drafts
from followup.views import plans as views
from shared.events.followup import JoiningRefusal
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.principal import Link
from shared.web.shapes import Shown, example, example_of

router = APIRouter(prefix="/v1/trainings/{training}/plans", route_class=Door, tags=["plans"])


class JoinRefusedView(Shown):
    """Why she was not added to a plan."""

    plan: UUID
    reason: JoiningRefusal


class OwnView(Shown):
    """What her home waits for, and what she carries."""

    model_config = example(
        {
            "expected": example_of(ExpectedView),
            "plans": [example_of(PlanView)],
            "joins_refused": [{"plan": ANOTHER_ID, "reason": "planners-frozen"}],
            "begun": False,
        }
    )

    expected: ExpectedView | None
    plans: list[PlanView]
    """Those that she carries."""
    joins_refused: list[JoinRefusedView]
    begun: bool
    """Whether a draft of a plan waits to be gone on with."""


@router.post("", status_code=201, summary="Plan a cascade, having attended a training")
@allow(Link.FOLLOW_UP)
@shown_by(plan_shown)
async def plan_cascade(
    training: UUID, body: PlanBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> PlanView:
    plan = await handlers.plan_cascade(tx, person_of(who), training, body.proposal(), body.title, body.words, at=now)
    await audit.note(tx, who, "plan-changed", plan.lead.participant)
    return await shown(tx, plan, who)


@router.get("", summary="What is expected of her, what she plans, and which joining was refused")
@allow(Link.FOLLOW_UP)
async def own_plans(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> OwnView:
    person = person_of(who)
    expected = await views.expected_of(tx, training, person)
    return OwnView(
        expected=ExpectedView.of(expected) if expected else None,
        plans=[await shown(tx, plan, who) for plan in await views.of_planner(tx, training, person)],
        joins_refused=[JoinRefusedView.model_validate(one) for one in await views.joins_refused(tx, person)],
        begun=await drafts.is_begun(tx, person, training),
    )
