"""What takes place when in a training, as it was published."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Session:
    """`topics`: what it is about, in codes."""

    starts_at: datetime
    ends_at: datetime
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """`sessions` in order of time."""

    training: UUID
    agenda_version: int
    sessions: tuple[Session, ...]
