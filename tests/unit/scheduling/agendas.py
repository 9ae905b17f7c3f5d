"""An agenda of two days, and what it is judged by."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from scheduling.domain.agenda.agenda import Agenda
from scheduling.domain.agenda.conflicts import Conflict, conflicts
from scheduling.domain.agenda.session import Session, session_id
from scheduling.domain.agenda.setting import Setting, Taught
from scheduling.domain.manual import Module
from scheduling.domain.resources import Facilitator, Guest, Interpreter, Resources, Room

TRAINING = UUID(int=2017)
NINE = datetime(2017, 5, 15, 4, tzinfo=UTC)
"""09:00 of the first day in Dushanbe."""
RESOURCES = Resources(
    rooms=(Room("R-A", 40), Room("R-B", 20)),
    facilitators=(Facilitator("F-1", UUID(int=1)), Facilitator("F-2", UUID(int=2))),
    interpreters=(Interpreter("I-1", UUID(int=3)),),
    guests=(Guest("G-1", UUID(int=4), leaves_at=NINE + timedelta(hours=4)),),
)
MODULES = (
    Module("LC-1", "Where leadership begins", 60),
    Module("LC-2", "Leading side by side", 60, prerequisites=("LC-1",)),
)
SETTING = Setting(
    starts_on=date(2017, 5, 15),
    ends_on=date(2017, 5, 16),
    time_zone="Asia/Dushanbe",
    seats=25,
    languages=("ru",),
    resources=RESOURCES,
    modules={module.code: Taught("CHOICES", module) for module in MODULES},
    editions=frozenset({("CHOICES", "ru")}),
)


def a_session(code: str, hours: float = 0, minutes: int = 60, **more: Any) -> Session:
    """`hours` after nine o'clock of the first day."""
    starts_at = NINE + timedelta(hours=hours)
    usual: dict[str, Any] = {"kind": "module", "room": "R-A", "facilitators": ("F-1",)}
    return Session(
        id=session_id(TRAINING, code),
        code=code,
        title=f"Session {code}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        **{**usual, **more},
    )


GOOD = (a_session("S-01", 0, modules=("LC-1",)), a_session("S-02", 2, modules=("LC-2",)), a_session("S-03", 24))


def found(*sessions: Session, setting: Setting = SETTING) -> list[tuple[str, list[str]]]:
    """Rules, with the codes of the sessions that break them."""
    codes = {session.id: session.code for session in sessions}
    return [(one.rule, [codes[id_] for id_ in one.sessions]) for one in standing(*sessions, setting=setting)]


def standing(*sessions: Session, setting: Setting = SETTING) -> tuple[Conflict, ...]:
    return conflicts(setting, sessions)


def an_agenda(*sessions: Session, **changes: Any) -> Agenda:
    agenda = Agenda(UUID(int=5), TRAINING, 1, sessions, SETTING.starts_on, SETTING.ends_on, NINE).checked()
    return replace(agenda, **changes)
