"""The board of an agenda: what is where when, what stands against it, and the next version."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from scheduling.pages import board, planning, times, writing
from scheduling.pages.trainings import at, leads
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.principal import Staff

router = APIRouter(prefix="/trainings/{training}/agenda", route_class=Page)

SHORTLY = 20
"""Versions on a page of their list."""
REASON = "why-"
"""Before the number of a warning, in the name of the field for why it is taken upon oneself."""


@router.get("")
async def agenda(training: UUID, looking: CurrentLooking) -> Response:
    """The newest version; the published one to those who are not shown drafts."""
    if leads(looking, training) or looking.visitor.has(Staff.PARTNER):
        return await draw(training, looking, Form(), await newest(looking, training))
    published = await looking.inside.get(f"{at(training)}/agenda")
    return await draw(training, looking, Form(), published)


@router.get("/versions/{version}")
async def earlier(training: UUID, version: UUID, looking: CurrentLooking) -> Response:
    """To be read: what is changed is the newest."""
    shown = await looking.inside.get(f"/v1/agendas/{version}")
    return await draw(training, looking, Form(), shown, to_change=False)


async def newest(looking: Looking, training: UUID) -> Any:
    """None where there is none yet."""
    found = await looking.inside.get(f"{at(training)}/agendas", limit=1)
    return next(iter(found["items"]), None)


async def draw(
    training: UUID, looking: Looking, form: Form, version: Any, status: int = 200, *, to_change: bool = True
) -> Response:
    found = await looking.inside.see(at(training))
    resources = await looking.inside.see(f"{at(training)}/resources")
    sessions = board.told(version) if version else []
    return looking.show(
        "agenda.html",
        status,
        training=found.content if found.good else {"training": str(training), "state": "", "title": None},
        agenda=version,
        days=board.board(sessions),
        titles={one["session"]: one["title"] for one in sessions},
        to_choose=times.named(days_of(found, sessions), looking.locale),
        rooms=[(room, room) for room in rooms_of(resources, sessions)],
        leads=to_change and leads(looking, training),
        form=Form({**typed(sessions), **form.typed}, form.key, form.seen, errors=form.errors, problem=form.problem),
    )


def typed(sessions: Sequence[dict[str, Any]]) -> forms.Typed:
    """Where and when each session is, as fields."""
    names = ("day", "begins", "minutes", "room")
    return forms.flat({planning.MOVED + one["code"]: {name: one[name] for name in names} for one in sessions})


def days_of(training: Answer, sessions: Sequence[dict[str, Any]]) -> list[str]:
    known = training.content if training.good else {"starts_on": None, "ends_on": None}
    offered = times.days(known["starts_on"], known["ends_on"])
    return sorted({*offered, *(one["day"] for one in sessions)}) if offered else []


def rooms_of(resources: Answer, sessions: Sequence[dict[str, Any]]) -> list[str]:
    named = [room["code"] for room in resources.content["rooms"]] if resources.good else []
    return list(dict.fromkeys([*named, *(one["room"] for one in sessions if one["room"])]))


@router.post("")
async def move(training: UUID, looking: CurrentLooking) -> Response:
    """The next version, with everything that was moved."""
    form = await looking.form()
    version = await newest(looking, training)
    looking.require(version is not None)
    sessions = planning.moved(form, version)
    answer = await draft(looking, training, sessions, form)
    if answer.good:
        return looking.on_to(f"/trainings/{training}/agenda")
    for number, session in enumerate(sessions):
        answer = writing.at_fields(
            answer, f"/sessions/{number}/starts_at", f"/{planning.MOVED}{session['code']}/begins"
        )
        answer = writing.at_fields(answer, f"/sessions/{number}/ends_at", f"/{planning.MOVED}{session['code']}/minutes")
    return await draw(training, looking, form.refused(answer.content), version, answer.status)


async def draft(looking: Looking, training: UUID, sessions: Sequence[Any], form: Form) -> Answer:
    body = {"sessions": sessions, "follows": form.value("follows") or None}
    return await looking.inside.post(f"{at(training)}/agendas", body, key=form.key)


@router.post("/versions/{version}/publication")
async def publish(training: UUID, version: UUID, looking: CurrentLooking) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(f"/v1/agendas/{version}/publication", key=form.key)
    return await judged(training, looking, form, answer)


@router.post("/versions/{version}/acceptances")
async def accept(training: UUID, version: UUID, looking: CurrentLooking) -> Response:
    """One warning."""
    form = await looking.form()
    body = form.body()
    reason = next((one for one in body if one.startswith(REASON)), REASON)
    told = {"rule": body.get("rule"), "sessions": body.get("sessions") or [], "reason": body.get(reason)}
    answer = await looking.inside.post(f"/v1/agendas/{version}/acceptances", told, key=form.key)
    if not answer.good:
        answer = writing.at_fields(answer, "/reason", f"/{reason}")
    return await judged(training, looking, form, answer)


async def judged(training: UUID, looking: Looking, form: Form, answer: Answer) -> Response:
    if answer.good:
        return looking.on_to(f"/trainings/{training}/agenda")
    version = await newest(looking, training)
    return await draw(training, looking, form.refused(answer.content), version, answer.status)


@router.get("/versions")
async def versions(training: UUID, looking: CurrentLooking) -> Response:
    asked: dict[str, str | int] = {"limit": SHORTLY, **looking.part_of_list()}
    found = await looking.inside.seen(f"{at(training)}/agendas", **asked)
    items = found.content["items"]
    ids = [one["agenda"] for one in items]
    before = dict(pairwise(ids))
    return looking.show("versions.html", training=training, versions=items, before=before, further=found.further)


@router.get("/difference")
async def difference(training: UUID, of: UUID, since: UUID, looking: CurrentLooking) -> Response:
    after = await looking.inside.get(f"/v1/agendas/{of}")
    told = await looking.inside.get(f"/v1/agendas/{of}/difference", **{"from": str(since)})
    return looking.show("difference.html", training=training, agenda=after, difference=told)
