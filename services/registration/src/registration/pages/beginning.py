"""The beginning of an application: what the training is, and where her own link is sent."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/apply", route_class=Page)


@router.get("")
async def asked(training: UUID, looking: CurrentLooking) -> Response:
    return await draw(training, looking, Form({"language": looking.locale.language}))


@router.post("")
async def begin(training: UUID, looking: CurrentLooking) -> Response:
    path, again = f"/v1/trainings/{training}/applications", partial(draw, training, looking)
    return await looking.act(path, f"/trainings/{training}/apply/sent", again, Form.body)


@router.get("/sent")
async def sent(training: UUID, looking: CurrentLooking) -> Response:
    """It says the same whoever is written to."""
    return looking.show("apply_sent.html", training=training)


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    call = await looking.inside.get(f"/v1/trainings/{training}/call")
    return looking.show("apply.html", status, call=call, form=form)
