"""The agenda of the four days in Dushanbe, in two versions. Times of the tables are local (UTC+5)."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from cascade.story.data.manuals import MODULES
from cascade.story.data.origin import Origin

_ZONE = ZoneInfo("Asia/Dushanbe")
_FIRST_DAY = datetime(2017, 5, 15, tzinfo=_ZONE)


class SessionKind(StrEnum):
    MODULE = "module"
    OPENING = "opening"
    TEST = "test"
    GUEST = "guest"
    LAB = "lab"
    CLOSING = "closing"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Session:
    """The same `key` is the same session in every version."""

    key: str
    title: str
    kind: SessionKind
    starts_at: datetime
    ends_at: datetime
    room: str | None
    modules: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    facilitators: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    origin: Origin = Origin.SYNTHETIC

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class QuietHour:
    """Nothing is planned from the end of `after` on, and the quiet room is open."""

    after: str
    minutes: int
    room: str


# key, day, start, minutes, module or kind, facilitators
_VERSION_1 = """
S-01 1 09:00 60 opening F-1,FA-1
S-02 1 10:10 30 test F-2
S-03 1 10:50 90 LC-1 F-1,FA-1
S-04 1 13:20 90 LC-2 F-2,F-4
S-05 1 15:00 90 BE-1 F-3,FA-1
S-06 1 16:45 75 LC-3 F-1,F-2
S-07 2 09:00 120 BE-2 F-3,F-4
S-08 2 11:15 75 VV-1 F-4,FA-1
S-09 2 13:30 60 guest F-1
S-10 2 14:40 60 VV-2 F-2,FA-1
S-11 2 15:50 60 VV-3 F-4
S-12 2 17:00 60 lab F-1,F-2,FA-1
S-13 3 09:00 75 CO-1 F-1,F-3
S-14 3 10:30 60 VV-5 F-4,FA-1
S-15 3 11:45 60 LC-4 F-2
S-16 3 13:45 60 CO-2 F-3,FA-1
S-17 3 15:00 75 VV-4 F-4,F-1
S-18 3 16:30 45 lab F-1,F-2,FA-1
S-19 4 09:00 90 BE-3 F-3,F-4
S-20 4 10:45 75 CO-3 F-1,F-3
S-21 4 13:00 75 LC-5 F-2,FA-1
S-22 4 14:25 75 BE-4 F-4,F-3
S-23 4 15:55 60 lab F-1,F-2,FA-1
S-24 4 17:00 60 closing F-1,F-4
"""
# key, start: what the second version moves, all on the third day
_MOVED = {"S-17": "09:00", "S-13": "10:30", "S-14": "14:55", "S-15": "16:05", "S-18": "17:15"}

_TITLES = {
    SessionKind.OPENING: "Opening",
    SessionKind.TEST: "Where we start: a test",
    SessionKind.GUEST: "Singing together",
    SessionKind.LAB: "Planning lab",
    SessionKind.CLOSING: "Closing, and what comes next",
}
_GUESTS = {SessionKind.OPENING: ("G-1",), SessionKind.GUEST: ("G-2",)}


def _begins(day: datetime, start: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(start), _ZONE)


def _session(line: str) -> Session:
    key, day, start, minutes, what, facilitators = line.split()
    starts_at = _begins(_FIRST_DAY + timedelta(days=int(day) - 1), start)
    module = MODULES.get(what)
    kind = SessionKind.MODULE if module else SessionKind(what)
    return Session(
        key=key,
        title=module.title if module else _TITLES[kind],
        kind=kind,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=int(minutes)),
        room="R-A",
        modules=(module.code,) if module else (),
        topics=module.topics if module else (),
        facilitators=tuple(facilitators.split(",")),
        guests=_GUESTS.get(kind, ()),
    )


def _moved(session: Session) -> Session:
    if session.key not in _MOVED:
        return session
    starts_at = _begins(session.starts_at, _MOVED[session.key])
    return replace(session, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=session.minutes))


def _interpreted_in_turn(sessions: list[Session]) -> tuple[Session, ...]:
    """No interpreter works in two sessions that follow one another."""
    ordered = sorted(sessions, key=lambda session: session.starts_at)
    return tuple(replace(each, interpreters=(("I-1", "I-2")[n % 2],)) for n, each in enumerate(ordered))


VERSION_1 = _interpreted_in_turn([_session(line) for line in _VERSION_1.strip().splitlines()])
"""Read by the mentor partners; never published."""
VERSION_2 = _interpreted_in_turn([_moved(session) for session in VERSION_1])
"""Peacebuilding follows violence in conflict, and a quiet hour follows both. Published."""
MOVED = tuple(sorted(_MOVED))
"""The sessions that the difference of the two versions names."""
PEACEBUILDING, CONFLICT = "S-13", "S-17"
QUIET_HOUR = QuietHour(after=PEACEBUILDING, minutes=60, room="R-Q")
