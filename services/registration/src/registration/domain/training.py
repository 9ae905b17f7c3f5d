"""A training as registration mirrors it: its call and reviews at home, its decisions at the host."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from registration.domain.announcement import Announcement
from registration.domain.closing import Tally
from registration.domain.refusals.training import (
    AlreadyDecided,
    CallClosed,
    CallNotOpenYet,
    CallStillOpen,
    EntryByLinkOnly,
    HomeNotServed,
    MissingReview,
    NotDecidedYet,
    NotTheHost,
    ReviewsAreClosed,
    ReviewsAreOpen,
    ReviewsMissing,
    TrainingHasStarted,
    TrainingIsCancelled,
    TrainingIsOver,
    WrongAdmission,
)
from registration.domain.versioned import Versioned
from registration.domain.vocabulary import Admission, CallState, DecisionKind, LinkPurpose, ReviewsState, Sensitivity
from shared.refusals import NotKnownHere, Refusal

ENTRY = {Admission.SELECTION: LinkPurpose.CALL, Admission.ENROLMENT: LinkPurpose.ENROLMENT}
"""Purpose of the links that let people in."""


@dataclass(frozen=True, slots=True)
class Training(Versioned):
    """`announced` is None while other facts about it arrived first. `declared`: the reviews are closed here, with
    these counts. `decided`: its published first selection."""

    id: UUID
    announced: Announcement | None = None
    cancelled: bool = False
    completed: bool = False
    declared: Tally | None = None
    decided: UUID | None = None

    # ── what scheduling and the host said

    def on_announced(self, announcement: Announcement) -> Self:
        """TrainingAnnounced and TrainingChanged: both are complete."""
        return self if announcement == self.announced else replace(self, announced=announcement)

    def on_cancelled(self) -> Self:
        return self if self.cancelled else replace(self, cancelled=True)

    def on_completed(self) -> Self:
        return self if self.completed else replace(self, completed=True)

    def on_selection_decided(self, selection: UUID, kind: DecisionKind) -> Self:
        """A promotion changes nothing here: reviews stay closed since the first selection."""
        if kind is not DecisionKind.FIRST or self.decided is not None:
            return self
        return replace(self, decided=selection)

    def is_over(self, now: datetime) -> bool:
        """It took place, was cancelled, or its days are past and nobody said so yet."""
        return self.cancelled or self.completed or now >= self.known.ends_at

    # ── the call

    @property
    def known(self) -> Announcement:
        """Raises NotKnownHere while it was not announced to us."""
        if self.announced is None:
            raise NotKnownHere("training", self.id)
        return self.announced

    def call_state(self, now: datetime) -> CallState:
        if self.cancelled:
            return CallState.CANCELLED
        call = self.announced.call if self.announced else None
        if call is None or now < call.opens_at:
            return CallState.KNOWN
        return CallState.OPEN if now < call.closes_at else CallState.CLOSED

    @property
    def reviews_state(self) -> ReviewsState:
        return ReviewsState.REVIEWING if self.declared is None else ReviewsState.CLOSED

    @property
    def entry_purpose(self) -> LinkPurpose:
        """Of the links that let people in. Raises WrongAdmission where nobody enters by herself."""
        self._require_admission("hand out an entry link", *ENTRY)
        return ENTRY[self.known.admission]

    def require_shown(self, *, invited: bool) -> None:
        """Raises NotKnownHere where nobody outside may know that it exists, unless she was invited."""
        if not invited and self.known.sensitivity is not Sensitivity.OPEN:
            raise NotKnownHere("training", self.id)

    def require_entry(self, via: LinkPurpose | None) -> None:
        """Whether who comes with a link of this purpose (None: without) may start an application at all.

        Raises EntryByLinkOnly and WrongAdmission, or NotKnownHere where nobody outside may know that it exists.
        """
        invited = via is not None and via is ENTRY.get(self.known.admission)
        self.require_shown(invited=invited)
        if not invited and self.entry_purpose is LinkPurpose.ENROLMENT:
            raise EntryByLinkOnly(self.id, LinkPurpose.ENROLMENT)

    def why_nobody_begins(self, via: LinkPurpose | None, *, home: str, now: datetime) -> Refusal | None:
        """What whoever comes in this way would be told if she began now; None where she may."""
        try:
            self.require_entry(via)
            self.require_receiving("start an application", home=home, now=now)
        except Refusal as refusal:
            return refusal
        return None

    def require_receiving(self, asked: str, *, home: str, now: datetime) -> None:
        """Applications can be started and submitted in this home now. Raises the refusal that says why not."""
        self.require_not_ended(asked)
        self._require_admission(asked, *ENTRY)
        self._require_served(home)
        if self.known.admission is Admission.ENROLMENT:
            return
        self._require_call_opened(now)
        if self.call_state(now) is CallState.CLOSED and self.known.call:
            raise CallClosed(self.id, self.known.call.closes_at, now)
        self._require_reviews_open(asked)

    # ── the reviews

    def require_reviewing(self, asked: str) -> None:
        """Reviews and rules may change here. Raises ReviewsAreClosed and others."""
        self.require_not_ended(asked)
        self._require_admission(asked, Admission.SELECTION)
        self._require_reviews_open(asked)

    def close_reviews(self, tally: Tally, missing: Collection[MissingReview], *, home: str, now: datetime) -> Self:
        """ReviewsClosed. Raises HomeNotServed, CallStillOpen, ReviewsMissing."""
        self.require_reviewing("close the reviews")
        self._require_served(home)
        self._require_call_opened(now)
        if self.known.call and now < self.known.call.closes_at:
            raise CallStillOpen(self.id, self.known.call.closes_at, now)
        if missing:
            raise ReviewsMissing(self.id, tuple(sorted(missing, key=lambda one: one.code)))
        return self._saying(declared=tally)

    def reopen_reviews(self) -> Self:
        """ReviewsReopened. Raises AlreadyDecided, ReviewsAreOpen."""
        self.require_not_ended("reopen the reviews")
        if self.decided is not None:
            raise AlreadyDecided(self.id, "reopen the reviews", self.decided)
        if self.declared is None:
            raise ReviewsAreOpen(self.id)
        return self._saying(declared=None)

    def on_tally(self, tally: Tally) -> Self:
        """A withdrawal after the closing and before the decision: the declaration is said again (ReviewsClosed)."""
        return self if self.decided or self.declared in (None, tally) else self._saying(declared=tally)

    # ── the host

    def require_host(self, region: str) -> None:
        """Raises NotTheHost."""
        if self.known.host != region:
            raise NotTheHost(self.id, self.known.host, region)

    def require_before_start(self, asked: str, *, now: datetime) -> None:
        """Places can still be given. Raises TrainingHasStarted and others."""
        self.require_not_ended(asked)
        if now >= self.known.starts_at:
            raise TrainingHasStarted(self.id, asked, self.known.starts_at, now)

    def require_undecided(self, asked: str, *, now: datetime) -> None:
        """A first selection can be drafted or published. Raises AlreadyDecided and others."""
        self._require_admission(asked, Admission.SELECTION)
        if self.decided is not None:
            raise AlreadyDecided(self.id, asked, self.decided)
        self.require_before_start(asked, now=now)

    def require_decided(self, asked: str, *, now: datetime) -> None:
        """A promotion can be made. Raises NotDecidedYet and others."""
        self._require_admission(asked, Admission.SELECTION)
        if self.decided is None:
            raise NotDecidedYet(self.id, asked)
        self.require_before_start(asked, now=now)

    def promotes(self, *, now: datetime) -> bool:
        """Whether a seat that falls free is filled from the reserve now."""
        going_on = self.decided is not None and not self.cancelled and not self.completed
        return going_on and now < self.known.starts_at

    def decide(self, selection: UUID, kind: DecisionKind, *, now: datetime) -> Self:
        """SelectionDecided: a first selection once, then any number of promotions until the start."""
        if kind is DecisionKind.FIRST:
            self.require_undecided("publish a selection", now=now)
            return self._saying(decided=selection)
        self.require_decided("promote", now=now)
        return self.next_version()

    def shows_totals(self, now: datetime) -> bool:
        """Whether anybody may know how many people it had: once it took place, and as its sensitivity allows."""
        known = self.known
        embargo = known.publish_not_before
        if known.sensitivity is Sensitivity.CLOSED or (known.sensitivity is Sensitivity.DISCREET and embargo is None):
            return False
        return self.completed and (embargo is None or now >= embargo)

    def require_not_ended(self, asked: str) -> None:
        """Raises TrainingIsCancelled, TrainingIsOver."""
        if self.cancelled:
            raise TrainingIsCancelled(self.id, asked)
        if self.completed:
            raise TrainingIsOver(self.id, asked, self.known.ends_on)

    def _require_served(self, home: str) -> None:
        if home not in self.known.homes:
            raise HomeNotServed(self.id, home, self.known.homes)

    def _require_admission(self, asked: str, *needed: Admission) -> None:
        if self.known.admission not in needed:
            raise WrongAdmission(self.id, asked, self.known.admission, needed)

    def _require_call_opened(self, now: datetime) -> None:
        call = self.known.call
        if call is None or now < call.opens_at:
            raise CallNotOpenYet(self.id, call.opens_at if call else None, now)

    def _require_reviews_open(self, asked: str) -> None:
        if self.declared is not None:
            raise ReviewsAreClosed(self.id, asked)
