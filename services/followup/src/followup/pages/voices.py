"""Testimonials of somebody who was trained, and whether anybody sees them: written, written anew, deleted."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.languages import to_say
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/testimonials", route_class=Page)

MAY_TELL = "may-tell-where-somebody-is"
GONE = "not-known-here"
READ_AGAIN = to_say("Somebody could be found by this. Read it again.")


@router.get("")
async def testimonials(training: UUID, looking: CurrentLooking) -> Response:
    return await draw(training, looking, Form())


@router.post("")
async def write(training: UUID, looking: CurrentLooking) -> Response:
    path = f"/trainings/{training}/testimonials"
    return await looking.act(f"/v1{path}", path, partial(draw, training, looking), Form.body)


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    written = await looking.inside.get(f"/v1/trainings/{training}/testimonials")
    values = {"training": training, "written": written["items"], "form": warned(form, "text")}
    return looking.show("testimonials.html", status, **values)


def warned(form: Form, name: str) -> Form:
    """The form with the warning at the field of which it is."""
    if (form.problem or {}).get("code") != MAY_TELL:
        return form
    return replace(form, errors={**form.errors, name: READ_AGAIN})


@router.get("/{item}")
async def asked_anew(training: UUID, item: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(f"/v1/items/{item}")
    return await draw_anew(training, item, looking, forms.of(body_of(saved.content), saved.etag))


@router.post("/{item}")
async def write_anew(training: UUID, item: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    body = form.body()
    answer = await looking.inside.put(
        f"/v1/items/{item}", body, etag=form.seen, as_sent=lambda saved: {**body, **body_of(saved)}
    )
    if answer.good:
        return looking.on_to(f"/trainings/{training}/testimonials")
    again = await looking.again(form, answer, f"/v1/items/{item}", body_of)
    return await draw_anew(training, item, looking, again, answer.status)


def body_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"text": item["text"]}


async def draw_anew(training: UUID, item: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    saved = await looking.inside.get(f"/v1/items/{item}")
    values = {"training": training, "item": saved, "form": warned(form, "text")}
    return looking.show("testimonial.html", status, **values)


@router.post("/{item}/deletion")
async def delete(training: UUID, item: UUID, looking: CurrentLooking) -> Response:
    """Whatever stands there; what is gone already is gone."""
    form = await looking.form()
    answer = await looking.inside.delete(f"/v1/items/{item}")
    if not answer.good and answer.code != GONE:
        return await draw(training, looking, form.refused(answer.content), answer.status)
    return looking.on_to(f"/trainings/{training}/testimonials")
