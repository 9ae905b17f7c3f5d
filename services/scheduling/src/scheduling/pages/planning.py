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
LISTS = ("modules", "topics", "facilitators", "interpreters", "guests")


def sent(session: Json) -> dict[str, Any]:
    """As the API takes what it has shown."""
    return {name: session[name] for name in SENT}


def moved(form: Form, agenda: Json) -> list[dict[str, Any]]:
    """Every session where and when its fields say; as it was where it has none, or the same."""
    return [placed(one, form.part(MOVED + one["code"]), agenda["time_zone"]) for one in agenda["sessions"]]


def placed(session: Json, fields: Json, zone: str | None) -> dict[str, Any]:
    was = {**times.place_in_time(session, zone), "room": session["room"]}
    if all(was[name] == value for name, value in fields.items() if name in was):
        return sent(session)
    return {**sent(session), **times.times_of({**was, **fields}, zone), "room": fields.get("room")}


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
