"""A lottery in two acts: a list is asked for and its hash published, then drawn from by a number thrown in public."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from registration.pages.arriving import ARRIVALS, arrivals
from registration.pages.selecting import ACCEPTED, UNREADABLE, USUAL_RESERVE, file, is_incomplete
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.looks import country
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

USUAL = {"policy": "leximin", "reserve": USUAL_RESERVE}
IN_A_POINT = 100
"""The API counts hundredths, people see points."""
POINTS = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,2})?")


@router.get("/trainings/{training}/lottery")
async def asking(training: UUID, looking: CurrentLooking) -> Response:
    return await show_asking(training, looking, Form(USUAL))


async def show_asking(training: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    known = await looking.inside.get(f"/v1/trainings/{training}")
    homes = [(home, country(home, looking.locale)) for home in known["homes"]]
    incomplete = await is_incomplete(known, looking)
    return looking.show("lottery_asking.html", status, training=known, homes=homes, incomplete=incomplete, form=form)


@router.post("/trainings/{training}/lottery")
async def ask(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    days = await arrivals(training, looking, form)
    if days.unread:
        return await show_asking(training, looking, form.refused(days.problem), UNREADABLE)
    body = {
        "homes_left_out": [],
        **form.body(),
        "threshold": hundredths(form.value("threshold")),
        ARRIVALS: days.told,
    }
    answer = await looking.inside.post(f"/v1/trainings/{training}/lotteries", body, key=form.key)
    if not answer.good:
        return await show_asking(training, looking, form.refused(answer.content), answer.status)
    if answer.status == ACCEPTED:
        return looking.on_to(f"/selection-runs/{answer.content['run']}")
    return looking.on_to(f"/lotteries/{answer.content['lottery']}")


def hundredths(points: str) -> int | str | None:
    """What is no number of points is left to the API to refuse, as it was typed."""
    typed = points.strip()
    if not POINTS.fullmatch(typed):
        return points if typed else None
    return int(Decimal(typed.replace(",", ".")) * IN_A_POINT)


@router.get("/lotteries/{lottery}")
async def one(lottery: UUID, looking: CurrentLooking) -> Response:
    return await show(lottery, looking, Form())


async def show(lottery: UUID, looking: Looking, form: Form, status: int = 200) -> Response:
    """What is sent from here is said of the lottery as it stands here."""
    found = await looking.inside.seen(f"/v1/lotteries/{lottery}")
    told: Any = found.content
    training = await looking.inside.get(f"/v1/trainings/{told['training']}")
    drawn = await looking.inside.get(f"/v1/selections/{told['selection']}") if told["selection"] else None
    again = replace(form, seen=found.etag)
    return looking.show("lottery.html", status, lottery=told, training=training, drawn=drawn, form=again)


@router.post("/lotteries/{lottery}/draw")
async def draw(lottery: UUID, looking: CurrentLooking) -> Response:
    path = f"/lotteries/{lottery}"
    return await looking.act(f"/v1{path}/draw", path, partial(show, lottery, looking), Form.body)


@router.get("/lotteries/{lottery}/list")
async def panel_list(lottery: UUID, looking: CurrentLooking) -> Response:
    return await file(looking, f"/v1/lotteries/{lottery}/list", f"list-{lottery}.json")
