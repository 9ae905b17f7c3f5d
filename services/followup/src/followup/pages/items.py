"""Testimonials and pictures of a training, as its coordinator releases them and takes them back."""

import hashlib
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages.picturing import is_public
from shared.web.pages.forms import Form
from shared.web.pages.inside import NOT_CHANGED_FROM_ANYTHING, Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page, answer_of
from shared.web.versions import ChangedMeanwhile

router = APIRouter(prefix="/trainings/{training}/items", route_class=Page)

ACTS = ("release", "retraction")


@router.get("")
async def items(training: UUID, looking: CurrentLooking) -> Response:
    return await draw(training, looking, Form())


@router.post("/{item}/{act}")
async def act(training: UUID, item: UUID, act: str, looking: CurrentLooking) -> Response:
    """What is released is what she read, not what was written in its place meanwhile."""
    looking.require(act in ACTS)
    form = await looking.form()
    answer = await asked_of(looking, item, act, form)
    if not answer.good:
        return await draw(training, looking, form.refused(answer.content), answer.status)
    return looking.on_to(f"/trainings/{training}/items")


async def asked_of(looking: Looking, item: UUID, act: str, form: Form) -> Answer:
    path, etag = f"/v1/items/{item}", NOT_CHANGED_FROM_ANYTHING
    if form.seen not in ("", NOT_CHANGED_FROM_ANYTHING):
        saved = await looking.inside.seen(path)
        if form.seen != as_read(saved.content["text"]):
            return answer_of(ChangedMeanwhile(path, saved.etag))
        etag = saved.etag
    return await looking.inside.post(f"{path}/{act}", key=form.key, etag=etag)


def as_read(text: str) -> str:
    """By which the words are known that somebody read in a list."""
    return hashlib.sha256(text.encode()).hexdigest()


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.seen(f"/v1/trainings/{training}/items", **looking.part_of_list())
    about = await looking.inside.get(f"/v1/trainings/{training}")
    return looking.show(
        "items.html",
        status,
        training=training,
        about=about,
        address=f"{str(looking.request.base_url).rstrip('/')}/items",
        items=[{**one, "form": Form(seen=as_read(one["text"]))} for one in found.content["items"]],
        further=found.further,
        public=await is_public(training, looking),
        form=form,
    )
