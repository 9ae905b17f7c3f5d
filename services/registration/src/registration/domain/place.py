"""A place at the host: what became of one candidate, from the decision to a confirmed seat, or to none."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from registration.domain.candidate import Candidate
from registration.domain.place_machine import GRACE, OFFERED, RELEASED_AS, REQUESTS, SEATED, Request
from registration.domain.refusals.host import CandidateIsOut, EnrolledPlaceIsNotOffered, OfferStillOpen
from registration.domain.versioned import Versioned
from registration.domain.vocabulary import (
    AnswerValue,
    LeftOutReason,
    NotSelectedReason,
    PlaceState,
    ReleaseCause,
    ReleaseReason,
    UnusedAnswerCause,
    Via,
    WithdrawalReason,
)
from shared.refusals import NotInThisState


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to an offer; why, if she declined."""

    offer: UUID
    value: AnswerValue
    at: datetime
    reason: ReleaseReason | None = None


@dataclass(frozen=True, slots=True)
class UnusedAnswer:
    """An answer that came after its offer had ended, or to another offer than the newest: it changed nothing."""

    answer: Answer
    cause: UnusedAnswerCause


@dataclass(frozen=True, slots=True)
class Place(Versioned):
    """Which request counts in which state: `place_machine`.

    `code` is her badge. `offer` is the newest of `offers` that were made, `answer_by` its deadline; `rank` her place in
    reserve, which she keeps when she is promoted. `how`, `reason` and `was_confirmed` are of the newest release.
    """

    application: UUID
    participant: UUID
    home: str
    training: UUID
    code: str
    state: PlaceState = PlaceState.NONE
    selection: UUID | None = None
    rank: int | None = None
    offer: UUID | None = None
    offers: int = 0
    answer_by: datetime | None = None
    via: Via | None = None
    how: ReleaseCause | None = None
    reason: ReleaseReason | None = None
    was_confirmed: bool = False
    not_selected: NotSelectedReason | None = None
    left_out: LeftOutReason | None = None
    unused: tuple[UnusedAnswer, ...] = ()

    @classmethod
    def of(cls, candidate: Candidate) -> Self:
        """Nothing is decided about her yet."""
        return cls(
            candidate.application, candidate.participant, candidate.home, candidate.training, candidate.code or ""
        )

    # ── requests

    def admit(self, request: Request) -> None:
        """Raises NotInThisState."""
        if self.state not in REQUESTS[request]:
            raise NotInThisState("place", self.application, request, self.state, REQUESTS[request])

    def select(self, selection: UUID, offer: UUID, answer_by: datetime, via: Via) -> Self:
        """A first selection or a promotion offers her a place (ParticipantSelected)."""
        self.admit(Request.SELECT)
        return replace(self._offering(offer, answer_by), selection=selection, via=via)

    def reserve(self, selection: UUID, rank: int) -> Self:
        """ParticipantReserved."""
        self.admit(Request.RESERVE)
        return self._saying(state=PlaceState.RESERVE, selection=selection, rank=rank)

    def turn_away(
        self, reason: NotSelectedReason, selection: UUID | None = None, left_out: LeftOutReason | None = None
    ) -> Self:
        """ApplicationNotSelected."""
        self.admit(Request.TURN_AWAY)
        state = PlaceState.NOT_SELECTED
        return self._saying(state=state, selection=selection, not_selected=reason, left_out=left_out)

    def enrol(self) -> Self:
        """PlaceConfirmed, at once and without an offer."""
        self.admit(Request.ENROL)
        return self._saying(state=PlaceState.CONFIRMED, via=Via.ENROLMENT)

    def release(self, reason: ReleaseReason) -> Self:
        """The host takes a seat back, or passes over somebody in reserve (PlaceReleased)."""
        self.admit(Request.RELEASE)
        return self._releasing(ReleaseCause.BY_HOST, reason)

    def offer_again(self, candidate: Candidate, offer: UUID, answer_by: datetime, *, now: datetime) -> Self:
        """A released place is offered anew; an offer that nobody could answer in time stands longer
        (ParticipantSelected in both cases). Whether a seat is open is the caller's question.

        Raises CandidateIsOut, EnrolledPlaceIsNotOffered, OfferStillOpen, NotInThisState.
        """
        if self.via is Via.ENROLMENT:
            raise EnrolledPlaceIsNotOffered(self.application, self.code)
        self.admit(Request.OFFER_AGAIN)
        if candidate.withdrawn is not None:
            raise CandidateIsOut(self.application, self.code, candidate.withdrawn)
        if self.state is PlaceState.RELEASED:
            return replace(self._offering(offer, answer_by), via=self.via or Via.PROMOTION)
        if self.answer_by is not None and self.offer is not None and now <= self.answer_by:
            raise OfferStillOpen(self.application, self.offer, self.answer_by, now)
        return self._saying(answer_by=answer_by)

    # ── what it hears

    def on_invited(self, offer: UUID, *, at: datetime) -> Self:
        """The mail with the newest offer was accepted while it can still be answered; later it reaches nobody."""
        if self.state is not PlaceState.SELECTED or offer != self.offer:
            return self
        if self.answer_by is None or at > self.answer_by:
            return self
        return replace(self, state=PlaceState.INVITED)

    def on_answered(self, answer: Answer) -> Self:
        """PlaceConfirmed or PlaceReleased; an answer that is too late or to another offer is only kept."""
        if answer.offer != self.offer:
            return self._keeping(answer, UnusedAnswerCause.OTHER_OFFER)
        if self.state not in OFFERED or self.answer_by is None or answer.at > self.answer_by:
            return self._keeping(answer, UnusedAnswerCause.LATE)
        if answer.value is AnswerValue.DECLINED:
            return self._releasing(ReleaseCause.DECLINED, answer.reason)
        return self._saying(state=PlaceState.CONFIRMED)

    def on_answer_due(self, *, at: datetime) -> Self:
        """Nobody answered (PlaceReleased). One who was never reached keeps her offer: it is shown as not delivered."""
        if self.expires_at is None or at < self.expires_at:
            return self
        return self._releasing(ReleaseCause.EXPIRED, None)

    def on_withdrawn(self, reason: WithdrawalReason) -> Self:
        """PlaceReleased, where she held one or waited for one."""
        if self.state not in REQUESTS[Request.RELEASE]:
            return self
        return self._releasing(*RELEASED_AS[reason])

    def on_cancelled(self) -> Self:
        """PlaceReleased; for the reserve ApplicationNotSelected."""
        return self._releasing(ReleaseCause.CANCELLED, None) if self.seated else self.on_list_closed()

    def on_list_closed(self) -> Self:
        """The training took place, or will not: the reserve is stood down (ApplicationNotSelected)."""
        if self.state is not PlaceState.RESERVE:
            return self
        return self._saying(state=PlaceState.STOOD_DOWN, not_selected=NotSelectedReason.STOOD_DOWN)

    def on_more_time(self, answer_by: datetime) -> Self:
        """The training moved, or was suspended: who has to answer has at least as long as for a new offer
        (ParticipantSelected).
        """
        if self.state not in OFFERED or self.answer_by is None or answer_by <= self.answer_by:
            return self
        return self._saying(answer_by=answer_by)

    # ── what it tells

    @property
    def seated(self) -> bool:
        """She holds one of the seats, confirmed or offered."""
        return self.state in SEATED

    @property
    def expires_at(self) -> datetime | None:
        """When an invitation that nobody answers is over; None where no answer is waited for."""
        return self.answer_by + GRACE if self.state is PlaceState.INVITED and self.answer_by else None

    def is_undelivered(self, now: datetime) -> bool:
        """Her offer ran out before a mail reached her."""
        return self.state is PlaceState.SELECTED and self.answer_by is not None and now > self.answer_by

    def _offering(self, offer: UUID, answer_by: datetime) -> Self:
        return self._saying(state=PlaceState.SELECTED, offer=offer, offers=self.offers + 1, answer_by=answer_by)

    def _releasing(self, how: ReleaseCause, reason: ReleaseReason | None) -> Self:
        confirmed = self.state is PlaceState.CONFIRMED
        return self._saying(state=PlaceState.RELEASED, how=how, reason=reason, was_confirmed=confirmed)

    def _keeping(self, answer: Answer, cause: UnusedAnswerCause) -> Self:
        unused = UnusedAnswer(answer, cause)
        return self if unused in self.unused else replace(self, unused=(*self.unused, unused))
