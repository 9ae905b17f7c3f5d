"""Writing a plan, and writing a returned one again."""

import re
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages import drafting
from shared.runtime.clock import Clock
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)

SAVED = ("kind", "topics", "audience", "minors", "second_adult", "quarter", "expected_reach")
QUARTERS_AHEAD = 8


def draft_of_new(training: UUID) -> str:
    return f"/v1/trainings/{training}/plans/draft"


@router.get("/trainings/{training}/mine/plan")
async def asked(training: UUID, looking: CurrentLooking) -> Response:
    form, begun = await drafting.begun(looking, draft_of_new(training), Form())
    return await draw(looking, training, form, begun=begun)


@router.post("/trainings/{training}/mine/plan")
async def plan(training: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    body = form.body(without=drafting.OWN)
    answer = await looking.inside.post(f"/v1/trainings/{training}/plans", body, key=form.key)
    if not answer.good:
        again = await drafting.keep_refused(looking, draft_of_new(training), form, answer.status)
        return await draw(looking, training, again.refused(answer.content), status=answer.status)
    return looking.on_to(f"/plans/{answer.content['plan']}")


@router.post("/trainings/{training}/mine/plan/draft")
async def keep(training: UUID, looking: CurrentLooking) -> Response:
    async def again(form: Form, status: int) -> Response:
        return await draw(looking, training, form, status=status)

    return await drafting.keep(looking, draft_of_new(training), f"/trainings/{training}/mine/plan", again)


def draft_of(plan: UUID) -> str:
    return f"/v1/plans/{plan}/draft"


@router.get("/plans/{plan}/again")
async def asked_again(plan: UUID, looking: CurrentLooking) -> Response:
    saved = await looking.inside.seen(f"/v1/plans/{plan}")
    looking.require("resubmit" in (saved.content["acts"] or ()))
    form, begun = await drafting.begun(looking, draft_of(plan), forms.of(body_of(saved.content), saved.etag))
    return await draw(looking, saved.content["training"], form, saved.content, begun=begun)


@router.post("/plans/{plan}/again")
async def plan_again(plan: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    body = form.body(without=drafting.OWN)
    answer = await looking.inside.put(f"/v1/plans/{plan}", body, etag=form.seen, as_sent=body_of)
    if answer.good:
        return looking.on_to(f"/plans/{plan}")
    form = await drafting.keep_refused(looking, draft_of(plan), form, answer.status)
    again = await looking.again(form, answer, f"/v1/plans/{plan}", body_of)
    return await draw_again(plan, looking, again, answer.status)


@router.post("/plans/{plan}/again/draft")
async def keep_again(plan: UUID, looking: CurrentLooking) -> Response:
    return await drafting.keep(looking, draft_of(plan), f"/plans/{plan}/again", partial(draw_again, plan, looking))


async def draw_again(plan: UUID, looking: Looking, form: Form, status: int) -> Response:
    saved = await looking.inside.get(f"/v1/plans/{plan}")
    return await draw(looking, saved["training"], form, saved, status)


def body_of(plan: dict[str, Any]) -> dict[str, Any]:
    """A plan as it is shown, as it was sent."""
    words = plan["words"] or {}
    return {**{name: plan[name] for name in SAVED}, "title": words.get("title"), "words": words.get("words")}


async def draw(
    looking: Looking,
    training: UUID | str,
    form: Form,
    saved: dict[str, Any] | None = None,
    status: int = 200,
    *,
    begun: bool = False,
) -> Response:
    """`saved`: the plan that is written again; `begun`: what stands there is a draft."""
    page = f"/plans/{saved['plan']}/again" if saved else f"/trainings/{training}/mine/plan"
    about = await looking.inside.see(f"/v1/trainings/{training}")
    clock: Clock = looking.request.app.state.clock
    return looking.show(
        "planning.html",
        status,
        page=page,
        training=training,
        topics=topics(about.content) if about.good else [],
        quarters=quarters(clock.now(), form.value("quarter")),
        saved=saved,
        form=form,
        begun=begun,
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
