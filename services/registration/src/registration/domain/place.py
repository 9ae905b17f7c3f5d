"""A place at the host: offered, confirmed, released, in reserve; one per candidate about whom something was decided."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from registration.domain.candidate import Candidate
from registration.domain.refusals.common import NotInThisState
from registration.domain.refusals.host import CandidateIsOut, EnrolledPlaceIsNotOffered, OfferStillOpen
from registration.domain.versioned import Versioned
from registration.domain.vocabulary import PlaceState, ReleaseCause, ReleaseReason, UnusedAnswerCause, Via

GRACE = timedelta(minutes=15)
"""An answer in time may still be on its way when the time to answer ends."""

OFFERED = (PlaceState.SELECTED, PlaceState.INVITED)
TAKEN = (*OFFERED, PlaceState.CONFIRMED)
"""Seats that are not open."""
RELEASABLE = (*TAKEN, PlaceState.RESERVE)


@dataclass(frozen=True, slots=True)
class Place(Versioned):
    """`code` is the badge. `offer` is the newest of `offers`; it can be answered until `answer_by`."""

    application: UUID
    training: UUID
    participant: UUID
    home: str
    code: str
    state: PlaceState = PlaceState.NONE
    selection: UUID | None = None
    offer: UUID | None = None
    offers: int = 0
    answer_by: datetime | None = None
    rank: int | None = None
    via: Via | None = None
    how: ReleaseCause | None = None
    reason: ReleaseReason | None = None

    @classmethod
    def of(cls, candidate: Candidate) -> Self:
        """Nothing is decided about her yet."""
        return cls(
            candidate.application, candidate.training, candidate.participant, candidate.home, candidate.code or ""
        )

    # ── decisions

    def offered(self, selection: UUID | None, offer: UUID, answer_by: datetime, via: Via) -> Self:
        """ParticipantSelected."""
        return self._saying(
            state=PlaceState.SELECTED,
            selection=selection,
            offer=offer,
            offers=self.offers + 1,
            answer_by=answer_by,
            via=via,
            how=None,
            reason=None,
        )

    def reserved(self, selection: UUID, rank: int) -> Self:
        """ParticipantReserved."""
        return self._saying(state=PlaceState.RESERVE, selection=selection, rank=rank)

    def not_selected(self, selection: UUID | None) -> Self:
        """ApplicationNotSelected."""
        return self._saying(state=PlaceState.NOT_SELECTED, selection=selection)

    def enrolled(self) -> Self:
        """PlaceConfirmed."""
        return self._saying(state=PlaceState.CONFIRMED, via=Via.ENROLMENT)

    def offer_again(self, candidate: Candidate, offer: UUID, answer_by: datetime) -> Self:
        """By the coordinator, while a seat is open (ParticipantSelected). Raises NotInThisState and others."""
        self._require("make a new offer", PlaceState.RELEASED)
        if candidate.withdrawn is not None:
            raise CandidateIsOut(self.application, self.code, candidate.withdrawn)
        if self.via is Via.ENROLMENT or self.via is None:
            raise EnrolledPlaceIsNotOffered(self.application, self.code)
        return self.offered(self.selection, offer, answer_by, self.via)

    def extended(self, answer_by: datetime, *, now: datetime) -> Self:
        """The same offer, for longer (ParticipantSelected). Raises OfferStillOpen, NotInThisState."""
        self._require("extend an offer", *OFFERED)
        if self.offer is not None and self.answer_by is not None and now <= self.answer_by:
            raise OfferStillOpen(self.application, self.offer, self.answer_by, now)
        return self._saying(state=PlaceState.SELECTED, answer_by=answer_by)

    def moved(self, answer_by: datetime) -> Self:
        """New dates: an open offer can be answered longer (ParticipantSelected)."""
        if self.state not in OFFERED or self.answer_by is None or answer_by <= self.answer_by:
            return self
        return self._saying(state=PlaceState.SELECTED, answer_by=answer_by)

    def release(self, reason: ReleaseReason | None) -> Self:
        """By the host (PlaceReleased). Raises NotInThisState."""
        self._require("release", *RELEASABLE)
        return self._released(ReleaseCause.BY_HOST, reason)

    # ── what it hears

    def on_sent(self, offer: UUID) -> Self:
        if self.state is not PlaceState.SELECTED or offer != self.offer:
            return self
        return replace(self, state=PlaceState.INVITED)

    def unused(self, offer: UUID, answered_at: datetime) -> UnusedAnswerCause | None:
        """Why an answer changes nothing; None if it counts."""
        if offer != self.offer:
            return UnusedAnswerCause.OTHER_OFFER
        in_time = self.answer_by is not None and answered_at <= self.answer_by
        return None if self.state in OFFERED and in_time else UnusedAnswerCause.LATE

    def on_accepted(self) -> Self:
        """PlaceConfirmed."""
        return self._saying(state=PlaceState.CONFIRMED)

    def on_declined(self, reason: ReleaseReason | None) -> Self:
        """PlaceReleased."""
        return self._released(ReleaseCause.DECLINED, reason)

    def on_out(self, how: ReleaseCause) -> Self:
        """She withdrew or was erased, or the training is cancelled (PlaceReleased)."""
        return self._released(how, None) if self.state in RELEASABLE else self

    def on_time_over(self, due: datetime) -> Self:
        """Invited and not answered by then (PlaceReleased)."""
        late = self.answer_by is not None and due >= self.answer_by + GRACE
        return self._released(ReleaseCause.EXPIRED, None) if self.state is PlaceState.INVITED and late else self

    def on_list_closed(self) -> Self:
        """ApplicationNotSelected."""
        return self._saying(state=PlaceState.STOOD_DOWN) if self.state is PlaceState.RESERVE else self

    def undelivered(self, now: datetime) -> bool:
        """Selected past its time to answer: the invitation never went out."""
        return self.state is PlaceState.SELECTED and self.answer_by is not None and now > self.answer_by

    def _released(self, how: ReleaseCause, reason: ReleaseReason | None) -> Self:
        return self._saying(state=PlaceState.RELEASED, how=how, reason=reason)

    def _require(self, asked: str, *needed: PlaceState) -> None:
        if self.state not in needed:
            raise NotInThisState("place", self.application, asked, self.state, needed)
