"""The form of a day's sheet, people × sessions, as it is typed from paper: an empty field says that she was there for
all of it, or that the session took place as planned; what is not over yet is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scheduling.pages import sheet, times
from shared.web.pages.forms import LIST, Form
from shared.web.pages.languages import to_say

Json = Mapping[str, Any]

MOST_BESIDE = 12
"""Sessions beside one another on a sheet of paper."""
MOST_CELLS = 400
"""On one page; a day with more is written on several, each session on one of them."""
LEAVE = f"leave{LIST}"
"""The codes of sessions of which nothing is recorded now."""
DRAWN = "drawn"
"""Which sessions stood on the sheet that was filled in, and when."""
BETWEEN = "; "
OF_A_SESSION = ("took", "designed", "at")
"""How the names of a session's fields begin; its code stands behind."""
CROSSES = frozenset("x×х-–")
"""What somebody types for who was not there, on a Latin keyboard or a Cyrillic one; a nought says it too."""
ALL = "✓"
"""How an empty field is called where it stands beside another."""
LEFT_OUT = to_say("This session is left out: take the tick away, or empty this field.")
ALL_LEFT_OUT = to_say("Every session is left out: nothing would be recorded.")
OTHER_SESSIONS = to_say(
    "The agenda was changed meanwhile: this sheet has other sessions now, or other times. Nothing was recorded."
)
"""An empty field would say that all of a session took place and all were there, of one that nobody saw as well."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Part `number` of `parts` of a day: `sessions`, each with `begins`, `ends` and what is recorded of it; `entries`:
    who is on the roster; `marks` by session and application.
    """

    sessions: Sequence[Json]
    entries: Sequence[Json]
    marks: Mapping[tuple[str, str], Json]
    number: int
    parts: int

    @property
    def recorded(self) -> bool:
        shown = {one["session"] for one in self.sessions}
        return any(is_recorded(one) for one in self.sessions) or any(session in shown for session, _ in self.marks)

    def mark(self, session: Json, entry: Json) -> Json | None:
        return self.marks.get((session["session"], entry["application"]))


def is_recorded(session: Json) -> bool:
    return session["minutes_held"] is not None


def took(session: Json) -> str:
    return f"took/{session['code']}"


def designed(session: Json) -> str:
    return f"designed/{session['code']}"


def cell(session: Json, entry: Json) -> str:
    """The end of an id tells apart who is on one roster, and a page has hundreds of them."""
    return f"at/{session['code']}/{entry['application'][-12:]}"


def drawn(sessions: Iterable[Json]) -> str:
    return BETWEEN.join(f"{one['code']} {one['starts_at']} {one['ends_at']}" for one in sessions)


def sheets_of(agenda: Json, attendance: Json, day: str, own: frozenset[str] | None) -> list[Sheet]:
    """`own`: the sessions that are shown; None: all."""
    told = {one["session"]: one for one in attendance["sessions"]}
    placed = [
        {**one, **times.place_in_time(one, agenda["time_zone"]), **held(told[one["session"]])}
        for one in agenda["sessions"]
        if one["session"] in told and (own is None or one["session"] in own)
    ]
    of_day = [one for one in placed if one["day"] == day]
    size = max(1, min(MOST_BESIDE, MOST_CELLS // max(1, len(attendance["entries"]))))
    marks = {(one["session"], one["application"]): one for one in attendance["recorded"]}
    parts = [of_day[first : first + size] for first in range(0, len(of_day), size)]
    return [Sheet(part, attendance["entries"], marks, number, len(parts)) for number, part in enumerate(parts, 1)]


def held(told: Json) -> dict[str, Any]:
    return {
        "minutes_held": told["minutes"],
        "as_designed": told["as_designed"],
        "minutes_planned": told["minutes_planned"],
        "as_planned": sheet.how(told) == sheet.AS_PLANNED,
    }


def form_of(shown: Sheet, etag: str, now: datetime) -> Form:
    """What is recorded. Nobody says how a session was before it ended."""
    typed: dict[str, str | list[str]] = {"reason": ""}
    for one in shown.sessions:
        typed[took(one)] = "" if one["as_planned"] else str(one["minutes_held"])
        typed[designed(one)] = "yes" if not one["as_planned"] and one["as_designed"] else ""
        for entry in shown.entries:
            typed[cell(one, entry)] = in_cell(shown.mark(one, entry), one)
    ahead = (one for one in shown.sessions if datetime.fromisoformat(one["ends_at"]) > now and not is_recorded(one))
    return Form({**typed, LEAVE: [one["code"] for one in ahead]}, seen=etag)


def in_cell(mark: Json | None, session: Json) -> str:
    """Nobody was in what did not take place: that is said once."""
    if mark is None or mark["mark"] == "present" or (mark["mark"] == "absent" and session["minutes_held"] == 0):
        return ""
    return "0" if mark["mark"] == "absent" else str(mark["minutes"])


def overtaken(form: Form, shown: Sheet, saved: Form) -> Form | None:
    """What was typed, on the sheet as the agenda has it now; None if it was typed on that one."""
    if form.value(DRAWN) == drawn(shown.sessions):
        return None
    seen = form.value(DRAWN).split(BETWEEN)
    other = [one for one in shown.sessions if drawn([one]) not in seen]
    added = [one for one in other if took(one) not in form.typed]
    as_saved = {name: saved.value(name) for one in added for name in fields_of(one, shown)}
    ahead = [one["code"] for one in other if one["code"] in saved.values(LEAVE)]
    typed = Form({**as_saved, **form.typed, LEAVE: [*form.values(LEAVE), *ahead]}, form.key)
    return meanwhile(typed, shown, saved, {"code": "other-sessions", "title": OTHER_SESSIONS})


def fields_of(session: Json, shown: Sheet) -> Iterable[str]:
    yield from (took(session), designed(session))
    yield from (cell(session, entry) for entry in shown.entries)


def elsewhere(form: Form, shown: Sheet) -> dict[str, dict[str, str]]:
    """What was typed of sessions that are on another sheet now, or on none: by code and the name of its field."""
    here = {one["code"] for one in shown.sessions}
    found: dict[str, dict[str, str]] = {}
    for name in form.typed:
        match name.split("/"):
            case [kind, code, *_] if kind in OF_A_SESSION and code not in here and form.value(name):
                found.setdefault(code, {})[name] = form.value(name)
    return found


def badge_at(name: str, shown: Sheet) -> str:
    """Whose field it is; empty for what is nobody's, and for who is on the roster no more."""
    end = name.rpartition("/")[2]
    return next((one["badge"] for one in shown.entries if one["application"].endswith(end)), "")


def contradiction(form: Form, shown: Sheet, saved: Form) -> Json | None:
    """The problem of a form in which something is typed of what it leaves out, or which leaves out everything."""
    left = [one for one in shown.sessions if one["code"] in form.values(LEAVE)]
    fields = [name for one in left for name in (took(one), *(cell(one, entry) for entry in shown.entries))]
    typed = [name for name in fields if form.value(name) not in ("", saved.value(name))]
    errors = [{"pointer": f"/{name}", "detail": LEFT_OUT} for name in typed]
    if not errors and len(left) == len(shown.sessions):
        errors = [{"pointer": f"/{LEAVE.removesuffix(LIST)}", "detail": ALL_LEFT_OUT}]
    return {"code": sheet.CONTRADICTION, "errors": errors} if errors else None


def body(form: Form, shown: Sheet) -> dict[str, Any]:
    """What is sent: of each session that was filled in and is not left out how it took place, and everybody on the
    roster.
    """
    reason = form.value("reason") or None
    told = (one for one in shown.sessions if took(one) in form.typed and one["code"] not in form.values(LEAVE))
    return {
        "sessions": [
            {
                "session": one["session"],
                **delivery(form, one),
                "reason": reason,
                "marks": [{**mark(form, one, entry), "reason": reason} for entry in shown.entries],
            }
            for one in told
        ]
    }


def delivery(form: Form, session: Json) -> dict[str, Any]:
    minutes = form.value(took(session)).strip()
    if not minutes:
        return {"minutes": session["minutes_planned"], "as_designed": True}
    return {"minutes": "0" if is_nothing(minutes) else minutes, "as_designed": bool(form.value(designed(session)))}


def mark(form: Form, session: Json, entry: Json) -> dict[str, Any]:
    written, nothing = form.value(cell(session, entry)).strip(), is_nothing(form.value(took(session)).strip())
    kind = "partly" if written else "absent" if nothing else "present"
    if is_nothing(written):
        kind, written = "absent", ""
    return {"application": entry["application"], "mark": kind, "minutes": written or None}


def is_nothing(text: str) -> bool:
    """Whether it says none at all; an empty text says nothing of that."""
    return text.lower() in CROSSES or (bool(text) and not text.strip("0"))


def as_sent(sent: Json, attendance: Json) -> dict[str, Any]:
    """What is recorded, as the body that was sent would say it."""
    return {
        "sessions": [
            {
                **one,
                **sheet.as_sent(one["session"], "delivery", {}, attendance),
                **sheet.as_sent(one["session"], "attendance", one, attendance),
            }
            for one in sent["sessions"]
        ]
    }


def meanwhile(sent: Form, shown: Sheet, saved: Form, problem: Json) -> Form:
    """With what is recorded now beside whatever differs from it."""
    now = {name: saved.value(name) for name in fields_recorded(shown)}
    differing = {name: text or ALL for name, text in now.items() if text != sent.value(name)}
    return Form(sent.typed, sent.key, saved.seen, problem=problem, now=differing)


def fields_recorded(shown: Sheet) -> Iterable[str]:
    for one in shown.sessions:
        if is_recorded(one):
            yield from (took(one), designed(one))
        yield from (cell(one, entry) for entry in shown.entries if shown.mark(one, entry) is not None)


def at_fields(problem: Json, shown: Sheet, sent: Json) -> Json:
    """A refusal with what is wrong at the fields in which it was typed."""
    if problem["code"] == "minutes-do-not-fit":
        places = [
            cell(one, entry)
            for one in shown.sessions
            for entry in shown.entries
            if (one["session"], entry["application"]) == (problem["session"], problem["application"])
        ]
        return {**problem, "errors": [{"pointer": f"/{name}", "detail": sheet.NO_SUCH_MINUTES} for name in places]}
    if problem["code"] == "reason-needed":
        return {**problem, "errors": [{"pointer": "/reason", "detail": sheet.NO_REASON}]}
    return {**problem, "errors": [*errors_at(problem.get("errors", ()), shown, sent)]}


def errors_at(errors: Iterable[Json], shown: Sheet, sent: Json) -> Iterable[Json]:
    """`/sessions/1/marks/3/minutes` is typed at the fourth person in the second session that was sent; the reason
    stands once.
    """
    sessions = {one["session"]: one for one in shown.sessions}
    for one in errors:
        match one["pointer"].split("/"):
            case ["", "sessions", number, "marks", place, "minutes"]:
                name = cell(sessions[sent["sessions"][int(number)]["session"]], shown.entries[int(place)])
            case ["", "sessions", number, "minutes"]:
                name = took(sessions[sent["sessions"][int(number)]["session"]])
            case [*_, "reason"]:
                name = "reason"
            case _:
                name = one["pointer"].removeprefix("/")
        yield {**one, "pointer": f"/{name}"}
