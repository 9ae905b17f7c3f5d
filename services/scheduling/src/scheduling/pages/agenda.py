"""The board of an agenda: what is where when, what stands against it, and the next version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, Any
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import APIRouter, Depends, Query
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

Json = Mapping[str, Any]
Number = Annotated[int, Query(ge=1)]

SHORTLY = 20
"""Versions on a page of their list."""
FEW = 7
"""Days, or rooms, that are offered at each session; of more, she types which."""
TYPED_AS = {"starts_at": "begins", "ends_at": "minutes", "room": "room"}
"""Fields for what the API knows by these names."""
REASON = "why-"
"""Before the number of a warning, in the name of the field for why it is taken upon oneself."""


@dataclass(frozen=True, slots=True)
class Place:
    """What of an agenda is shown: of a day its part, of the conflicts in it their page."""

    day: str | None
    part: int
    conflicts: int

    def of(self, training: UUID) -> str:
        path = f"/trainings/{training}/agenda"
        conflicts = f"&conflicts={self.conflicts}" if self.conflicts > 1 else ""
        return path if self.day is None else f"{path}?day={self.day}&part={self.part}{conflicts}"


PLANNED = ("draft", "announced")
"""The states of a training in which its agenda is still made."""


def place_of(day: date | None = None, part: Number = 1, conflicts: Number = 1) -> Place:
    return Place(str(day) if day else None, part, conflicts)


CurrentPlace = Annotated[Place, Depends(place_of)]


@router.get("")
async def agenda(training: UUID, looking: CurrentLooking, at_part: CurrentPlace) -> Response:
    """The newest version; the published one to those who are not shown drafts."""
    if leads(looking, training) or looking.visitor.has(Staff.PARTNER):
        return await draw(training, looking, Form(), await newest(looking, training), at_part)
    published = await looking.inside.get(f"{at(training)}/agenda")
    return await draw(training, looking, Form(), published, at_part)


@router.get("/versions/{version}")
async def earlier(training: UUID, version: UUID, looking: CurrentLooking, at_part: CurrentPlace) -> Response:
    """To be read: what is changed is the newest."""
    shown = await looking.inside.get(f"/v1/agendas/{version}")
    return await draw(training, looking, Form(), shown, at_part, to_change=False)


async def newest(looking: Looking, training: UUID) -> Any:
    """None where there is none yet."""
    found = await looking.inside.get(f"{at(training)}/agendas", limit=1)
    return next(iter(found["items"]), None)


async def draw(
    training: UUID,
    looking: Looking,
    form: Form,
    version: Any,
    at_part: Place,
    status: int = 200,
    *,
    to_change: bool = True,
) -> Response:
    found = await looking.inside.see(at(training))
    resources = await looking.inside.see(f"{at(training)}/resources")
    over = found.good and found.content["state"] not in PLANNED
    lets_change = to_change and not over and leads(looking, training)
    sessions = board.told(version) if version else []
    rooms = rooms_of(resources, sessions)
    parts = board.parts(sessions, version["conflicts"]) if version else []
    zone = version["time_zone"] if version else None
    part = board.chosen(parts, at_part.day, at_part.part, looking.now, zone)
    days = days_of(found, sessions)
    moves = planning.moves(form, version) if version else {}
    return looking.show(
        "agenda.html",
        status,
        training=about(found, training, version),
        agenda=version,
        shown_at=f"/trainings/{training}/agenda" + ("" if to_change else f"/versions/{version['agenda']}"),
        parts_of_days=parts,
        part=part,
        board=board.board(part, rooms if lets_change else []) if part else None,
        conflicts=part.page(at_part.conflicts) if part else [],
        conflicts_page=at_part.conflicts,
        not_shown=sorted(set(moves) - part.codes) if part else [],
        to_choose=times.named(days, looking.locale) if len(days) <= FEW else [],
        rooms=[(room, room) for room in rooms],
        few=FEW,
        planner=looking.request.app.state.planner,
        leads=lets_change,
        form=Form(typed(sessions, moves, form), form.key, form.seen, errors=form.errors, problem=form.problem),
    )


def about(found: Answer, training: UUID, version: Any) -> Any:
    """The training as it was found; what a version says of it to a partner, who reads agendas alone."""
    if found.good:
        return found.content
    told = {name: version[f"training_{name}"] for name in ("title", "starts_on", "ends_on")} if version else {}
    return {"training": str(training), "state": "", "title": None, **told}


def typed(sessions: Sequence[Json], moves: Mapping[str, Mapping[str, str]], form: Form) -> forms.Typed:
    """Where and when each session is and what was moved of it, as fields; and what else was typed."""
    places = {one["code"]: planning.place(one) for one in sessions}
    fields = {
        planning.MOVED + code: {**place, **moves.get(code, {}), planning.WAS: planning.was(place)}
        for code, place in places.items()
    }
    others = {name: text for name, text in form.typed.items() if not name.startswith(planning.MOVED)}
    return {**forms.flat(fields), **others}


def days_of(training: Answer, sessions: Sequence[Json]) -> list[str]:
    known = training.content if training.good else {"starts_on": None, "ends_on": None}
    offered = times.days(known["starts_on"], known["ends_on"])
    return sorted({*offered, *(one["day"] for one in sessions)}) if offered else []


def rooms_of(resources: Answer, sessions: Sequence[Json]) -> list[str]:
    named = [room["code"] for room in resources.content["rooms"]] if resources.good else []
    return list(dict.fromkeys([*named, *(one["room"] for one in sessions if one["room"])]))


@router.post("")
async def move(training: UUID, looking: CurrentLooking, at_part: CurrentPlace) -> Response:
    """The next version, with everything that was moved."""
    form = await looking.form()
    version = await newest(looking, training)
    looking.require(version is not None)
    sessions = planning.moved(form, version)
    answer = await draft(looking, training, sessions, form)
    if answer.good:
        return looking.on_to(at_part.of(training))
    for number, session in enumerate(sessions):
        for name, field in TYPED_AS.items():
            answer = writing.at_fields(
                answer, f"/sessions/{number}/{name}", f"/{planning.MOVED}{session['code']}/{field}"
            )
    return await draw(training, looking, form.refused(answer.content), version, at_part, answer.status)


async def draft(looking: Looking, training: UUID, sessions: Sequence[Any], form: Form) -> Answer:
    body = {"sessions": sessions, "follows": form.value("follows") or None}
    return await looking.inside.post(f"{at(training)}/agendas", body, key=form.key)


@router.post("/versions/{version}/publication")
async def publish(training: UUID, version: UUID, looking: CurrentLooking, at_part: CurrentPlace) -> Response:
    form = await looking.form()
    answer = await looking.inside.post(f"/v1/agendas/{version}/publication", key=form.key)
    return await judged(training, looking, form, answer, at_part)


@router.post("/versions/{version}/acceptances")
async def accept(training: UUID, version: UUID, looking: CurrentLooking, at_part: CurrentPlace) -> Response:
    """One warning, named by its sentence: the sessions that it is between may be all of them."""
    form = await looking.form()
    body = form.body()
    shown = await looking.inside.get(f"/v1/agendas/{version}")
    named = (body.get("rule"), body.get("sentence"))
    sessions: list[str] = next(
        (one["sessions"] for one in shown["conflicts"] if (one["rule"], one["sentence"]) == named), []
    )
    reason = next((one for one in body if one.startswith(REASON)), REASON)
    told = {"rule": body.get("rule"), "sessions": sessions, "reason": body.get(reason)}
    answer = await looking.inside.post(f"/v1/agendas/{version}/acceptances", told, key=form.key)
    if not answer.good:
        answer = writing.at_fields(answer, "/reason", f"/{reason}")
    return await judged(training, looking, form, answer, at_part)


async def judged(training: UUID, looking: Looking, form: Form, answer: Answer, at_part: Place) -> Response:
    if answer.good:
        return looking.on_to(at_part.of(training))
    version = await newest(looking, training)
    return await draw(training, looking, form.refused(answer.content), version, at_part, answer.status)


@router.get("/versions")
async def versions(training: UUID, looking: CurrentLooking) -> Response:
    asked: dict[str, str | int] = {"limit": SHORTLY, **looking.part_of_list()}
    found = await looking.inside.seen(f"{at(training)}/agendas", **asked)
    items = found.content["items"]
    behind = await looking.inside.get(f"{at(training)}/agendas", **first_of(found.further)) if found.further else None
    ids = [one["agenda"] for one in (*items, *(behind["items"] if behind else ()))]
    before = dict(pairwise(ids))
    known = about(await looking.inside.see(at(training)), training, next(iter(items), None))
    return looking.show("versions.html", training=known, versions=items, before=before, further=found.further)


def first_of(further: str) -> dict[str, str | int]:
    """Of the next page of a list that alone: what the last of this one follows."""
    return {**dict(parse_qsl(further)), "limit": 1}


@router.get("/difference")
async def difference(training: UUID, of: UUID, since: UUID, looking: CurrentLooking) -> Response:
    after = await looking.inside.get(f"/v1/agendas/{of}")
    told = await looking.inside.get(f"/v1/agendas/{of}/difference", **{"from": str(since)})
    known = about(await looking.inside.see(at(training)), training, after)
    return looking.show("difference.html", training=known, agenda=after, difference=told)
