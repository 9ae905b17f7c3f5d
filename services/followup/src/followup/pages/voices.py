"""What shows somebody who was trained: her testimonials, pictures of her, and whether anybody sees them."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)


@router.get("/trainings/{training}/mine/items")
async def showing_her(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(f"/v1/trainings/{training}/items/mine")
    return looking.show("showing_her.html", training=training, items=found["items"], alone=False)


@router.get("/items/{item}")
async def one_item(item: UUID, looking: CurrentLooking) -> Response:
    """Where she is led to before she says whether it may be shown."""
    found = await looking.inside.get(f"/v1/items/{item}")
    return looking.show("showing_her.html", training=found["training"], items=[found], alone=True)


@router.get("/trainings/{training}/testimonials")
async def testimonials(training: UUID, looking: CurrentLooking) -> Response:
    return await draw(training, looking, Form())


@router.post("/trainings/{training}/testimonials")
async def write(training: UUID, looking: CurrentLooking) -> Response:
    path = f"/trainings/{training}/testimonials"
    return await looking.act(f"/v1{path}", path, partial(draw, training, looking), Form.body)


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    written = await looking.inside.get(f"/v1/trainings/{training}/testimonials")
    return looking.show("testimonials.html", status, training=training, written=written["items"], form=form)
