"""Refusals about people and links."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from registration.domain.refusals.common import listed
from shared.refusals import Refusal


@dataclass(eq=False)
class PersonIsErased(Refusal):
    """She was erased: nothing can be done in her name."""

    status: ClassVar[int] = 410

    person: UUID
    asked: str

    def sentence(self) -> str:
        return f"'{self.asked}' was asked; person {self.person} was erased."


@dataclass(eq=False)
class NotOfThisKind(Refusal):
    """This person does not do this kind of work."""

    person: UUID
    needed: str
    kinds: tuple[str, ...]

    def sentence(self) -> str:
        return f"A {self.needed} is needed; person {self.person} is: {listed(self.kinds)}."


@dataclass(eq=False)
class ContactNotUsable(Refusal):
    """A contact is one e-mail address."""

    status: ClassVar[int] = 422

    def sentence(self) -> str:
        return "A contact is one e-mail address: name@host, without spaces or line breaks, at most 254 characters."


@dataclass(eq=False)
class LinkUsedUp(Refusal):
    """This link was used as often as it may be."""

    status: ClassVar[int] = 403

    training: UUID
    purpose: str
    uses: int

    def sentence(self) -> str:
        return f"The {self.purpose} link of training {self.training} was for {self.uses} uses; all are used."
