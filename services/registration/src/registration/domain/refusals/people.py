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
