"""The beginning of an application: what the training is, and where her own link is sent."""

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
    """Answered with a page, not with another address: what she typed stands on it, so that she sees a slip, and in no
    address. It says the same whoever is written to.
    """
    form = await looking.form()
    answer = await looking.inside.post(f"/v1/trainings/{training}/applications", form.body(), key=form.key)
    if not answer.good:
        return await draw(training, looking, form.refused(answer.content), answer.status)
    return looking.show("apply_sent.html", training=training, contact=form.value("contact"))


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    call = await looking.inside.get(f"/v1/trainings/{training}/call")
    return looking.show("apply.html", status, call=call, form=form)
