"""What cannot be: each rule yields the sessions that break it, with the values of its sentence. Sessions
come in order of time.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations

from scheduling.domain.agenda.finding import Finding
from scheduling.domain.agenda.session import Session
from scheduling.domain.agenda.setting import Setting
from scheduling.domain.days import day_of

Found = Iterator[Finding]
EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)


def outside_training_days(setting: Setting, sessions: Sequence[Session]) -> Found:
    """Nothing is asked while the days are not known."""
    first, last, zone = setting.starts_on, setting.ends_on, setting.time_zone
    if first is None or last is None or zone is None:
        return
    for session in sessions:
        if day_of(session.starts_at, zone) < first or day_of(session.ends_at, zone) > last:
            yield (session,), {"session": session.code, "first": str(first), "last": str(last)}


def resource_unknown(setting: Setting, sessions: Sequence[Session]) -> Found:
    have = setting.resources
    for session in sessions:
        asked = {
            "room": ({room.code for room in have.rooms}, (session.room,) if session.room else ()),
            "facilitator": ({person.code for person in have.facilitators}, session.facilitators),
            "interpreter": ({person.code for person in have.interpreters}, session.interpreters),
            "guest": ({person.code for person in have.guests}, session.guests),
        }
        for what, (known, codes) in asked.items():
            if missing := [code for code in codes if code not in known]:
                yield (session,), {"session": session.code, "what": what, "codes": ", ".join(missing)}


def room_double_booked(_: Setting, sessions: Sequence[Session]) -> Found:
    for one, other in combinations(sessions, 2):
        if one.room is not None and one.room == other.room and one.overlaps(other):
            yield (one, other), {"one": one.code, "other": other.code, "room": one.room}


def room_too_small(setting: Setting, sessions: Sequence[Session]) -> Found:
    for session in sessions:
        room, people = setting.room(session.room), session.expected or setting.seats
        if room is not None and room.capacity < people:
            yield (
                (session,),
                {"session": session.code, "people": people, "room": room.code, "capacity": room.capacity},
            )


def person_double_booked(setting: Setting, sessions: Sequence[Session]) -> Found:
    """By person: who facilitates may interpret or be a guest as well."""
    people = {session.code: {setting.person(code): code for code in session.people} for session in sessions}
    for one, other in combinations(sessions, 2):
        if not one.overlaps(other):
            continue
        for person in sorted(people[one.code].keys() & people[other.code].keys() - {None}, key=str):
            code = people[one.code][person]
            yield (one, other), {"person": code, "one": one.code, "other": other.code}


def guest_not_there(setting: Setting, sessions: Sequence[Session]) -> Found:
    for session in sessions:
        for guest in filter(None, map(setting.guest, session.guests)):
            comes_at, leaves_at = guest.comes_at or EARLIEST, guest.leaves_at or LATEST
            if session.starts_at < comes_at or session.ends_at > leaves_at:
                yield (session,), {"guest": guest.code, "session": session.code}


def prerequisite_later(setting: Setting, sessions: Sequence[Session]) -> Found:
    """A module counts as taught when its first session has ended."""
    taught: dict[str, Session] = {}
    for session in sessions:
        for code in session.modules:
            taught.setdefault(code, session)
    for session in sessions:
        for code in session.modules:
            needed = setting.modules[code].module.prerequisites if code in setting.modules else ()
            for before in needed:
                first = taught.get(before)
                if first is not None and first is not session and first.ends_at > session.starts_at:
                    yield (
                        (session, first),
                        {"module": code, "session": session.code, "before": before, "first": first.code},
                    )
