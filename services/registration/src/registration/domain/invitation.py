"""An invitation at home: one offer, mailed to her, and her answer."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from registration.domain.refusals.application import (
    AlreadyAnswered,
    AnswerTooLate,
    InvitationClosed,
    OfferSuperseded,
    WithdrawInstead,
)
from registration.domain.vocabulary import AnswerValue, InvitationState, ReleaseCause, ReleaseReason

OPEN = (InvitationState.TO_SEND, InvitationState.SENT)


@dataclass(frozen=True, slots=True)
class Invitation:
    """`closed_by`: how the place was released before she answered.

    What it says (InvitationSent, InvitationAnswered) is about her application: it goes with `Application.next_version`.
    """

    offer: UUID
    application: UUID
    training: UUID
    participant: UUID
    answer_by: datetime
    state: InvitationState = InvitationState.TO_SEND
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    reason: ReleaseReason | None = None
    closed_by: ReleaseCause | None = None

    def answer(self, answer: AnswerValue, reason: ReleaseReason | None, *, newest: UUID, now: datetime) -> Self:
        """InvitationAnswered: received, not yet confirmed. `newest`: the newest offer of her application.

        The mail's acceptance may be noted after she read it, so an offer can be answered before it counts as sent.
        Raises OfferSuperseded, InvitationClosed, AlreadyAnswered, WithdrawInstead, AnswerTooLate.
        """
        if self.offer != newest:
            raise OfferSuperseded(self.offer, newest)
        self._require_unanswered(answer)
        if now > self.answer_by:
            raise AnswerTooLate(self.offer, self.answer_by, now)
        declined = answer is AnswerValue.DECLINED
        return replace(
            self,
            state=InvitationState.DECLINED if declined else InvitationState.ACCEPTED,
            answered_at=now,
            reason=reason if declined else None,
        )

    def is_open(self, *, newest: UUID | None, now: datetime) -> bool:
        """Whether it can be answered now."""
        return self.state in OPEN and self.offer == newest and now <= self.answer_by

    def on_mail_accepted(self, *, at: datetime) -> Self:
        """InvitationSent."""
        if self.state is not InvitationState.TO_SEND:
            return self
        return replace(self, state=InvitationState.SENT, sent_at=at)

    def on_offered_again(self, answer_by: datetime) -> Self:
        """The same offer may be answered longer: it is mailed once more, with a new link."""
        if self.state not in OPEN or answer_by <= self.answer_by:
            return self
        return replace(self, state=InvitationState.TO_SEND, answer_by=answer_by)

    def on_closed(self, how: ReleaseCause) -> Self:
        """Her place was released or she withdrew; what she answered stays."""
        if self.state not in OPEN:
            return self
        return replace(self, state=InvitationState.CLOSED, closed_by=how)

    def _require_unanswered(self, answer: AnswerValue) -> None:
        if self.state is InvitationState.CLOSED:
            raise InvitationClosed(self.offer, self.closed_by or ReleaseCause.BY_HOST)
        if self.answered_at is None:
            return
        if self.state is InvitationState.ACCEPTED and answer is AnswerValue.DECLINED:
            raise WithdrawInstead(self.offer, self.application, self.answered_at)
        raise AlreadyAnswered(self.offer, self.state, self.answered_at)
