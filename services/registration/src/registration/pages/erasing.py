"""What she sent is erased for good, once she was told what goes and what stays."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/applications/{application}/erasure", route_class=Page)


@router.get("")
async def asked(application: UUID, looking: CurrentLooking) -> Response:
    """Where it cannot be erased, or is already, the page of what is kept says so."""
    found = await looking.inside.get(f"/v1/applications/{application}")
    if not found["erasable"]:
        return looking.on_to(f"/applications/{application}/consents")
    return await shown(found, looking, Form())


@router.post("")
async def erase(application: UUID, looking: CurrentLooking) -> Response:
    path = f"/applications/{application}"
    return await looking.act(f"/v1{path}/erasure", f"{path}/consents", partial(draw, application, looking))


async def draw(application: UUID, looking: Looking, form: Form, status: int) -> Response:
    return await shown(await looking.inside.get(f"/v1/applications/{application}"), looking, form, status)


async def shown(application: Any, looking: Looking, form: Form, status: int = 200) -> Response:
    call = await looking.inside.get(f"/v1/trainings/{application['training']}/call")
    return looking.show("erasure.html", status, application=application, call=call, form=form)
