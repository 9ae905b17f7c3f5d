"""Refusals about attendance and completion."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(eq=False)
class NotOnRoster(Refusal):
    """Only who has a confirmed place is marked."""

    status: ClassVar[int] = 422

    training: UUID
    applications: tuple[UUID, ...]

    def sentence(self) -> str:
        return f"Not on the roster of {self.training}: {listed(self.applications)}."


@dataclass(eq=False)
class MinutesDoNotFit(Refusal):
    """Minutes stand beside partly, and are no more than took place."""

    status: ClassVar[int] = 422

    session: UUID
    application: UUID
    mark: str
    minutes: int | None
    most: int

    def sentence(self) -> str:
        return (
            f"{self.application} is marked {self.mark} in session {self.session} with {self.minutes} minutes; "
            f"only partly has minutes, between 1 and {self.most}."
        )


@dataclass(eq=False)
class MarksExceedDelivery(Refusal):
    """Somebody was there longer than the session lasted."""

    session: UUID
    minutes: int
    applications: tuple[UUID, ...]

    def sentence(self) -> str:
        return (
            f"{self.minutes} minutes of session {self.session} would have taken place; "
            f"marks with more stand for {listed(self.applications)}."
        )


@dataclass(eq=False)
class ReasonNeeded(Refusal):
    """What was recorded changes with a reason alone."""

    status: ClassVar[int] = 422

    session: UUID
    application: UUID | None
    recorded: str
    asked: str

    def sentence(self) -> str:
        what = f"the mark of {self.application}" if self.application else "what took place"
        return (
            f"In session {self.session} {what} was recorded as {self.recorded}; "
            f"to make it {self.asked} a reason is needed."
        )


@dataclass(eq=False)
class NotRecordedYet(Refusal):
    """A training is complete when everything is recorded."""

    training: UUID
    sessions: tuple[str, ...]
    marks: tuple[str, ...]
    missing_marks: int

    def sentence(self) -> str:
        return (
            f"Training {self.training} lacks delivered minutes of sessions {listed(self.sessions)} and "
            f"{self.missing_marks} marks, of sessions {listed(self.marks)}."
        )


@dataclass(eq=False)
class TooEarlyToComplete(Refusal):
    """The first day is not over."""

    training: UUID
    not_before: datetime
    asked_at: datetime

    def sentence(self) -> str:
        return f"Training {self.training} can be completed from {self.not_before} on; it is {self.asked_at}."
