"""Three sessions, two people: 240 minutes."""

from typing import Any
from uuid import UUID

from scheduling.domain.attendance.register import Delivery, Mark, Register
from scheduling.domain.attendance.roster import RosterEntry
from scheduling.domain.vocabulary import MarkKind
from tests.unit.scheduling.agendas import TRAINING, a_session

SESSIONS = (
    a_session("S-01", 0, 60, modules=("LC-1",)),
    a_session("S-02", 2, 120, modules=("LC-2",)),
    a_session("S-03", 24, 60),
)
ANNA, BELA = UUID(int=31), UUID(int=32)


def an_entry(application: UUID, **more: Any) -> RosterEntry:
    return RosterEntry(application, TRAINING, UUID(int=application.int + 100), "tj", f"TJ-{application.int}", **more)


def delivery(number: int, minutes: int | None = None, as_designed: bool = True) -> Delivery:
    """Of the n-th session; None: all of it."""
    session = SESSIONS[number - 1]
    return Delivery(session.id, session.minutes if minutes is None else minutes, as_designed)


def mark(number: int, application: UUID, kind: MarkKind = MarkKind.PRESENT, minutes: int | None = None) -> Mark:
    return Mark(SESSIONS[number - 1].id, application, kind, minutes)


def a_register(*marks: Mark, deliveries: tuple[Delivery, ...] | None = None) -> Register:
    """Everything delivered unless said otherwise."""
    taken = tuple(map(delivery, (1, 2, 3))) if deliveries is None else deliveries
    return Register(
        training=TRAINING,
        sessions=SESSIONS,
        roster=(an_entry(ANNA), an_entry(BELA)),
        deliveries={one.session: one for one in taken},
        marks={(one.session, one.application): one for one in marks},
    )


def full(*instead: Mark) -> Register:
    """Everybody present everywhere but where a mark says otherwise."""
    marks = {(one.session, one.application): one for one in everybody()}
    marks |= {(one.session, one.application): one for one in instead}
    return a_register(*marks.values())


def everybody() -> list[Mark]:
    return [mark(number, application) for number in (1, 2, 3) for application in (ANNA, BELA)]
