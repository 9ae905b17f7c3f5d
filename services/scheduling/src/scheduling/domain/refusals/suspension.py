"""Refusals of suspensions."""

from dataclasses import dataclass
from uuid import UUID

from shared.refusals import Refusal


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """It takes two to resume a training."""

    training: UUID | None
    asked_by: UUID

    def sentence(self) -> str:
        what = self.training or "all of the region"
        return f"{self.asked_by} asked already that {what} be resumed; somebody else has to do it."


@dataclass(eq=False)
class NotSuspended(Refusal):
    """The training is not suspended."""

    training: UUID

    def sentence(self) -> str:
        return f"Training {self.training} is not suspended."
