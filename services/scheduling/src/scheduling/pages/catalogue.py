"""Programmes, organisations and manuals: what trainings refer to."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from scheduling.pages import writing
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.principal import Staff

router = APIRouter(route_class=Page)

KINDS = ("programmes", "organisations")
"""Those that are a code and a name."""


@router.get("/catalogue/{kind}")
async def listed(kind: str, looking: CurrentLooking) -> Response:
    looking.require(kind in KINDS)
    return await show(kind, looking, Form())


@router.post("/catalogue/{kind}")
async def add(kind: str, looking: CurrentLooking) -> Response:
    looking.require(kind in KINDS)
    return await looking.act(f"/v1/{kind}", f"/catalogue/{kind}", partial(show, kind, looking), Form.body)


async def show(kind: str, looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.seen(f"/v1/{kind}", **looking.part_of_list())
    return looking.show(f"{kind}.html", status, items=found.content["items"], further=found.further, form=form)


@router.get("/manuals")
async def manuals(looking: CurrentLooking) -> Response:
    found = await looking.inside.seen("/v1/manuals", **looking.part_of_list())
    return looking.show("manuals.html", manuals=found.content["items"], further=found.further)


@router.get("/manuals/new")
async def new_manual(looking: CurrentLooking) -> Response:
    looking.require_one_of(Staff.COORDINATOR)
    return looking.show("new_manual.html", form=Form())


@router.post("/manuals/new")
async def draft_manual(looking: CurrentLooking) -> Response:
    form = writing.filled(await looking.form(), "modules")
    modules = [module_of(one) for one in form.rows("modules")]
    answer = await looking.inside.post("/v1/manuals", {**form.body(), "modules": modules}, key=form.key)
    if not answer.good:
        return looking.show("new_manual.html", answer.status, form=form.refused(answer.content))
    return looking.on_to(f"/manuals/{answer.content['manual']}")


def module_of(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "topics": writing.split(row.get("topics")), "prerequisites": writing.split(row.get("prerequisites"))}


@router.get("/manuals/{manual}")
async def manual(manual: UUID, looking: CurrentLooking) -> Response:
    return await show_manual(manual, looking, Form())


async def show_manual(manual: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.get(f"/v1/manuals/{manual}")
    return looking.show("manual.html", status, manual=found, form=form)


@router.post("/manuals/{manual}/publication")
async def publish_manual(manual: UUID, looking: CurrentLooking) -> Response:
    path = f"/manuals/{manual}"
    return await looking.act(f"/v1{path}/publication", path, partial(show_manual, manual, looking))
