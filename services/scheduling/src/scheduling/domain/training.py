"""A training, from its draft to its completion."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from scheduling.domain.particulars import Call, Particulars
from scheduling.domain.refusals.common import ForTheCoordinator
from scheduling.domain.refusals.training import (
    ParentIsThePlans,
    ParticularsMissing,
    PlansDueInGenerationZero,
    SeatsBelowConfirmed,
    SelectionDecidedAlready,
)
from scheduling.domain.vocabulary import Admission, CancelReason, ChangedPart, Sensitivity, TrainingState
from shared.refusals import NotInThisState

S = TrainingState


class Request(StrEnum):
    SAVE = "save draft"
    ANNOUNCE = "announce"
    DISCARD = "discard"
    SET_DATES = "set dates"
    CHANGE = "change"
    CANCEL = "cancel"
    PLAN = "plan its agenda"
    PUBLISH_AGENDA = "publish its agenda"
    READ = "read its attendance"
    RECORD = "record attendance"
    COMPLETE = "complete"


STATES: Mapping[Request, tuple[TrainingState, ...]] = {
    Request.SAVE: (S.DRAFT,),
    Request.ANNOUNCE: (S.DRAFT,),
    Request.DISCARD: (S.DRAFT,),
    Request.SET_DATES: (S.DRAFT, S.ANNOUNCED),
    Request.CHANGE: (S.ANNOUNCED,),
    Request.CANCEL: (S.ANNOUNCED,),
    Request.PLAN: (S.DRAFT, S.ANNOUNCED),
    Request.PUBLISH_AGENDA: (S.ANNOUNCED,),
    Request.READ: tuple(TrainingState),
    Request.RECORD: (S.ANNOUNCED, S.COMPLETED),
    Request.COMPLETE: (S.ANNOUNCED,),
}
SHOWN_FROM = 5
"""People; a smaller number is not public."""
FROZEN_BY_A_SELECTION = (ChangedPart.QUOTAS, ChangedPart.CALL)


@dataclass(frozen=True, slots=True)
class Note:
    """Words beside a change; they stay in this service."""

    at: datetime
    about: str
    words: str


@dataclass(frozen=True, slots=True)
class Cancellation:
    reason: CancelReason
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What took place, in minutes, modules and people. `attended`: wholly or partly."""

    held_from: date
    held_to: date
    minutes_planned: int
    minutes_delivered: int
    modules_planned: int
    modules_as_designed: int
    roster: int
    attended: int


@dataclass(frozen=True, slots=True)
class Training:
    """`version` grows with every fact about it. `decided`: a selection for it is published."""

    id: UUID
    particulars: Particulars
    state: TrainingState = TrainingState.DRAFT
    version: int = 0
    parent: UUID | None = None
    plan: UUID | None = None
    generation: int = 0
    decided: bool = False
    cancelled: Cancellation | None = None
    held: Held | None = None
    notes: tuple[Note, ...] = ()

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last."""
        return self.particulars.starts_on, self.particulars.ends_on

    def require(self, request: Request) -> None:
        """Raises NotInThisState."""
        if self.state not in STATES[request]:
            raise NotInThisState("training", self.id, request, self.state, STATES[request])

    def said(self) -> Self:
        """A fact about it is said that changes nothing else."""
        return replace(self, version=self.version + 1)

    def permit_trainer(self, request: Request) -> None:
        """Who leads a training by herself runs it by herself. Raises ForTheCoordinator."""
        if self.particulars.admission is Admission.SELECTION:
            raise ForTheCoordinator(request, self.id, self.particulars.admission)

    def is_public(self, now: datetime) -> bool:
        """Whether anyone may read of it. An open one from its announcement on, a discreet one after its embargo and
        unless it was cancelled, a closed one never.
        """
        match self.particulars.sensitivity:
            case Sensitivity.OPEN:
                return self.state in (S.ANNOUNCED, S.COMPLETED, S.CANCELLED)
            case Sensitivity.DISCREET:
                return self.state in (S.ANNOUNCED, S.COMPLETED) and self.embargo_is_over(now)
            case Sensitivity.CLOSED:
                return False

    def embargo_is_over(self, now: datetime) -> bool:
        """Whether of a public one more than what it is, where and when may be read. An open one need not have one."""
        embargo = self.particulars.publish_not_before
        return self.particulars.sensitivity is Sensitivity.OPEN if embargo is None else embargo <= now

    def public_call(self, region: str, now: datetime) -> Call | None:
        """When anyone in this region may apply, without being invited; None once nobody can begin, and while nobody
        may know.
        """
        call = self.particulars.call
        told = self.particulars.sensitivity is Sensitivity.OPEN and self.embargo_is_over(now)
        receives = self.state is S.ANNOUNCED and not self.decided and region in self.particulars.homes
        return call if call is not None and told and receives and now < call.closes_at else None

    def public_total(self, now: datetime) -> int | None:
        """Of people who attended; None while nobody may know, and where they are so few that each could be meant."""
        if self.held is None or not self.embargo_is_over(now) or self.held.attended < SHOWN_FROM:
            return None
        return self.held.attended

    # ── before it is announced

    def checked(self) -> Self:
        """Raises what `Particulars.check` raises, and PlansDueInGenerationZero."""
        self.particulars.check()
        if self.generation > 0 and self.particulars.plans_due_days is not None:
            raise PlansDueInGenerationZero(self.generation, self.particulars.plans_due_days)
        return self

    def save(self, particulars: Particulars, parent: UUID | None, generation: int) -> Self:
        """The whole draft again. Raises ParentIsThePlans, and what `checked` raises."""
        self.require(Request.SAVE)
        if self.plan is not None:
            if parent not in (None, self.parent):
                raise ParentIsThePlans(self.id, self.parent, parent)
            parent, generation = self.parent, self.generation
        return replace(self, particulars=particulars, parent=parent, generation=generation).checked()

    def announce(self) -> Self:
        """TrainingAnnounced. Raises ParticularsMissing."""
        self.require(Request.ANNOUNCE)
        if missing := self.particulars.missing():
            raise ParticularsMissing(self.id, missing)
        return replace(self.checked(), state=S.ANNOUNCED, version=self.version + 1)

    def discard(self) -> Self:
        self.require(Request.DISCARD)
        return replace(self, state=S.DISCARDED)

    # ── afterwards

    def set_dates(self, starts_on: date, ends_on: date, words: str | None, *, at: datetime) -> Self:
        """A draft takes them; an announced one says TrainingChanged, unless they are the same."""
        self.require(Request.SET_DATES)
        if (starts_on, ends_on) == self.days:
            return self
        particulars = replace(self.particulars, starts_on=starts_on, ends_on=ends_on)
        version = self.version + (self.state is S.ANNOUNCED)
        notes = self._notes(ChangedPart.DATES, words, at)
        return replace(self, particulars=particulars, version=version, notes=notes).checked()

    def change(self, particulars: Particulars, *, confirmed: int, words: str | None, at: datetime) -> Self:
        """TrainingChanged, unless nothing differs. `confirmed`: places that people were promised.

        Raises SeatsBelowConfirmed, SelectionDecidedAlready, ParticularsMissing, and what `checked` raises.
        """
        self.require(Request.CHANGE)
        parts = changed_parts(self.particulars, particulars)
        if not parts:
            return self
        if ChangedPart.SEATS in parts and particulars.seats < confirmed:
            raise SeatsBelowConfirmed(self.id, particulars.seats, confirmed)
        frozen = tuple(part for part in parts if part in FROZEN_BY_A_SELECTION)
        if self.decided and frozen:
            raise SelectionDecidedAlready(self.id, frozen)
        if missing := particulars.missing():
            raise ParticularsMissing(self.id, missing)
        notes = self._notes("/".join(parts), words, at)
        return replace(self, particulars=particulars, version=self.version + 1, notes=notes).checked()

    def cancel(self, reason: CancelReason, words: str | None, *, at: datetime) -> Self:
        """TrainingCancelled."""
        self.require(Request.CANCEL)
        notes = self._notes("cancelled", words, at)
        ended = Cancellation(reason, at)
        return replace(self, state=S.CANCELLED, cancelled=ended, version=self.version + 1, notes=notes)

    def complete(self, held: Held) -> Self:
        """TrainingCompleted."""
        self.require(Request.COMPLETE)
        return replace(self, state=S.COMPLETED, held=held, version=self.version + 1)

    def correct(self, held: Held) -> Self:
        """TrainingCompleted again, if a figure differs."""
        return self if held == self.held else replace(self, held=held, version=self.version + 1)

    def publish_agenda(self) -> Self:
        """AgendaPublished, a fact about the training."""
        self.require(Request.PUBLISH_AGENDA)
        return replace(self, version=self.version + 1)

    # ── what others said

    def on_selection_decided(self) -> Self:
        return self if self.decided else replace(self, decided=True)

    def on_plan_withdrawn(self, *, at: datetime) -> Self:
        """A draft is discarded, an announced training cancelled; what took place stays."""
        if self.state is S.DRAFT:
            return self.discard()
        return self.cancel(CancelReason.PLAN_WITHDRAWN, None, at=at) if self.state is S.ANNOUNCED else self

    def _notes(self, about: str, words: str | None, at: datetime) -> tuple[Note, ...]:
        return (*self.notes, Note(at, about, words)) if words else self.notes


def changed_parts(before: Particulars, after: Particulars) -> tuple[ChangedPart, ...]:
    """In the order of the vocabulary; none if nothing differs."""
    named = {
        ChangedPart.DATES: ("starts_on", "ends_on"),
        ChangedPart.CALL: ("call",),
        ChangedPart.SEATS: ("seats",),
        ChangedPart.QUOTAS: ("quotas", "per_organisation"),
    }
    told = {name for names in named.values() for name in names}
    named[ChangedPart.OTHER] = tuple(name for name in Particulars.__dataclass_fields__ if name not in told)
    return tuple(
        part for part in ChangedPart if any(getattr(before, name) != getattr(after, name) for name in named[part])
    )
