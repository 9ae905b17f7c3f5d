"""Refusals about people."""

from dataclasses import dataclass
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(eq=False)
class NotOfThisKind(Refusal):
    """This person does not do this kind of work."""

    person: UUID
    needed: str
    kinds: tuple[str, ...]

    def sentence(self) -> str:
        return f"A {self.needed} is needed; person {self.person} is: {listed(self.kinds)}."


@dataclass(eq=False)
class ContactTaken(Refusal):
    """Another person is known by this address."""

    person: UUID
    other: UUID | None

    def sentence(self) -> str:
        known = f"is that of person {self.other}" if self.other else "was given by somebody else a moment ago"
        return f"The address that was asked for person {self.person} {known}, and an address is one person's."
