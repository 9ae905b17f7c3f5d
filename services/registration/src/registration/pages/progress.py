"""Where an application stands, and how it is withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from fastapi.responses import Response

from registration.pages.answering import is_over
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/applications/{application}", route_class=Page)

STATUS = "status.html"
HAS_A_PLACE = "confirmed"

Json = Mapping[str, Any]


@router.get("")
async def status(application: UUID, looking: CurrentLooking) -> Response:
    return await draw(STATUS, application, looking, Form())


@router.get("/withdrawal")
async def asked(application: UUID, looking: CurrentLooking) -> Response:
    return await draw("withdrawal.html", application, looking, Form())


@router.post("/withdrawal")
async def withdraw(application: UUID, looking: CurrentLooking) -> Response:
    path, again = f"/applications/{application}", partial(draw, "withdrawal.html", application, looking)
    return await looking.act(f"/v1{path}/withdrawal", path, again, Form.body)


async def draw(template: str, application: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    """Where she cannot withdraw any more, her status says why: she did it already, or it came to its end."""
    found = await looking.inside.get(f"/v1/applications/{application}")
    if template != STATUS and not found["withdrawable"]:
        return looking.on_to(f"/applications/{application}")
    call = await looking.inside.get(f"/v1/trainings/{found['training']}/call")
    over = is_over(call, looking.now)
    waits = template == STATUS and is_on_its_way(found, call)
    days = await agenda_of(found, call, looking) if template == STATUS else []
    return looking.show(template, status, application=found, call=call, form=form, waits=waits, over=over, days=days)


async def agenda_of(application: Json, call: Json, looking: Looking) -> list[list[Json]]:
    """The sessions of each day, on the clock of the training; of whoever has a place, once there is an agenda."""
    if application["state"] != HAS_A_PLACE:
        return []
    found = await looking.inside.see(f"/v1/applications/{application['application']}/agenda")
    sessions = found.content["sessions"] if found.good else []
    zone = ZoneInfo(call["time_zone"])
    return [list(of_day) for _, of_day in groupby(sessions, lambda one: begins(one).astimezone(zone).date())]


def begins(session: Json) -> datetime:
    return datetime.fromisoformat(session["starts_at"])


def is_on_its_way(application: Json, call: Json) -> bool:
    """Whether what she did is still being confirmed."""
    if application["state"] == "selected":
        return bool(application["invitation"] and application["invitation"]["state"] == "accepted")
    return bool(application["state"] == "submitted" and call["admission"] == "enrolment")
