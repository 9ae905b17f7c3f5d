"""Refusals about a training, its call and its reviews."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed


@dataclass(eq=False)
class WrongAdmission(Refusal):
    """People enter this training in another way."""

    training: UUID
    asked: str
    admission: str
    needed: tuple[str, ...]

    def sentence(self) -> str:
        return (
            f"'{self.asked}' needs a training with admission {listed(self.needed)}; "
            f"training {self.training} has admission {self.admission}."
        )


@dataclass(eq=False)
class HomeNotServed(Refusal):
    """This training takes no applications in this region."""

    training: UUID
    home: str
    homes: tuple[str, ...]

    def sentence(self) -> str:
        return f"Training {self.training} takes applications in {listed(self.homes)}, not in {self.home}."


@dataclass(eq=False)
class NotTheHost(Refusal):
    """Another region decides about the places of this training."""

    training: UUID
    host: str
    region: str

    def sentence(self) -> str:
        return f"Training {self.training} is hosted by {self.host}; this is {self.region}."


@dataclass(eq=False)
class TrainingIsCancelled(Refusal):
    """The training is cancelled."""

    training: UUID
    asked: str

    def sentence(self) -> str:
        return f"'{self.asked}' was asked of training {self.training}, which is cancelled."


@dataclass(eq=False)
class TrainingIsOver(Refusal):
    """The training has taken place."""

    training: UUID
    asked: str
    ends_on: date

    def sentence(self) -> str:
        return f"'{self.asked}' was asked of training {self.training}, which took place until {self.ends_on}."


@dataclass(eq=False)
class TrainingHasStarted(Refusal):
    """The training has started: no place is given any more."""

    training: UUID
    asked: str
    starts_at: datetime
    asked_at: datetime

    def sentence(self) -> str:
        return (
            f"'{self.asked}' was asked at {self.asked_at.isoformat()}; "
            f"training {self.training} started at {self.starts_at.isoformat()}."
        )


@dataclass(eq=False)
class CallNotOpenYet(Refusal):
    """The call is not open yet."""

    training: UUID
    opens_at: datetime | None
    """None: no call was announced."""
    asked_at: datetime

    def sentence(self) -> str:
        opens = f"opens at {self.opens_at.isoformat()}" if self.opens_at else "has no window"
        return f"The call of training {self.training} {opens}; it was asked at {self.asked_at.isoformat()}."


@dataclass(eq=False)
class CallClosed(Refusal):
    """The call is closed."""

    training: UUID
    closes_at: datetime
    asked_at: datetime

    def sentence(self) -> str:
        return (
            f"The call of training {self.training} closed at {self.closes_at.isoformat()}; "
            f"it was asked at {self.asked_at.isoformat()}."
        )


@dataclass(eq=False)
class CallStillOpen(Refusal):
    """The call is still open: applications may come in."""

    training: UUID
    closes_at: datetime
    asked_at: datetime

    def sentence(self) -> str:
        return (
            f"The reviews of training {self.training} close after its call does, at {self.closes_at.isoformat()}; "
            f"it was asked at {self.asked_at.isoformat()}."
        )


@dataclass(eq=False)
class ReviewsAreClosed(Refusal):
    """The reviews of this training are closed here; reopen them first."""

    training: UUID
    asked: str

    def sentence(self) -> str:
        return f"'{self.asked}' was asked; the reviews of training {self.training} are closed here: reopen them first."


@dataclass(eq=False)
class ReviewsAreOpen(Refusal):
    """The reviews of this training are open: there is nothing to reopen."""

    training: UUID

    def sentence(self) -> str:
        return f"The reviews of training {self.training} are open: there is nothing to reopen."


@dataclass(frozen=True, slots=True)
class MissingReview:
    """An application that waits for reviews: how many are in, how many are needed."""

    application: UUID
    code: str
    given: int
    needed: int


@dataclass(eq=False)
class ReviewsMissing(Refusal):
    """Not every application has all its reviews."""

    training: UUID
    missing: tuple[MissingReview, ...]

    def sentence(self) -> str:
        waiting = listed(f"{one.code} has {one.given} of {one.needed}" for one in self.missing)
        return f"Reviews of training {self.training} are missing: {waiting}."


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """The selection of this training is published."""

    training: UUID
    asked: str
    selection: UUID

    def sentence(self) -> str:
        return f"'{self.asked}' was asked; selection {self.selection} of training {self.training} is published."


@dataclass(eq=False)
class NotDecidedYet(Refusal):
    """This training has no published selection yet."""

    training: UUID
    asked: str

    def sentence(self) -> str:
        return f"'{self.asked}' needs a published selection; training {self.training} has none yet."


@dataclass(eq=False)
class EntryByLinkOnly(Refusal):
    """This training is entered by a link that its people hand out."""

    status: ClassVar[int] = 403

    training: UUID
    purpose: str

    def sentence(self) -> str:
        return f"Training {self.training} is entered by a link with the purpose {self.purpose}."
