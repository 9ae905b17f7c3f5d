"""What is kept of somebody, how she is reached, and what she agreed to: given and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from registration.pages.applying import DRAFT
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
ERASED = "person-erased"


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


@router.post("/applications/{application}/deletion")
async def delete_unsent(application: UUID, looking: CurrentLooking) -> Response:
    form, path = await looking.form(), f"/v1/applications/{application}/form"
    nothing = dict.fromkeys(await looking.inside.get(path))
    answer = await looking.inside.put(path, nothing, etag=form.seen)
    if not answer.good:
        return await draw_for_applicant(application, looking, form.refused(answer.content), answer.status)
    return looking.on_to(f"/applications/{application}/consents")


async def draw_for_applicant(application: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    kept = await looking.inside.seen(f"/v1/applications/{application}/form")
    found = await looking.inside.get(f"/v1/applications/{application}")
    call = await looking.inside.get(f"/v1/trainings/{found['training']}/call")
    if found["erased_at"] and await is_nobody(application, looking):
        return looking.show("erased.html", status, application=found, call=call)
    deletable = found["state"] == DRAFT and set(kept.content.values()) != {None}
    unsent = Form(seen=kept.etag) if deletable else None
    own = {"time_zone": call["time_zone"], "kept": forms.of(kept.content), "unsent": unsent, "person": None}
    own |= {"application": found}
    return await draw(f"/applications/{application}", "/contact", looking, form, status, **own)


async def is_nobody(application: UUID, looking: Looking) -> bool:
    """Nobody is known behind it any more."""
    return (await looking.inside.see(f"/v1/applications/{application}/contact")).code == ERASED


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
    own = {
        "time_zone": OF_NO_TRAINING,
        "kept": None,
        "unsent": None,
        "application": None,
        "person": await looking.inside.get(f"/v1/people/{person}"),
    }
    return await draw(f"/people/{person}", "", looking, form, status, **own)


async def keep(path: str, looking: Looking, again: Redraw) -> Response:
    """`path`: of what she says, of the page as of the API; both lead back to the same consents."""
    form = await looking.form()
    as_sent = partial(said_of, form.body())
    answer = await looking.inside.put(f"/v1{path}", form.body(), etag=form.seen, as_sent=as_sent)
    if not answer.good:
        return await again(form.refused(answer.content), answer.status)
    whose, _, _ = path.rpartition("/")
    return looking.on_to(f"{whose}/consents{asking_of(item_in(form))}")


def said_of(sent: Mapping[str, Any], kept: Any) -> Any:
    """Of what she agreed to that which is about the same; how she is reached as it is."""
    about = sent.get("purpose"), sent.get("item")
    return next((one for one in kept.get("items", ()) if (one["purpose"], one["item"]) == about), kept)


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
