"""Refusals about an application, its form and its reviews."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(eq=False)
class FormIncomplete(Refusal):
    """The form is not complete."""

    status: ClassVar[int] = 422

    missing: tuple[str, ...]

    def sentence(self) -> str:
        return f"Before it can be submitted the form needs: {listed(self.missing)}."


class BirthDateNotPossible(Refusal):
    """Nobody who comes to this training was born on that day."""

    status: ClassVar[int] = 422

    def sentence(self) -> str:
        return "The form says a day of birth on which nobody who comes to this training was born: look at it again."


@dataclass(eq=False)
class AlreadyEnrolled(Refusal):
    """She is enrolled already."""

    application: UUID
    earlier: UUID

    def sentence(self) -> str:
        return f"Application {self.application} enrols her a second time: application {self.earlier} stands."


@dataclass(eq=False)
class OutcomeIsKnown(Refusal):
    """The training has taken place for her: its outcome stands."""

    application: UUID
    asked: str
    outcome: str

    def sentence(self) -> str:
        return f"'{self.asked}' was asked of application {self.application}, whose outcome is {self.outcome}."


@dataclass(eq=False)
class NotAssigned(Refusal):
    """This application was not given to this reviewer."""

    status: ClassVar[int] = 403

    application: UUID
    reviewer: UUID

    def sentence(self) -> str:
        return f"Application {self.application} was not given to reviewer {self.reviewer}."


@dataclass(eq=False)
class TooFewReviewers(Refusal):
    """An application needs more reviewers."""

    status: ClassVar[int] = 422

    application: UUID
    reviewers: int
    needed: int

    def sentence(self) -> str:
        return f"Application {self.application} needs {self.needed} different reviewers; {self.reviewers} were given."


@dataclass(eq=False)
class ReviewAlreadyGiven(Refusal):
    """A reviewer whose review is in cannot be taken off."""

    application: UUID
    reviewers: tuple[UUID, ...]

    def sentence(self) -> str:
        return f"{listed(self.reviewers)} reviewed application {self.application} already: they stay its reviewers."


@dataclass(eq=False)
class MarksIncomplete(Refusal):
    """A review marks every criterion of the training and no other."""

    status: ClassVar[int] = 422

    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    def sentence(self) -> str:
        return f"A review marks every criterion once; missing: {listed(self.missing)}; unknown: {listed(self.unknown)}."


@dataclass(eq=False)
class MarkOutOfRange(Refusal):
    """A mark is a whole number from 0 to 10."""

    status: ClassVar[int] = 422

    criterion: str
    mark: int

    def sentence(self) -> str:
        return f"A mark is a whole number from 0 to 10; {self.criterion} was given {self.mark}."


@dataclass(eq=False)
class AnswerTooLate(Refusal):
    """The time to answer is over."""

    offer: UUID
    answer_by: datetime
    asked_at: datetime

    def sentence(self) -> str:
        return (
            f"Offer {self.offer} could be answered until {self.answer_by.isoformat()}; "
            f"it was asked at {self.asked_at.isoformat()}."
        )


@dataclass(eq=False)
class OfferSuperseded(Refusal):
    """A newer offer was made in place of this one."""

    offer: UUID
    newest: UUID

    def sentence(self) -> str:
        return f"Offer {self.offer} was replaced by offer {self.newest}: answer that one."


@dataclass(eq=False)
class InvitationClosed(Refusal):
    """This offer stands no longer."""

    offer: UUID
    how: str

    def sentence(self) -> str:
        return f"Offer {self.offer} stands no longer: {self.how}."


@dataclass(eq=False)
class AlreadyAnswered(Refusal):
    """This offer was answered."""

    offer: UUID
    answer: str
    answered_at: datetime

    def sentence(self) -> str:
        return f"Offer {self.offer} was {self.answer} at {self.answered_at.isoformat()}."


@dataclass(eq=False)
class WithdrawInstead(Refusal):
    """She accepted: to give the place back, withdraw the application."""

    offer: UUID
    application: UUID
    answered_at: datetime

    def sentence(self) -> str:
        return (
            f"Offer {self.offer} was accepted at {self.answered_at.isoformat()}: "
            f"to give the place back, withdraw application {self.application}."
        )
