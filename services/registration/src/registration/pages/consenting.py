"""What is kept of somebody, and what she agreed to: given and taken back."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

OF_NO_TRAINING = "UTC"
"""The clock by which days are told to whoever works for several."""
TEXT_VERSION = 1
"""Of the sentences on these pages to which somebody agrees; another number for others."""


@router.get("/applications/{application}/consents")
async def of_applicant(application: UUID, looking: CurrentLooking) -> Response:
    return await draw_for_applicant(application, looking, Form())


@router.post("/applications/{application}/consents")
async def change(application: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.put(f"/v1/applications/{application}/consents", form.body(), etag=form.seen)
    if not answer.good:
        return await draw_for_applicant(application, looking, form.refused(answer.content), answer.status)
    return looking.on_to(f"/applications/{application}/consents")


async def draw_for_applicant(application: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    kept = await looking.inside.get(f"/v1/applications/{application}/form")
    found = await looking.inside.get(f"/v1/applications/{application}")
    call = await looking.inside.get(f"/v1/trainings/{found['training']}/call")
    return await draw(
        f"/applications/{application}", looking, form, status, call["time_zone"], kept=forms.of(kept), person=None
    )


@router.get("/people/{person}/consents")
async def of_person(person: UUID, looking: CurrentLooking) -> Response:
    return await draw_for_person(person, looking, Form())


@router.post("/people/{person}/consents")
async def change_of_person(person: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.put(f"/v1/people/{person}/consents", form.body(), etag=form.seen)
    if not answer.good:
        return await draw_for_person(person, looking, form.refused(answer.content), answer.status)
    return looking.on_to(f"/people/{person}/consents")


async def draw_for_person(person: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.get(f"/v1/people/{person}")
    return await draw(f"/people/{person}", looking, form, status, OF_NO_TRAINING, kept=None, person=found)


async def draw(
    whose: str,
    looking: Looking,
    form: Form,
    status: int,
    time_zone: str,
    *,
    kept: Form | None,
    person: dict[str, object] | None,
) -> Response:
    seen = await looking.inside.seen(f"/v1{whose}/consents")
    return looking.show(
        "consents.html",
        status,
        whose=whose,
        time_zone=time_zone,
        consents=seen.content["items"],
        asked=Form(seen=seen.etag),
        text_version=TEXT_VERSION,
        form=form,
        kept=kept,
        person=person,
    )
