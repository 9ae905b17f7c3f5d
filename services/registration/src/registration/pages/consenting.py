"""What is kept of somebody, how she is reached, and what she agreed to: given and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking, Redraw
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

OF_NO_TRAINING = "UTC"
"""The clock by which days are told to whoever works for several."""
TEXT_VERSION = 1
"""Of the sentences on these pages to which somebody agrees; another number for others."""
OF_ITEMS = ("media", "voice")
"""Purposes of which one thing alone can be agreed to: a picture, a text."""
LETTERS_IN = "letters_in"


@router.get("/applications/{application}/consents")
async def of_applicant(application: UUID, looking: CurrentLooking) -> Response:
    return await draw_for_applicant(application, looking, Form())


@router.post("/applications/{application}/consents")
async def change(application: UUID, looking: CurrentLooking) -> Response:
    return await keep(
        f"/applications/{application}/consents", looking, partial(draw_for_applicant, application, looking)
    )


@router.post("/applications/{application}/language")
async def choose_language(application: UUID, looking: CurrentLooking) -> Response:
    return await keep(
        f"/applications/{application}/language", looking, partial(draw_for_applicant, application, looking)
    )


async def draw_for_applicant(application: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    kept = await looking.inside.get(f"/v1/applications/{application}/form")
    found = await looking.inside.get(f"/v1/applications/{application}")
    call = await looking.inside.get(f"/v1/trainings/{found['training']}/call")
    own = {"time_zone": call["time_zone"], "kept": forms.of(kept), "person": None}
    return await draw(f"/applications/{application}", "/contact", looking, form, status, **own)


@router.get("/people/{person}/consents")
async def of_person(person: UUID, looking: CurrentLooking) -> Response:
    return await draw_for_person(person, looking, Form())


@router.post("/people/{person}/consents")
async def change_of_person(person: UUID, looking: CurrentLooking) -> Response:
    return await keep(f"/people/{person}/consents", looking, partial(draw_for_person, person, looking))


@router.post("/people/{person}/language")
async def choose_language_of_person(person: UUID, looking: CurrentLooking) -> Response:
    return await keep(f"/people/{person}/language", looking, partial(draw_for_person, person, looking))


async def draw_for_person(person: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    own = {"time_zone": OF_NO_TRAINING, "kept": None, "person": await looking.inside.get(f"/v1/people/{person}")}
    return await draw(f"/people/{person}", "", looking, form, status, **own)


async def keep(path: str, looking: Looking, again: Redraw) -> Response:
    """`path`: of what she says, of the page as of the API; both lead back to the same consents."""
    form = await looking.form()
    answer = await looking.inside.put(f"/v1{path}", form.body(), etag=form.seen)
    if not answer.good:
        return await again(form.refused(answer.content), answer.status)
    whose, _, _ = path.rpartition("/")
    return looking.on_to(f"{whose}/consents{asking_of(item_in(form))}")


async def draw(whose: str, contact: str, looking: Looking, form: Form, status: int, **own: Any) -> Response:
    """`contact`: what stands behind `whose` where it is told how she is reached."""
    seen = await looking.inside.seen(f"/v1{whose}/consents")
    reached = await looking.inside.seen(f"/v1{whose}{contact}")
    letters = Form({LETTERS_IN: reached.content[LETTERS_IN]}, seen=reached.etag)
    return looking.show(
        "consents.html",
        status,
        whose=whose,
        consents=seen.content["items"],
        newest=partial(newest, seen.content["items"]),
        asked=Form(seen=seen.etag),
        about=item_in(form) or item_in(Form(dict(looking.request.query_params))),
        reached=reached.content,
        letters=replace(form, seen=reached.etag) if LETTERS_IN in form.typed else letters,
        text_version=TEXT_VERSION,
        form=form,
        **own,
    )


def newest(consents: Sequence[Mapping[str, Any]], purpose: str, item: str) -> Mapping[str, Any] | None:
    """What she said last that covers this item: of it alone, or of everything of its purpose."""
    covering = [one for one in consents if one["purpose"] == purpose and one["item"] in (None, item)]
    return max(covering, key=lambda one: (one["at"], one["item"] is not None), default=None)


def item_in(asked: Form) -> dict[str, str] | None:
    """One thing that she is asked about: its purpose, and its id."""
    purpose, item = asked.value("purpose"), asked.value("item")
    try:
        return {"purpose": purpose, "item": str(UUID(item))} if purpose in OF_ITEMS else None
    except ValueError:
        return None


def asking_of(about: dict[str, str] | None) -> str:
    return f"?purpose={about['purpose']}&item={about['item']}" if about else ""
