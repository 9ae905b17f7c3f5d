"""Letters and the links in them: minted, kept or announced, and written with the change that they tell of."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from registration.domain.application import Application
from registration.domain.letter import SERVICE_OF, Label, Letter, LetterLink, Words
from registration.domain.vocabulary import LinkPurpose, ServiceName
from registration.facts import home as facts
from registration.store import letters, people, trainings
from registration.store.letters import About
from shared.backbone.transaction import Transaction
from shared.web import links
from shared.web.principal import Link


async def write(tx: Transaction, person: UUID, words: Words, *found: LetterLink, about: About) -> None:
    """`about`: the trainings for whose suspension it waits."""
    await letters.add(tx, person, Letter(words, found), about=about, offer=None)


async def tell(tx: Transaction, application: Application, words: Words) -> None:
    """Of a training that is cancelled nothing else is told: what its facts said of her before may come later."""
    if not (await trainings.find(tx, application.training)).cancelled:
        await write_of(tx, application, words)


async def write_of(tx: Transaction, application: Application, words: Words, *found: LetterLink) -> None:
    """With the way to where it stands: whoever lost her first letter finds it in the next."""
    standing = replace(await to_application(tx, application), label=Label.STANDING)
    await write(tx, application.participant, words, *found, standing, about=[application.training])


async def to_application(tx: Transaction, application: Application) -> LetterLink:
    """A new link to it."""
    token, digest = links.new_token()
    scope = {"application": application.id, "training": application.training}
    await links.keep(tx, digest, Link.APPLICATION, application.participant, scope, links.expiry())
    return LetterLink(LinkPurpose.APPLICATION, token)


async def mint(
    tx: Transaction,
    person: UUID,
    purpose: LinkPurpose,
    scope: dict[str, UUID],
    *,
    at: datetime,
    lifetime: timedelta = links.LIFETIME,
) -> LetterLink:
    """A new link of hers. Kept here or, if another service checks it, announced by its hash."""
    token, digest = links.new_token()
    expires_at = links.expiry(lifetime)
    if SERVICE_OF[purpose] is ServiceName.REGISTRATION:
        await links.keep(tx, digest, Link(purpose), person, scope, expires_at)
    else:
        version = await people.next_version(tx, person)
        tx.announce(facts.link_issued(person, purpose, digest, scope, expires_at, version, at))
    return LetterLink(purpose, token)
