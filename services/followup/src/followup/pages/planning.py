"""Writing a plan, and writing a returned one again."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from shared.runtime.clock import Clock
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.principal import Link

router = APIRouter(route_class=Page)

SAVED = ("kind", "topics", "audience", "minors", "second_adult", "quarter", "expected_reach")
QUARTERS_AHEAD = 8


@router.get("/trainings/{training}/mine/plan")
async def asked(training: UUID, looking: CurrentLooking) -> Response:
    looking.require_one_of(Link.FOLLOW_UP)
    return await draw(looking, training, Form())


@router.post("/trainings/{training}/mine/plan")
async def plan(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(f"/v1/trainings/{training}/plans", form.body(), key=form.key)
    if not answer.good:
        return await draw(looking, training, form.refused(answer.content), status=answer.status)
    return looking.on_to(f"/plans/{answer.content['plan']}")


@router.get("/plans/{plan}/again")
async def asked_again(plan: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(f"/v1/plans/{plan}")
    looking.require("resubmit" in (saved.content["acts"] or ()))
    return await draw(looking, saved.content["training"], forms.of(body_of(saved.content), saved.etag), saved.content)


@router.post("/plans/{plan}/again")
async def plan_again(plan: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.put(f"/v1/plans/{plan}", form.body(), etag=form.seen, as_sent=body_of)
    if answer.good:
        return looking.on_to(f"/plans/{plan}")
    again = await looking.again(form, answer, f"/v1/plans/{plan}", body_of)
    saved = await looking.inside.get(f"/v1/plans/{plan}")
    return await draw(looking, saved["training"], again, saved, answer.status)


def body_of(plan: dict[str, Any]) -> dict[str, Any]:
    """A plan as it is shown, as it was sent."""
    words = plan["words"] or {}
    return {**{name: plan[name] for name in SAVED}, "title": words.get("title"), "words": words.get("words")}


async def draw(
    looking: Looking, training: UUID | str, form: Form, saved: dict[str, Any] | None = None, status: int = 200
) -> Response:
    """`saved`: the plan that is written again."""
    about = await looking.inside.see(f"/v1/trainings/{training}")
    clock: Clock = looking.request.app.state.clock
    return looking.show(
        "planning.html",
        status,
        training=training,
        topics=topics(about.content) if about.good else [],
        quarters=quarters(clock.now(), form.value("quarter")),
        saved=saved,
        form=form,
    )


def topics(training: dict[str, Any]) -> list[str]:
    """To choose from: of all manuals; where there is none yet, what the training itself was about."""
    chosen: list[str] = training["known_topics"] or training["topics"]
    return chosen


def quarters(now: datetime, chosen: str) -> list[str]:
    """Those that can be chosen; the one that stands there already stays."""
    first = now.year * 4 + (now.month - 1) // 3
    codes = [f"{number // 4}Q{number % 4 + 1}" for number in range(first, first + QUARTERS_AHEAD)]
    if re.fullmatch(r"[1-9]\d{3}Q[1-4]", chosen) and chosen not in codes:
        codes.insert(0, chosen)
    return codes
