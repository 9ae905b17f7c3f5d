"""Refusals of suspensions."""

from dataclasses import dataclass
from uuid import UUID

from shared.refusals import Refusal


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """It takes two to resume what is suspended."""

    training: UUID | None
    asked_by: UUID

    def sentence(self) -> str:
        what = self.training or "all that is suspended"
        return f"{self.asked_by} asked already that {what} be resumed; somebody else has to do it."


@dataclass(eq=False)
class NotSuspended(Refusal):
    """There is no suspension to end."""

    training: UUID | None

    def sentence(self) -> str:
        return f"Training {self.training} is not suspended." if self.training else "Nothing is suspended."
