"""Testimonials of somebody who was trained, and whether anybody sees them."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/testimonials", route_class=Page)


@router.get("")
async def testimonials(training: UUID, looking: CurrentLooking) -> Response:
    return await draw(training, looking, Form())


@router.post("")
async def write(training: UUID, looking: CurrentLooking) -> Response:
    path = f"/trainings/{training}/testimonials"
    return await looking.act(f"/v1{path}", path, partial(draw, training, looking), Form.body)


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    written = await looking.inside.get(f"/v1/trainings/{training}/testimonials")
    return looking.show("testimonials.html", status, training=training, written=written["items"], form=form)
