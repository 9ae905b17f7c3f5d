"""Testimonials and pictures of a training, as its coordinator releases them and takes them back."""

from functools import partial
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages.picturing import is_public
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/items", route_class=Page)

ACTS = ("release", "retraction")


@router.get("")
async def items(training: UUID, looking: CurrentLooking) -> Response:
    return await draw(training, looking, Form())


@router.post("/{item}/{act}")
async def act(training: UUID, item: UUID, act: str, looking: CurrentLooking) -> Response:
    looking.require(act in ACTS)
    then, again = f"/trainings/{training}/items", partial(draw, training, looking)
    return await looking.act(f"/v1/items/{item}/{act}", then, again)


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.seen(f"/v1/trainings/{training}/items", **looking.part_of_list())
    about = await looking.inside.get(f"/v1/trainings/{training}")
    return looking.show(
        "items.html",
        status,
        training=training,
        about=about,
        items=found.content["items"],
        further=found.further,
        public=await is_public(training, looking),
        form=form,
    )
