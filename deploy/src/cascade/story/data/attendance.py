"""What was taught in Dushanbe, and who was in the room: 24 sessions × 25 people = 600 marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cascade.story.data.agenda import VERSION_2, Session
from cascade.story.data.origin import Origin
from cascade.story.data.places import PARTICIPANTS

BADGES = PARTICIPANTS
SHORTENED = "S-07"
"""A module of 120 minutes of which 60 were left, so not as designed."""
_MINUTES_TAKEN = 60

LATE_BADGE, EARLY_BADGE = "TM-05", "TJ-07"
"""She arrives on the second day; she leaves after the third."""


class MarkKind(StrEnum):
    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Delivery:
    """`minutes` that took place; `as_designed`: all of what the agenda says was done."""

    session: str
    minutes: int
    as_designed: bool
    origin: Origin = Origin.SYNTHETIC


@dataclass(frozen=True, slots=True)
class Mark:
    """`minutes` only beside partly."""

    session: str
    badge: str
    mark: MarkKind
    minutes: int | None = None
    origin: Origin = Origin.SYNTHETIC


@dataclass(frozen=True, slots=True)
class Correction:
    """A mark that was recorded wrongly at first; `marks` has it as it is in the end."""

    session: str
    badge: str
    recorded: MarkKind
    corrected: MarkKind
    reason: str
    origin: Origin = Origin.SYNTHETIC


_PARTLY = {("S-07", LATE_BADGE): 30, ("S-08", LATE_BADGE): 45, ("S-18", EARLY_BADGE): 20}
CORRECTION = Correction(
    "S-06", "GE-03", MarkKind.ABSENT, MarkKind.PRESENT, "She sat with the interpreter and was not seen"
)


def _day(session: Session) -> int:
    return session.starts_at.day - 14


def _delivery(session: Session) -> Delivery:
    shortened = session.key == SHORTENED
    return Delivery(session.key, session.minutes - _MINUTES_TAKEN * shortened, as_designed=not shortened)


DELIVERIES = tuple(_delivery(session) for session in VERSION_2)
MINUTES_DELIVERED = {delivery.session: delivery.minutes for delivery in DELIVERIES}


def _mark(session: Session, badge: str) -> Mark:
    if minutes := _PARTLY.get((session.key, badge)):
        return Mark(session.key, badge, MarkKind.PARTLY, minutes)
    away = (badge, _day(session)) in {(LATE_BADGE, 1), (EARLY_BADGE, 4)}
    return Mark(session.key, badge, MarkKind.ABSENT if away else MarkKind.PRESENT)


MARKS = tuple(_mark(session, badge) for session in VERSION_2 for badge in BADGES)


def sessions_of(day: int) -> tuple[Session, ...]:
    """Those of the first to the fourth day, in order."""
    return tuple(session for session in VERSION_2 if _day(session) == day)


def recorded_at_first(session: str) -> Iterator[Mark]:
    """The marks of a session as they are recorded on its day, the wrong one among them."""
    for mark in MARKS:
        if mark.session == session:
            wrong = (mark.session, mark.badge) == (CORRECTION.session, CORRECTION.badge)
            yield Mark(mark.session, mark.badge, CORRECTION.recorded) if wrong else mark


def minutes_of(badge: str) -> int:
    """How long she was there, in minutes that took place."""
    return sum(_spent(mark) for mark in MARKS if mark.badge == badge)


def _spent(mark: Mark) -> int:
    if mark.mark is MarkKind.PARTLY:
        return mark.minutes or 0
    return MINUTES_DELIVERED[mark.session] if mark.mark is MarkKind.PRESENT else 0
