"""Feedback of those who attended."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from followup.api.acting import person_of
from followup.api.models import AN_ID, Words
from followup.handlers import voices as handlers
from followup.views import feedback as views
from shared.privacy import audit
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, allow
from shared.web.models import Body
from shared.web.principal import Link, Staff
from shared.web.shapes import Shown, example
from shared.web.values import Code

router = APIRouter(prefix="/v1/trainings/{training}/feedback", route_class=Door, tags=["feedback"])


class FeedbackBody(Body):
    """Topic codes that the training offers; each person once."""

    model_config = example({"most_impactful": "peacebuilding", "useful": ["human-rights-law"], "text": "More breaks."})

    most_impactful: Code
    useful: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    text: Words | None = None
    """What she would like to add; read by facilitators of the training."""


class Received(Shown):
    model_config = example({"training": AN_ID, "state": "received"})

    training: UUID
    state: str = "received"
    """That it was heard."""


class FeedbackView(Shown):
    """How often each topic was chosen, most often first; null while there are fewer than five answers. `texts`: what
    they wrote, without saying who; for facilitators of the training.
    """

    model_config = example(
        {
            "answers": 24,
            "most_impactful": {"peacebuilding": 21, "leadership": 3},
            "useful": {"human-rights-law": 19},
            "texts": ["More breaks."],
        }
    )

    answers: int
    most_impactful: dict[str, int] | None
    useful: dict[str, int] | None
    texts: list[str]


@router.post("", status_code=201, summary="Give feedback, once")
@allow(Link.FEEDBACK)
async def give_feedback(training: UUID, body: FeedbackBody, tx: CurrentTransaction, who: CurrentPrincipal) -> Received:
    await handlers.give_feedback(tx, training, person_of(who), [body.most_impactful], body.useful, body.text)
    await audit.note(tx, who, "feedback-changed", person_of(who))
    return Received(training=training)


class OwnFeedbackView(Shown):
    model_config = example({"given": True})

    given: bool
    """Whether she gave feedback."""


@router.get("/own", summary="Whether she gave it already")
@allow(Link.FEEDBACK)
async def own_feedback(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> OwnFeedbackView:
    return OwnFeedbackView(given=await views.is_given(tx, training, person_of(who)))


@router.get("", summary="What those who attended chose, from five answers on; who reads their words is noted")
@allow(Staff.COORDINATOR, Staff.FACILITATOR)
async def feedback(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> FeedbackView:
    facilitator = who.person if who.has(Staff.FACILITATOR) else None
    shown = await views.feedback(tx, training, facilitator=facilitator, coordinates=who.has(Staff.COORDINATOR))
    await audit.note(tx, who, "feedback-read", *[one.participant for one in shown.texts])
    return FeedbackView(
        answers=shown.answers,
        most_impactful=dict(shown.sums.impactful) if shown.sums else None,
        useful=dict(shown.sums.useful) if shown.sums else None,
        texts=[one.text for one in shown.texts],
    )
