"""Who asks."""

from dataclasses import dataclass
from uuid import UUID

from followup.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in the capacity in which she entered: the id is the one that registration gave her."""

    person: UUID
    role: Role
