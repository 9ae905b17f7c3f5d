"""A session, and in what two of the same code differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid5

from scheduling.domain.refusals.agenda import SessionOutOfOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Rooms, people and modules by code. `expected`: people; None: all seats of the training."""

    id: UUID
    code: str
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    room: str | None = None
    modules: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    facilitators: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    expected: int | None = None

    def checked(self) -> Self:
        """Raises SessionOutOfOrder."""
        if self.ends_at <= self.starts_at:
            raise SessionOutOfOrder(self.code, self.starts_at, self.ends_at)
        return self

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    @property
    def people(self) -> tuple[str, ...]:
        return (*self.facilitators, *self.interpreters, *self.guests)

    def overlaps(self, other: Self) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def session_id(training: UUID, code: str) -> UUID:
    """The same code is the same session in every version of a training's agenda (RFC 9562, version 5)."""
    return uuid5(training, code)


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda session: (session.starts_at, session.code)))


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class SessionChange:
    session: UUID
    code: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """From one version of an agenda to another; each in order of time."""

    added: tuple[Session, ...]
    removed: tuple[Session, ...]
    changed: tuple[SessionChange, ...]


def difference(before: Iterable[Session], after: Iterable[Session]) -> Difference:
    old = {session.code: session for session in before}
    new = {session.code: session for session in after}
    pairs = [(old[session.code], session) for session in in_order(new.values()) if session.code in old]
    return Difference(
        added=in_order(session for code, session in new.items() if code not in old),
        removed=in_order(session for code, session in old.items() if code not in new),
        changed=tuple(SessionChange(b.id, b.code, tuple(differing(a, b))) for a, b in pairs if a != b),
    )


def differing(before: Session, after: Session) -> Iterator[FieldChange]:
    for field in fields(Session):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield FieldChange(field.name, old, new)
