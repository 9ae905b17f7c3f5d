"""Refusals of every aggregate."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(eq=False)
class CodeTaken(Refusal):
    """Another one has this code already."""

    what: str
    taken: str

    def sentence(self) -> str:
        return f"The code {self.taken} was asked for; it is taken by another {self.what}, and codes are given once."


@dataclass(eq=False)
class CodesTwice(Refusal):
    """A code occurs twice in one list."""

    status: ClassVar[int] = 422

    what: str
    codes: tuple[str, ...]

    def sentence(self) -> str:
        return f"Each occurs once in a list; in that of {self.what} these occur more than once: {listed(self.codes)}."


@dataclass(eq=False)
class UnknownReferences(Refusal):
    """Something named in the request does not exist here."""

    status: ClassVar[int] = 422

    what: str
    unknown: tuple[str, ...]

    def sentence(self) -> str:
        return f"The request names what is not known here as {self.what}: {listed(self.unknown)}."


@dataclass(eq=False)
class ForTheCoordinator(Refusal):
    """This is for the coordinator to do."""

    status: ClassVar[int] = 403

    asked: str
    training: UUID
    admission: str

    def sentence(self) -> str:
        return (
            f"'{self.asked}' was asked by a facilitator's link; people enter training {self.training} "
            f"by {self.admission}, so it is for the coordinator."
        )


@dataclass(eq=False)
class PersonUnknown(Refusal):
    """The token names no person."""

    status: ClassVar[int] = 403

    asked: str

    def sentence(self) -> str:
        return f"'{self.asked}' was asked; who does it is written down, and the token names no person."


@dataclass(eq=False)
class NotHerTraining(Refusal):
    """She is not a facilitator of this training."""

    status: ClassVar[int] = 403

    training: UUID
    person: UUID | None

    def sentence(self) -> str:
        return f"{self.person or 'Somebody without a person id'} is not among the facilitators of {self.training}."
