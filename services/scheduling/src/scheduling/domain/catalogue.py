"""What trainings refer to by id."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Organisation:
    id: UUID
    code: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Programme:
    """Trainings that belong together."""

    id: UUID
    code: str
    title: str
