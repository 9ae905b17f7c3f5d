"""Rooms and people that sessions need. People are known by a code here and by their id at home."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from scheduling.domain.particulars import refuse_twice


@dataclass(frozen=True, slots=True)
class Room:
    code: str
    capacity: int
    step_free: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facilitator:
    """`public_text`: shown while she consents."""

    code: str
    person: UUID
    languages: tuple[str, ...] = ()
    public_text: str | None = None


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Between any two of the languages."""

    code: str
    person: UUID
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guest:
    """Here from `comes_at` until `leaves_at`; None: no limit. `public_text`: shown while she consents."""

    code: str
    person: UUID
    public_text: str | None = None
    comes_at: datetime | None = None
    leaves_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resources:
    rooms: tuple[Room, ...] = ()
    facilitators: tuple[Facilitator, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    guests: tuple[Guest, ...] = ()

    def checked(self) -> Self:
        """Raises CodesTwice."""
        refuse_twice("rooms", (room.code for room in self.rooms))
        refuse_twice("people", (person.code for person in self.people))
        return self

    @property
    def people(self) -> tuple[Facilitator | Interpreter | Guest, ...]:
        return (*self.facilitators, *self.interpreters, *self.guests)

    @property
    def with_texts(self) -> tuple[Facilitator | Guest, ...]:
        """Of whom something may be public."""
        return (*self.facilitators, *self.guests)

    def is_facilitator(self, person: UUID | None) -> bool:
        return any(facilitator.person == person for facilitator in self.facilitators)


def trainers(planners: tuple[UUID, ...]) -> Resources:
    """Who planned a training leads it."""
    return Resources(facilitators=tuple(Facilitator(f"T-{n}", person) for n, person in enumerate(planners, 1)))
