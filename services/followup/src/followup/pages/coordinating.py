"""Who looks after a training: oneself, another coordinator by her number, or nobody in particular."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages import choosing
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/coordinator", route_class=Page)

NOBODY = "nobody"
"""Chosen for null."""


@router.get("")
async def asked(training: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(told_of(training))
    begun = {"coordinator": saved.content["coordinator"] or own(looking)}
    return await draw(training, looking, saved, forms.of(begun, saved.etag))


@router.post("")
async def look_after(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    one = choosing.chosen(form, "coordinator")
    body = {"coordinator": None if one == NOBODY else one} if one else {}
    answer = await looking.inside.put(told_of(training), body, etag=form.seen, as_sent=body_of)
    if answer.good:
        return looking.on_to(f"/trainings/{training}")
    again = await looking.again(form, answer, told_of(training), choice_of)
    return await draw(training, looking, await looking.inside.seen(told_of(training)), again, answer.status)


def told_of(training: UUID) -> str:
    return f"/v1/trainings/{training}/coordinator"


def own(looking: Looking) -> str:
    """Her number; empty where her token has none."""
    staff = looking.visitor.staff
    return str(staff.person) if staff is not None and staff.person is not None else ""


def body_of(saved: dict[str, Any]) -> dict[str, Any]:
    return {"coordinator": saved["coordinator"]}


def choice_of(saved: dict[str, Any]) -> dict[str, Any]:
    return {"coordinator": saved["coordinator"] or NOBODY}


async def draw(training: UUID, looking: Looking, saved: Answer, form: Form, status: int = 200) -> Response:
    about = await looking.inside.get(f"/v1/trainings/{training}")
    hers = own(looking)
    choices = list(dict.fromkeys(one for one in (hers, saved.content["coordinator"]) if one))
    form = choosing.told_where_said(form, "coordinator", offered=bool(choices))
    return looking.show(
        "coordinator.html", status, training=training, about=about, own=hers, choices=choices, form=form
    )
