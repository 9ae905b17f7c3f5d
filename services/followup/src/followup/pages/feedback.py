"""Feedback: given once by each who attended; its results for those who look after the training."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/feedback", route_class=Page)


@router.get("")
async def asked(training: UUID, looking: CurrentLooking) -> Response:
    return await draw(training, looking, Form())


@router.post("")
async def give(training: UUID, looking: CurrentLooking) -> Response:
    path = f"/trainings/{training}/feedback"
    return await looking.act(f"/v1{path}", path, partial(draw, training, looking), Form.body)


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    own = await looking.inside.get(f"/v1/trainings/{training}/feedback/own")
    about = await looking.inside.get(f"/v1/trainings/{training}")
    given = own["given"]
    waits = not given and not about["topics"]
    return looking.show("feedback.html", status, training=training, about=about, given=given, form=form, waits=waits)


@router.get("/results")
async def results(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(f"/v1/trainings/{training}/feedback")
    about = await looking.inside.get(f"/v1/trainings/{training}")
    return looking.show("feedback_results.html", training=training, about=about, found=found)
