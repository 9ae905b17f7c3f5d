"""The way back for whoever lost her letter: a new one for each training that she applied to or leads."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from registration.domain.application import Application
from registration.domain.letter import LetterLink, Words
from registration.domain.vocabulary import THERE, LinkPurpose
from registration.handlers import invitations, post
from registration.handlers.applications import what_follows
from registration.store import applications, letters, people, plans
from registration.store.letters import Kept
from shared.backbone.transaction import Transaction
from shared.web import links

OF_LETTERS = (LinkPurpose.FACILITATE, LinkPurpose.CONSENT)
"""That she has them stands nowhere but in the letters that brought them."""
PARENT_AND_OWN = 2


async def send_links_again(tx: Transaction, contact: str, *, at: datetime) -> None:
    """What answers says the same whether somebody is known with this contact or not. For a training about which such a
    letter still waits there is no second one.
    """
    person = await people.locked_by_contact(tx, contact)
    if person is None:
        return
    waiting = await letters.trainings_of_asked_for(tx, person)
    for application in await applications.one_of_each_training(tx, person):
        if application.training not in waiting and await post.may_be_asked_for(tx, person):
            found = await links_of(tx, application, at=at)
            await post.write_asked_for(tx, person, Words.LINKS_AGAIN, *found, about=[application.training])
    for kept in await letters.links_kept(tx, person, OF_LETTERS, links.LIFETIME):
        if waiting.isdisjoint(kept.trainings) and await post.may_be_asked_for(tx, person):
            for one in await renewed(tx, person, kept, at=at) or ([kept] if kept.holds else []):
                await post.write_asked_for(tx, person, Words.LINKS_AGAIN, one.link, about=one.trainings)


async def send_all_links(tx: Transaction, person: UUID, *, at: datetime) -> None:
    """To an address that is new; an invitation that reached nobody goes there too."""
    for application in await applications.one_of_each_training(tx, person):
        await invitations.write_undelivered(tx, application, at=at)
        found = await links_of(tx, application, at=at)
        await post.write(tx, person, Words.READDRESSED, *found, about=[application.training])
    for kept in await letters.links_kept(tx, person, OF_LETTERS, links.LIFETIME):
        for one in await renewed(tx, person, kept, at=at):
            await post.write(tx, person, Words.READDRESSED, one.link, about=one.trainings)


async def renewed(tx: Transaction, person: UUID, kept: Kept, *, at: datetime) -> list[Kept]:
    """Others for the same; none where nobody knows what it was for."""
    if kept.link.purpose is LinkPurpose.CONSENT:
        return [replace(kept, link=await post.to_consents(tx, person))]
    found = []
    for training in await led(tx, person, kept):
        link = await post.issue(tx, person, LinkPurpose.FACILITATE, {"training": training}, at=at)
        found.append(replace(kept, link=link, trainings=tuple(dict.fromkeys((*kept.trainings, training)))))
    return found


async def led(tx: Transaction, person: UUID, kept: Kept) -> Sequence[UUID]:
    """A letter about the training that her plan became names it behind its parent; where one alone is named, as in
    older letters, that may be the parent, which is not hers: what she leads is read from her plans.
    """
    if len(kept.trainings) == PARENT_AND_OWN:
        return kept.trainings[-1:]
    return await plans.led_by(tx, person, kept.trainings)


async def links_of(tx: Transaction, application: Application, *, at: datetime) -> list[LetterLink]:
    """To it; to answer, while an invitation waits for that; and to what follows, if she was there."""
    found = [await post.to_application(tx, application)]
    if application.offer is not None and await invitations.can_be_answered(tx, application.offer, at=at):
        invitation = await applications.invitation(tx, application.offer)
        found.append(await invitations.link(tx, invitation, at=at))
    if application.outcome in THERE:
        found += await what_follows(tx, application, at=at)
    return found
