"""Offers at home: mailed with a link, counted as sent when the mail was accepted, answered by her."""

from datetime import datetime, timedelta
from uuid import UUID

from registration.domain.application import Application
from registration.domain.invitation import Invitation
from registration.domain.letter import Letter, LetterLink, Moment, Words
from registration.domain.vocabulary import AnswerValue, InvitationState, LinkPurpose, ReleaseReason
from registration.facts import home as facts
from registration.handlers import post
from registration.store import applications, letters, trainings
from shared.backbone.transaction import Transaction

LINK_GRACE = timedelta(days=1)
"""So long whoever comes late is told that she does, and not that her link is unknown."""


async def invite(tx: Transaction, id: UUID, offer: UUID, answer_by: datetime, *, at: datetime) -> None:
    """On ParticipantSelected: a new offer, or the same one with more time."""
    before = await applications.find_for_update(tx, id)
    if before is None:
        return
    after = before.on_selected(offer)
    known = await applications.invitation_for_update(tx, offer)
    new = Invitation(offer, id, before.training, before.participant, answer_by)
    invitation = known.on_offered_again(answer_by) if known else new
    if after.offer != offer or invitation == known:
        return
    await applications.save(tx, after)
    await applications.save_invitation(tx, invitation)
    await write(tx, after, invitation, at=at)


async def write(tx: Transaction, application: Application, invitation: Invitation, *, at: datetime) -> None:
    """Its letter, which replaces one that still waits."""
    training = await trainings.find(tx, application.training)
    if not training.cancelled:
        found = await link(tx, invitation, at=at), await post.standing(tx, application)
        content = Letter(Words.INVITED, found, Moment(invitation.answer_by, training.known.time_zone))
        await letters.add(tx, application.participant, content, about=[application.training], offer=invitation.offer)


async def write_undelivered(tx: Transaction, application: Application, *, at: datetime) -> None:
    """Once more, if no mail server took it so far and it can still be answered."""
    if application.offer is None or not await can_be_answered(tx, application.offer, at=at):
        return
    invitation = await applications.invitation(tx, application.offer)
    if invitation.state is InvitationState.TO_SEND:
        await write(tx, application, invitation, at=at)


async def link(tx: Transaction, invitation: Invitation, *, at: datetime) -> LetterLink:
    """It lives as long as it can be answered, and a grace."""
    scope = {"offer": invitation.offer, "application": invitation.application, "training": invitation.training}
    lifetime = invitation.answer_by - at + LINK_GRACE
    return await post.keep(tx, invitation.participant, LinkPurpose.ANSWER, scope, lifetime=lifetime)


async def can_be_answered(tx: Transaction, offer: UUID, *, at: datetime) -> bool:
    """Not after its time, after another offer or her answer, or once it was closed."""
    invitation = await applications.invitation(tx, offer)
    application = await applications.get(tx, invitation.application)
    return invitation.is_open(newest=application.offer, now=at)


async def note_sent(tx: Transaction, offer: UUID, *, at: datetime) -> None:
    """InvitationSent: its mail was accepted."""
    before, invitation = await locked(tx, offer)
    if invitation.state is not InvitationState.TO_SEND:
        return
    await applications.save_invitation(tx, invitation.on_mail_accepted(at=at))
    application = before.next_version()
    await applications.save(tx, application)
    training = await trainings.find(tx, application.training)
    tx.announce(facts.invitation_sent(application, offer, at=at), visibility=facts.visibility(training))


async def answer_invitation(
    tx: Transaction, offer: UUID, answer: AnswerValue, reason: ReleaseReason | None, *, at: datetime
) -> Invitation:
    """Received, not yet confirmed. Raises AnswerTooLate, AlreadyAnswered, WithdrawInstead and others."""
    application, known = await locked(tx, offer)
    invitation = known.answer(answer, reason, newest=application.offer or offer, now=at)
    await applications.save_invitation(tx, invitation)
    said = application.next_version()
    await applications.save(tx, said)
    training = await trainings.find(tx, said.training)
    tx.announce(facts.invitation_answered(said, invitation, at=at), visibility=facts.visibility(training))
    return invitation


async def locked(tx: Transaction, offer: UUID) -> tuple[Application, Invitation]:
    """The application first, as everywhere. Raises NotKnownHere."""
    found = await applications.invitation(tx, offer)
    application = await applications.for_update(tx, found.application)
    return application, await applications.invitation_for_update(tx, offer) or found
