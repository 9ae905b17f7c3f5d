"""Refusals of the host: selections and places."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Refusal, listed

TRAINING = "training"
"""Beside codes of candidates: its seats or quotas changed, or its days and with them who can arrive."""


@dataclass(frozen=True, slots=True)
class HomeCount:
    """What a home declared and what arrived of it; None: its reviews are not closed."""

    home: str
    declared_submitted: int | None
    arrived_submitted: int
    declared_versions: int | None
    arrived_versions: int

    def __str__(self) -> str:
        if self.declared_submitted is None:
            return f"{self.home} has not closed its reviews, {self.arrived_submitted} applications arrived"
        return (
            f"{self.home} declared {self.declared_submitted} applications (versions {self.declared_versions}), "
            f"{self.arrived_submitted} arrived (versions {self.arrived_versions})"
        )


@dataclass(eq=False)
class CandidatesIncomplete(Refusal):
    """Not everything that the homes declared has arrived."""

    training: UUID
    homes: tuple[HomeCount, ...]

    def sentence(self) -> str:
        return f"The candidates of this training are not complete: {'; '.join(map(str, self.homes))}."


@dataclass(eq=False)
class HomeNotOfTraining(Refusal):
    """A home that is left out must be one of the training's, and one must remain."""

    status: ClassVar[int] = 422

    training: UUID
    left_out: tuple[str, ...]
    homes: tuple[str, ...]

    def sentence(self) -> str:
        return (
            f"To be left out: {listed(self.left_out)}; the homes of this training are {listed(self.homes)}, "
            "of which one at least must remain."
        )


@dataclass(eq=False)
class SelectionStale(Refusal):
    """Something changed since this selection was drafted."""

    selection: UUID
    changed: tuple[str, ...]
    """Codes of the candidates; `training` where its seats or quotas are others now, or who can arrive."""
    out: tuple[str, ...]
    """Codes of those in it who withdrew or are not eligible any more."""
    assessed_anew: tuple[str, ...]
    """Codes of candidates, in it or not."""
    came: tuple[str, ...]
    """Codes of those who were no candidates yet."""

    def sentence(self) -> str:
        happened = (
            *(f"{one} withdrew or is not eligible any more" for one in self.out),
            *(f"{one} was assessed anew" for one in self.assessed_anew),
            *(f"{one} came in" for one in self.came),
            *(("seats, quotas or who can arrive changed",) if TRAINING in self.changed else ()),
        )
        return f"Since selection {self.selection} was drafted: {'; '.join(happened)}. Draft it again."


@dataclass(eq=False)
class ChangedWhileMade(Refusal):
    """Something changed while the list of panels was made."""

    training: UUID
    changed: tuple[str, ...]
    """Codes of the candidates; `training` where its seats or quotas are others now."""

    def sentence(self) -> str:
        return f"While the list was made, these changed: {listed(self.changed)}. Nothing was committed; ask again."


@dataclass(eq=False)
class NoOpenSeat(Refusal):
    """No seat is open."""

    training: UUID
    seats: int
    confirmed: int
    offered: int

    def sentence(self) -> str:
        return (
            f"The training has no open seat: of {self.seats}, "
            f"{self.confirmed} are confirmed and {self.offered} are offered."
        )


@dataclass(eq=False)
class CandidateIsOut(Refusal):
    """She withdrew: no offer can be made to her."""

    application: UUID
    badge: str
    reason: str

    def sentence(self) -> str:
        return f"{self.badge} (application {self.application}) withdrew ({self.reason}): no offer can be made to her."


@dataclass(eq=False)
class EnrolledPlaceIsNotOffered(Refusal):
    """A place that was reached by enrolment is not offered again."""

    application: UUID
    badge: str

    def sentence(self) -> str:
        return f"{self.badge} (application {self.application}) was enrolled: she enrols again instead."


@dataclass(eq=False)
class OfferStillOpen(Refusal):
    """This offer can still be answered."""

    application: UUID
    offer: UUID
    answer_by: datetime
    asked_at: datetime

    def sentence(self) -> str:
        return (
            f"Offer {self.offer} of application {self.application} can be answered until "
            f"{self.answer_by.isoformat()}; an extension was asked at {self.asked_at.isoformat()}."
        )
