"""An invitation: until when it stands, and her answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/invitations/{offer}", route_class=Page)

ON_ITS_WAY = "selected"
"""The state of an application whose answer the host has not confirmed yet."""


@router.get("")
async def invitation(offer: UUID, looking: CurrentLooking) -> Response:
    return await draw(offer, looking, Form())


@router.post("/answer")
async def answer(offer: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answered = await looking.inside.post(f"/v1/invitations/{offer}/answer", form.body(), key=form.key)
    if not answered.good:
        return await draw(offer, looking, form.refused(answered.content), answered.status)
    return looking.on_to(f"/invitations/{offer}")


async def draw(offer: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    found = await looking.inside.get(f"/v1/invitations/{offer}")
    application = await looking.inside.get(f"/v1/applications/{found['application']}")
    call = await looking.inside.get(f"/v1/trainings/{found['training']}/call")
    answered = found["answered_at"] is not None and not found["superseded"]
    return looking.show(
        "invitation.html",
        status,
        invitation=found,
        application=application,
        call=call,
        form=form,
        waits=answered and application["state"] == ON_ITS_WAY,
        over=is_over(call, looking.now),
    )


def is_over(call: Mapping[str, Any], now: datetime) -> bool:
    """Whether the days of the training are past where it is held; nobody may have said yet that it took place."""
    return bool(call["completed"]) or str(now.astimezone(ZoneInfo(call["time_zone"])).date()) > call["ends_on"]
