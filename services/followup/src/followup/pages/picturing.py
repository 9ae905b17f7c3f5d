"""Pictures: added by the coordinator with everybody who is shown; and what anybody may see of a training."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages.voices import warned
from shared.web.pages.forms import Form
from shared.web.pages.inside import NotShown, answered
from shared.web.pages.languages import to_say
from shared.web.pages.looking import OF_A_PAGE, CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

PLAIN_NAME = "picture"
"""What it was called on her machine goes no further."""
NOBODY = "nobody"
OTHERS = "others"
NOT_SAID = to_say("Say who can be recognised in it, or that nobody can.")


@router.get("/trainings/{training}/pictures/new")
async def asked(training: UUID, looking: CurrentLooking) -> Response:
    return await draw(training, looking, Form())


@router.post("/trainings/{training}/pictures/new")
async def add(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    shown = [one for one in [*form.values("shown/-"), *re.split(r"[\s,;]+", form.value(OTHERS))] if one]
    if not shown and not form.value(NOBODY):
        return await draw(training, looking, replace(form, errors={OTHERS: NOT_SAID}), 422)
    file = form.files.get("file")
    files = {"file": (PLAIN_NAME, await file.read() if file is not None else b"")}
    meant = form.value("all_the_same", "false")
    fields = {"caption": form.value("caption"), "shown": shown, "all_the_same": meant}
    answer = await looking.inside.upload(f"/v1/trainings/{training}/pictures", fields, files, key=form.key)
    if not answer.good:
        return await draw(training, looking, form.refused(at_fields(answer.content)), answer.status)
    return looking.on_to(f"/trainings/{training}/items")


def at_fields(problem: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of those who are shown only what was typed can be wrong."""
    errors = [
        {**one, "pointer": f"/{OTHERS}"} if one["pointer"].startswith("/shown") else one
        for one in problem.get("errors", ())
    ]
    return {**problem, "errors": errors}


async def draw(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    """Everybody who was there can be ticked, by her code; who facilitated, by the end of her number."""
    there = await looking.inside.get(f"/v1/trainings/{training}/attendees")
    trainers = await looking.inside.get(f"/v1/trainings/{training}/facilitators")
    people = {one["participant"]: one["code"] for one in there["items"]}
    facilitators = [one["facilitator"] for one in trainers["items"]]
    values = {"people": people, "facilitators": facilitators, "form": warned(form, "caption")}
    return looking.show("picture.html", status, training=training, **values)


@router.get("/items/{item}/picture")
async def picture(item: UUID, looking: CurrentLooking) -> Response:
    return await passed_on(looking, f"/v1/items/{item}/picture")


def told_of(training: UUID) -> str:
    return f"/v1/public/trainings/{training}"


async def is_public(training: UUID, looking: Looking) -> bool:
    return (await looking.inside.see(told_of(training))).good


@router.get("/public/trainings/{training}")
async def public(training: UUID, looking: CurrentLooking) -> Response:
    found = await looking.inside.get(told_of(training))
    return looking.show("public.html", training=training, found=found)


@router.get("/public/pictures/{item}")
async def public_picture(item: UUID, looking: CurrentLooking) -> Response:
    return await passed_on(looking, f"/v1/public/pictures/{item}")


async def passed_on(looking: Looking, path: str) -> Response:
    """Raises NotShown."""
    file = await looking.inside.file(path)
    if file.is_error:
        raise NotShown(answered(file))
    headers = {**OF_A_PAGE, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return Response(file.content, media_type=file.headers["content-type"], headers=headers)
