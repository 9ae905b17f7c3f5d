"""How somebody is reached: in which language, and at an address that is put right."""

from datetime import datetime
from uuid import UUID

from registration.domain.letter import Words
from registration.domain.refusals.people import ContactTaken
from registration.domain.vocabulary import GivenUp
from registration.facts import home as facts
from registration.handlers import post, returning
from registration.store import letters, people
from registration.store.people import Person
from shared.backbone.transaction import Transaction
from shared.web import links


async def write_in(tx: Transaction, id: UUID, language: str) -> Person:
    """Raises NotKnownHere."""
    return await people.write_in(tx, id, language)


async def change_contact(tx: Transaction, id: UUID, contact: str, *, at: datetime) -> Person:
    """Whoever reads the other address opens nothing with what was sent there; she is sent links of her own. There it is
    told, unless that mailbox refuses mail: one coordinator alone could take her letters from her.

    Raises NotKnownHere, ContactTaken, PersonErased.
    """
    person = await people.for_update(tx, id)
    before = await people.contact_of(tx, id)
    if before == contact:
        return person
    other = await people.locked_by_contact(tx, contact)
    if other not in (None, id):
        raise ContactTaken(id, other)
    await people.save_contact(tx, id, contact)
    if not await letters.was_refused_last(tx, id):
        await post.write_to(tx, id, before, Words.ELSEWHERE)
    await revoke_links(tx, id, at=at)
    await returning.send_all_links(tx, id, at=at)
    return person


async def revoke_links(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """All but those of letters that no mail server was given: they go to the address that holds now. One that was tried
    and waits does so only if it brings no link, for that would open nothing there.
    """
    unseen = []
    for waiting, letter in await letters.waiting_for(tx, id):
        if not waiting.attempts:
            unseen += [links.digest_of(link.token) for link in letter.links]
        elif letter.links:
            await letters.give_up(tx, waiting.id, GivenUp.REPLACED)
    await links.delete_of(tx, id, kept=unseen)
    tx.announce(facts.links_revoked(id, unseen, await people.next_version(tx, id), at))
