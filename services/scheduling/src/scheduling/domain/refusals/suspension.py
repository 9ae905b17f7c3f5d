"""Refusals of suspensions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.refusals import Refusal


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """It takes two to resume a training."""

    training: UUID
    asked_by: UUID

    def sentence(self) -> str:
        return f"{self.asked_by} asked already that {self.training} be resumed; somebody else has to do it."


@dataclass(eq=False)
class SuspendedAlready(Refusal):
    """The training is suspended already."""

    training: UUID
    since: datetime

    def sentence(self) -> str:
        return f"Training {self.training} is suspended since {self.since:%Y-%m-%d %H:%M} UTC."


@dataclass(eq=False)
class NotSuspended(Refusal):
    """The training is not suspended."""

    training: UUID

    def sentence(self) -> str:
        return f"Training {self.training} is not suspended."


@dataclass(eq=False)
class RegionSuspended(Refusal):
    """All trainings of the region are suspended."""

    since: datetime

    def sentence(self) -> str:
        return (
            f"All trainings of the region are suspended since {self.since:%Y-%m-%d %H:%M} UTC; "
            "none is announced until two people resume them."
        )
