"""What a host hears about applications, its own region's among them, and the end of an offer."""

from datetime import datetime

from registration.consumers.registry import reactions
from registration.domain.candidate import Assessment, Candidate
from registration.domain.closing import Tally
from registration.domain.vocabulary import Admission, AnswerValue, ReleaseReason, WithdrawalReason
from registration.handlers import candidates, places
from registration.handlers.seating import AnswerDue
from shared.backbone.transaction import Transaction
from shared.events.registration import (
    ApplicationFact,
    ApplicationReviewed,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    InvitationAnswered,
    InvitationSent,
    ReviewsClosed,
    ReviewsReopened,
)


def candidate(fact: ApplicationFact) -> Candidate:
    return Candidate(fact.application, fact.participant, fact.home, fact.training)


@reactions.on(ApplicationSubmitted)
async def on_application_submitted(tx: Transaction, fact: ApplicationSubmitted) -> None:
    admission = Admission(fact.admission)
    await places.note_submitted(tx, candidate(fact), fact.code, admission, fact.version, at=fact.at)


@reactions.on(ApplicationReviewed)
async def on_application_reviewed(tx: Transaction, fact: ApplicationReviewed) -> None:
    said = fact.revision, fact.eligible, fact.score, fact.reviews, fact.attributes, fact.organisation
    await places.note_reviewed(tx, candidate(fact), fact.code, Assessment(*said), fact.version)


@reactions.on(ApplicationWithdrawn)
async def on_application_withdrawn(tx: Transaction, fact: ApplicationWithdrawn) -> None:
    await places.note_withdrawn(tx, candidate(fact), WithdrawalReason(fact.reason), fact.version, at=fact.at)


@reactions.on(ReviewsClosed)
async def on_reviews_closed(tx: Transaction, fact: ReviewsClosed) -> None:
    await candidates.note_declared(tx, fact.training, fact.home, Tally(fact.submitted, fact.versions))


@reactions.on(ReviewsReopened)
async def on_reviews_reopened(tx: Transaction, fact: ReviewsReopened) -> None:
    await candidates.note_declared(tx, fact.training, fact.home, None)


@reactions.on(InvitationSent)
async def on_invitation_sent(tx: Transaction, fact: InvitationSent) -> None:
    await places.note_sent(tx, candidate(fact), fact.offer, fact.version)


@reactions.on(InvitationAnswered)
async def on_invitation_answered(tx: Transaction, fact: InvitationAnswered) -> None:
    answer, reason = AnswerValue(fact.answer), ReleaseReason(fact.reason) if fact.reason else None
    at = fact.answered_at
    await places.note_answer(tx, candidate(fact), fact.offer, answer, reason, at, fact.version, at=fact.at)


@reactions.due(AnswerDue)
async def on_answer_due(tx: Transaction, reminder: AnswerDue, due: datetime) -> None:
    await places.end_offer(tx, reminder.key, reminder.training, due=due)
