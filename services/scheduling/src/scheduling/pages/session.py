"""One session of an agenda, written down whole; saving it drafts the next version."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from scheduling.pages import planning, times, writing
from scheduling.pages.agenda import draft, newest
from scheduling.pages.trainings import at
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}/agenda/sessions", route_class=Page)

BEGUN_WITH = {"kind": "module", "begins": "09:00", "minutes": "90"}
NEW = "new"
PEOPLE = ("facilitators", "interpreters", "guests")
NEWER = "newer-agenda"
NO_FIELDS = ("starts_at", "ends_at", "ends")
"""What is known of a session and typed as something else."""


@router.get("/{code}")
async def asked(training: UUID, code: str, looking: CurrentLooking) -> Response:
    version = await newest(looking, training)
    session = found(version, code)
    looking.require(session is not None or code == NEW)
    zone = version["time_zone"] if version else None
    new = {**BEGUN_WITH, "code": next_code(version["sessions"] if version else ())}
    fields = forms.flat(planning.fields_of(session, zone)) if session else new
    return await draw(training, code, looking, Form({**fields, "follows": version["agenda"] if version else ""}))


@router.post("/{code}")
async def save(training: UUID, code: str, looking: CurrentLooking) -> Response:
    form = await looking.form()
    version = await newest(looking, training)
    zone = await zone_of(looking, training)
    sessions = version["sessions"] if version else []
    told = planning.with_one(sessions, planning.written(form, zone), None if code == NEW else code)
    return await drafted(training, code, looking, form, told)


@router.post("/{code}/removal")
async def remove(training: UUID, code: str, looking: CurrentLooking) -> Response:
    form = await looking.form()
    version = await newest(looking, training)
    looking.require(found(version, code) is not None)
    kept = [planning.sent(one) for one in version["sessions"] if one["code"] != code]
    shown = Form({**forms.flat(planning.fields_of(found(version, code), version["time_zone"])), **form.typed}, form.key)
    return await drafted(training, code, looking, shown, kept)


async def drafted(training: UUID, code: str, looking: Looking, form: Form, sessions: list[dict[str, Any]]) -> Response:
    answer = await draft(looking, training, sessions, form)
    if answer.good:
        day = form.value("day")
        return looking.on_to(f"/trainings/{training}/agenda" + (f"?day={day}" if times.is_day(day) else ""))
    if answer.code == NEWER:
        overtaken = beside(form, answer, code, await newest(looking, training))
        return await draw(training, code, looking, overtaken, answer.status)
    last = f"/sessions/{len(sessions) - 1}"
    answer = writing.at_fields(answer, f"{last}/starts_at", "/begins")
    answer = writing.at_fields(answer, f"{last}/ends_at", "/minutes")
    return await draw(training, code, looking, form.refused(writing.at_fields(answer, last, "").content), answer.status)


def beside(form: Form, refused: Answer, code: str, version: Any) -> Form:
    """The form with the session as the newest version has it, where that differs: whoever sends it again knows both."""
    session = found(version, code)
    saved = forms.flat(planning.fields_of(session, version["time_zone"])) if session else {}
    now = {name: text for name, text in saved.items() if name not in NO_FIELDS and text != form.typed.get(name, [])}
    follows = version["agenda"] if version else ""
    return replace(form, typed={**form.typed, "follows": follows}, problem=refused.content, now=now)


async def draw(training: UUID, code: str, looking: Looking, form: Form, status: int = 200) -> Response:
    known = await looking.inside.get(at(training))
    resources = await looking.inside.get(f"{at(training)}/resources")
    taught = await looking.inside.get(f"{at(training)}/modules")
    if len(days := days_of(known, form)) == 1:
        form = replace(form, typed={"day": days[0], **form.typed})
    return looking.show(
        "session.html",
        status,
        training=known,
        code="" if code == NEW else code,
        rooms=codes_of(resources["rooms"], [form.value("room")]),
        modules=modules_of(taught["items"], form.values("modules/-"), looking.locale.language),
        people={kind: codes_of(resources[kind], form.values(f"{kind}/-")) for kind in PEOPLE},
        to_choose=times.named(days, looking.locale),
        form=form,
    )


def next_code(sessions: Iterable[Mapping[str, Any]]) -> str:
    """For a session that is written down: she need not think one up."""
    taken = {one["code"] for one in sessions}
    return next(code for number in count(1) if (code := f"S-{number:02d}") not in taken)


def codes_of(known: Iterable[Mapping[str, Any]], chosen: Iterable[str]) -> list[tuple[str, str]]:
    """Of each, then what was chosen beside them: what the training no longer has stands against the agenda until
    somebody takes it away. None where nothing is known of any.
    """
    codes = dict.fromkeys(one["code"] for one in known)
    return [(code, code) for code in [*codes, *(one for one in chosen if one and one not in codes)]] if codes else []


def modules_of(taught: Iterable[Mapping[str, Any]], chosen: Iterable[str], hers: str) -> list[tuple[str, str]]:
    """Each code once, by its title in her language where it has one; then what was chosen beside them. None where
    nothing is known of any.
    """
    named: dict[str, str] = {}
    for one in taught:
        if one["code"] not in named or one["language"] == hers:
            named[one["code"]] = f"{one['code']} {one['title']}"
    beside = {code: code for code in chosen if code not in named}
    return [*{**named, **beside}.items()] if named else []


def days_of(training: Mapping[str, Any], form: Form) -> list[str]:
    """Those of the training, and hers where it lies outside."""
    days = times.days(training["starts_on"], training["ends_on"])
    own = [day for day in [form.value("day")] if times.is_day(day)]
    return sorted({*days, *own}) if days else []


def found(version: Any, code: str) -> Any:
    return next((one for one in version["sessions"] if one["code"] == code), None) if version else None


async def zone_of(looking: Looking, training: UUID) -> str | None:
    known = await looking.inside.get(at(training))
    return str(known["time_zone"]) if known["time_zone"] else None
