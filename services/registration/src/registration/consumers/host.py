"""What a host hears about applications, its own region's among them, and that a time is over."""

from datetime import datetime

from registration.consumers.registry import reactions
from registration.domain.candidate import Assessment, Candidate
from registration.domain.closing import Tally
from registration.domain.place import Answer
from registration.domain.vocabulary import Admission, AnswerValue, ReleaseReason, WithdrawalReason
from registration.handlers import candidates, enrolment, offers, runs
from registration.handlers.keeping import AnswerDue
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
    await enrolment.note_submitted(tx, candidate(fact), fact.code, admission, at=fact.at, version=fact.version)


@reactions.on(ApplicationReviewed)
async def on_application_reviewed(tx: Transaction, fact: ApplicationReviewed) -> None:
    said = fact.revision, fact.eligible, fact.score, fact.reviews, fact.attributes, fact.organisation
    assessment = Assessment(*said)
    await candidates.note_reviewed(tx, candidate(fact), fact.code, assessment, at=fact.at, version=fact.version)


@reactions.on(ApplicationWithdrawn)
async def on_application_withdrawn(tx: Transaction, fact: ApplicationWithdrawn) -> None:
    reason = WithdrawalReason(fact.reason)
    await offers.note_withdrawn(tx, candidate(fact), reason, at=fact.at, version=fact.version)


@reactions.on(ReviewsClosed)
async def on_reviews_closed(tx: Transaction, fact: ReviewsClosed) -> None:
    await candidates.note_closed(tx, fact.training, fact.home, Tally(fact.submitted, fact.versions))


@reactions.on(ReviewsReopened)
async def on_reviews_reopened(tx: Transaction, fact: ReviewsReopened) -> None:
    await candidates.note_reopened(tx, fact.training, fact.home)


@reactions.on(InvitationSent)
async def on_invitation_sent(tx: Transaction, fact: InvitationSent) -> None:
    await offers.note_invited(tx, candidate(fact), fact.offer, at=fact.at, version=fact.version)


@reactions.on(InvitationAnswered)
async def on_invitation_answered(tx: Transaction, fact: InvitationAnswered) -> None:
    reason = ReleaseReason(fact.reason) if fact.reason else None
    said = Answer(fact.offer, AnswerValue(fact.answer), fact.answered_at, reason)
    await offers.note_answered(tx, candidate(fact), said, version=fact.version)


@reactions.due(AnswerDue)
async def on_answer_due(tx: Transaction, reminder: AnswerDue, due: datetime) -> None:
    await offers.note_answer_due(tx, reminder, due=due)


@reactions.due(runs.EndedRun)
async def on_ended_run(tx: Transaction, reminder: runs.EndedRun, due: datetime) -> None:
    await runs.note_ended(tx, reminder, due=due)
