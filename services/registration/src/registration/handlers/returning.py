"""The way back for whoever lost her letter: a new one for each training that she applied to or leads."""

from datetime import datetime
from uuid import UUID

from registration.domain.application import Application
from registration.domain.letter import Letter, LetterLink, Words
from registration.domain.vocabulary import LinkPurpose
from registration.handlers import invitations, post
from registration.handlers.applications import THERE, what_follows
from registration.store import applications, letters, people
from registration.store.letters import About
from shared.backbone.transaction import Transaction
from shared.web import links

MOST_LETTERS_AN_HOUR = 10
"""To somebody who is sent her links again: anybody may ask in her name."""
AS_WRITTEN = (LinkPurpose.FACILITATE, LinkPurpose.CONSENT)
"""What they are for stands nowhere but in the letters that brought them: those are sent once more as they are."""


async def send_links_again(tx: Transaction, contact: str, *, at: datetime) -> None:
    """What answers says the same whether somebody is known with this contact or not.

    Her row is locked, so that who asks at once is counted one after the other. For a training about which such a letter
    still waits there is no second one.
    """
    person = await people.locked_by_contact(tx, contact)
    if person is None:
        return
    left = MOST_LETTERS_AN_HOUR - await letters.asked_for_within_an_hour(tx, person)
    waiting = await letters.trainings_of_asked_for(tx, person)
    applied = [one for one in await applications.one_of_each_training(tx, person) if one.training not in waiting]
    for application in applied[: max(left, 0)]:
        await write(tx, person, *await links_of(tx, application, at=at), about=[application.training])
    kept = await letters.links_kept(tx, person, AS_WRITTEN, links.LIFETIME)
    others = [one for one in kept if waiting.isdisjoint(one.trainings)]
    for one in others[: max(left - len(applied), 0)]:
        await write(tx, person, one.link, about=one.trainings)


async def write(tx: Transaction, person: UUID, *found: LetterLink, about: About) -> None:
    await letters.add(tx, person, Letter(Words.LINKS_AGAIN, found), about=about, offer=None, asked_for=True)


async def links_of(tx: Transaction, application: Application, *, at: datetime) -> list[LetterLink]:
    """To it; to answer, while an invitation waits for that; and to what follows, if she was there."""
    found = [await post.to_application(tx, application)]
    if application.offer is not None and await invitations.can_be_answered(tx, application.offer, at=at):
        invitation = await applications.invitation(tx, application.offer)
        found.append(await invitations.link(tx, invitation, at=at))
    if application.outcome in THERE:
        found += await what_follows(tx, application, at=at)
    return found
