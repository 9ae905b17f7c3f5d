"""The next version of an agenda, made of the newest one with what a person changed in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from scheduling.pages import times, writing
from shared.web.pages.forms import Form

Json = Mapping[str, Any]

MOVED = "at-"
"""Before the code of a session, in the names of the fields for where and when it is."""
SENT = (
    "code",
    "title",
    "kind",
    "starts_at",
    "ends_at",
    "room",
    "modules",
    "topics",
    "facilitators",
    "interpreters",
    "guests",
    "expected",
)
PLACE = ("day", "begins", "minutes", "room")
WAS = "was"
LISTS = ("modules", "topics", "facilitators", "interpreters", "guests")


def sent(session: Json) -> dict[str, Any]:
    """As the API takes what it has shown."""
    return {name: session[name] for name in SENT}


def moved(form: Form, agenda: Json) -> list[dict[str, Any]]:
    """Every session where and when she moved it; else where and when it is now."""
    by_code = moves(form, agenda)
    return [placed(one, by_code.get(one["code"]), agenda["time_zone"]) for one in agenda["sessions"]]


def moves(form: Form, agenda: Json) -> dict[str, dict[str, str]]:
    """The fields in which each session differs from where and when it was as she saw it; from where and when it is now,
    where the form does not say that.
    """
    typed = fields_by_code(form)
    found = {}
    for session in agenda["sessions"]:
        fields = typed.get(session["code"], {})
        before = seen(fields) or place_in(session, agenda["time_zone"])
        changed = {name: fields[name] for name in PLACE if fields.get(name, before[name]) != before[name]}
        if changed:
            found[session["code"]] = changed
    return found


def fields_by_code(form: Form) -> dict[str, dict[str, str]]:
    by_code: dict[str, dict[str, str]] = {}
    for name in form.typed:
        code, _, field = name.removeprefix(MOVED).partition("/")
        if name.startswith(MOVED):
            by_code.setdefault(code, {})[field] = form.value(name)
    return by_code


def place(session: Json) -> dict[str, str]:
    """Where and when it is, as its fields say it. `session`: with its place in time."""
    return {name: session[name] or "" for name in PLACE}


def place_in(session: Json, zone: str | None) -> dict[str, str]:
    return place({**session, **times.place_in_time(session, zone)})


def was(place: Mapping[str, str]) -> str:
    """Where and when she saw it, in one field."""
    return " ".join(place[name] for name in PLACE)


def seen(fields: Mapping[str, str]) -> dict[str, str] | None:
    """None where that is not what `was` made."""
    words = fields.get(WAS, "").split(" ")
    return dict(zip(PLACE, words, strict=True)) if len(words) == len(PLACE) else None


def placed(session: Json, changed: Mapping[str, str] | None, zone: str | None) -> dict[str, Any]:
    if not changed:
        return sent(session)
    now = {**place_in(session, zone), **changed}
    return {**sent(session), **times.times_of(now, zone), "room": now["room"] or None}


def written(form: Form, zone: str | None) -> dict[str, Any]:
    """A session as its own form says it."""
    body = form.body()
    lists = {name: writing.split(body.get(name)) for name in LISTS}
    return {**{name: body.get(name) for name in SENT}, **lists, **times.times_of(body, zone)}


def with_one(sessions: Iterable[Json], one: Json, code: str | None) -> list[dict[str, Any]]:
    """`one` in the place of the session of this code; none: beside the others."""
    others = [sent(session) for session in sessions if session["code"] != code]
    return [*others, dict(one)]


def fields_of(session: Json, zone: str | None) -> dict[str, Any]:
    return {**sent(session), **times.place_in_time(session, zone)}
