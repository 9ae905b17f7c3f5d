"""The form of one session's sheet: everybody is there unless it says otherwise, so that few things have to be typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from shared.web.pages.forms import Form, Typed
from shared.web.pages.languages import to_say

Json = Mapping[str, Any]

THERE = "there/-"
HOW = "how"
AS_PLANNED, OTHERWISE, NOT_AT_ALL = "planned", "otherwise", "none"
"""How a session took place."""
CONTRADICTION = "contradiction"
"""Found before anything was compared with what is recorded now."""
NO_SUCH_MINUTES = to_say("Minutes are more than none, and no more than took place.")
NOT_OTHERWISE = to_say("These minutes count only if it took place otherwise: choose that, or leave them out.")
NO_REASON = to_say("Something was recorded otherwise before: say why it changes.")


def minutes_of(application: str) -> str:
    """The field for how long somebody was there who was not there for all of it."""
    return f"minutes/{application}"


def tick_of(application: str) -> str:
    """What stands beside her tick where another is recorded: it has no field of its own."""
    return f"tick/{application}"


def form_of(attendance: Json, session: str, etag: str) -> Form:
    """What is recorded; where nothing is, that it took place as planned and all were there."""
    told = next(one for one in attendance["sessions"] if one["session"] == session)
    typed: dict[str, str | list[str]] = {
        HOW: how(told),
        "took": "" if told["minutes"] is None else str(told["minutes"]),
        "designed": "yes" if how(told) == OTHERWISE and told["as_designed"] else "",
        "reason": "",
    }
    marks = {one["application"]: one for one in attendance["recorded"] if one["session"] == session}
    there = []
    for entry in attendance["entries"]:
        mark = marks.get(entry["application"], {"mark": "present", "minutes": None})
        if mark["mark"] != "absent":
            there.append(entry["application"])
        typed[minutes_of(entry["application"])] = "" if mark["minutes"] is None else str(mark["minutes"])
    return Form({**typed, THERE: there}, seen=etag)


def how(told: Json) -> str:
    if told["minutes"] is None or (told["minutes"] == told["minutes_planned"] and told["as_designed"]):
        return AS_PLANNED
    return OTHERWISE if told["minutes"] else NOT_AT_ALL


def steps(form: Form, before: Json, entries: Sequence[Json]) -> list[tuple[str, dict[str, Any]]]:
    """What is sent, in an order in which nobody is ever there for longer than the session took."""
    took, told = delivery(form, before["minutes_planned"]), marks(form, entries)
    sent = [("delivery", took), *([("attendance", {"marks": told})] if told else [])]
    shorter = before["minutes"] is not None and is_less(took["minutes"], before["minutes"])
    return sent[::-1] if shorter else sent


def contradiction(form: Form, before: Json) -> Json | None:
    """The problem of a form that says how a session took place and beside it minutes that were typed for nothing."""
    kept = ("", str(before["minutes_planned"]), str(before["minutes"]))
    if form.value(HOW) == OTHERWISE or form.value("took") in kept:
        return None
    return {"code": CONTRADICTION, "errors": [{"pointer": "/took", "detail": NOT_OTHERWISE}]}


def is_less(typed: Any, minutes: int) -> bool:
    text = str(typed)
    return re.fullmatch("[0-9]{1,5}", text) is not None and int(text) < minutes


def delivery(form: Form, planned: int) -> dict[str, Any]:
    took = {AS_PLANNED: (planned, True), NOT_AT_ALL: (0, False)}
    typed = form.value("took") or None, bool(form.value("designed"))
    minutes, as_designed = took.get(form.value(HOW), typed)
    return {"minutes": minutes, "as_designed": as_designed, "reason": form.value("reason") or None}


def marks(form: Form, entries: Sequence[Json]) -> list[dict[str, Any]]:
    """Of everybody on the roster; nobody was in what did not take place."""
    there = set(form.values(THERE)) if form.value(HOW) != NOT_AT_ALL else set()
    return [mark(form, entry["application"], there) for entry in entries]


def mark(form: Form, application: str, there: set[str]) -> dict[str, Any]:
    minutes = form.value(minutes_of(application)) if application in there else ""
    kind = "partly" if minutes else "present" if application in there else "absent"
    return {
        "application": application,
        "mark": kind,
        "minutes": minutes or None,
        "reason": form.value("reason") or None,
    }


def as_sent(session: str, step: str, body: Json, attendance: Json) -> dict[str, Any]:
    """What is recorded of the session, as `body` of this step would say it; why it was recorded is shown nowhere."""
    told = next(one for one in attendance["sessions"] if one["session"] == session)
    if step == "delivery":
        return {**body, "minutes": told["minutes"], "as_designed": told["as_designed"]}
    recorded = {one["application"]: one for one in attendance["recorded"] if one["session"] == session}
    return {"marks": [{**mark, **part_of(recorded.get(mark["application"]))} for mark in body["marks"]]}


def part_of(recorded: Json | None) -> dict[str, Any]:
    return {name: recorded[name] if recorded else None for name in ("mark", "minutes")}


def marked(attendance: Json) -> dict[str, int]:
    """How many are marked in each session."""
    counted = dict.fromkeys((one["session"] for one in attendance["sessions"]), 0)
    for one in attendance["recorded"]:
        counted[one["session"]] += 1
    return counted


def meanwhile(sent: Form, saved: Form, attendance: Json, session: str) -> Typed:
    """What somebody recorded of the session, where it is not what was sent. What nobody recorded stands in `saved` too:
    that all took place, and that all were there.
    """
    (told,) = (one for one in attendance["sessions"] if one["session"] == session)
    marked = [one["application"] for one in attendance["recorded"] if one["session"] == session]
    fields = [*(("took", "designed") if told["minutes"] is not None else ()), *map(minutes_of, marked)]
    typed = {name: saved.value(name) for name in fields if saved.value(name) != sent.value(name)}
    other = [one for one in marked if (one in saved.values(THERE)) != (one in sent.values(THERE))]
    return {**typed, **{tick_of(one): "yes" if one in saved.values(THERE) else "no" for one in other}}


def with_newcomers(sent: Form, saved: Form) -> Form:
    """With those who came to the roster after it was drawn as they are recorded: nobody took a tick from them."""
    newcomers = [one for one in saved.values(THERE) if minutes_of(one) not in sent.typed]
    return replace(sent, typed={**sent.typed, THERE: [*sent.values(THERE), *newcomers]})


def at_fields(problem: Json, form: Form) -> Json:
    """A refusal with what is wrong at the fields in which it was typed."""
    if problem["code"] == "minutes-do-not-fit":
        return {**problem, "errors": [{"pointer": f"/{minutes_of(problem['application'])}", "detail": NO_SUCH_MINUTES}]}
    if problem["code"] == "reason-needed":
        return {**problem, "errors": [{"pointer": "/reason", "detail": NO_REASON}]}
    errors = [{**one, "pointer": field_of(one["pointer"], form)} for one in problem.get("errors", ())]
    return {**problem, "errors": errors}


def field_of(pointer: str, form: Form) -> str:
    """`/marks/3/minutes` is typed at the fourth person; `/minutes` of the delivery as what took place."""
    steps = pointer.split("/")
    if steps[1:2] == ["marks"] and len(steps) > 2:
        people = [name for name in form.typed if name.startswith("minutes/")]
        return f"/{people[int(steps[2])]}" if int(steps[2]) < len(people) else pointer
    return "/took" if pointer == "/minutes" else pointer
