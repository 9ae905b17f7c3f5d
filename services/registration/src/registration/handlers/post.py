"""Letters and the links in them: minted, kept or announced, and written with the change that they tell of."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from registration.domain.application import Application
from registration.domain.letter import Label, Letter, LetterLink, Words
from registration.domain.vocabulary import LinkPurpose
from registration.facts import home as facts
from registration.store import letters, people, trainings
from registration.store.letters import About
from shared.backbone.transaction import Transaction
from shared.web import links
from shared.web.principal import Link

BESIDE = timedelta(days=60)
"""For a link beside what a letter says. A later letter has another, and whoever needs one asks for it."""


MOST_ASKED_FOR = 10
"""Letters to somebody in an hour that anybody may have written in her name: an address says nothing of who typed it."""


async def may_be_asked_for(tx: Transaction, person: UUID) -> bool:
    """Her row is locked by whoever asks: so those who ask at once are counted one after the other."""
    return await letters.asked_for_within_an_hour(tx, person) < MOST_ASKED_FOR


async def write_asked_for(tx: Transaction, person: UUID, words: Words, *found: LetterLink, about: About) -> None:
    await letters.add(tx, person, Letter(words, found), about=about, offer=None, asked_for=True)


async def write(tx: Transaction, person: UUID, words: Words, *found: LetterLink, about: About) -> None:
    """`about`: the trainings for whose suspension it waits."""
    await letters.add(tx, person, Letter(words, found), about=about, offer=None)


async def write_to(tx: Transaction, person: UUID, contact: str, words: Words) -> None:
    """To an address that is no longer hers."""
    await letters.add(tx, person, Letter(words, to=contact), about=(), offer=None)


async def tell(tx: Transaction, application: Application, words: Words) -> None:
    """Of a training that is cancelled nothing else is told: what its facts said of her before may come later."""
    if not (await trainings.find(tx, application.training)).cancelled:
        await write_of(tx, application, words)


async def write_of(tx: Transaction, application: Application, words: Words, *found: LetterLink) -> None:
    """With the way to where it stands: whoever lost her first letter finds it in the next."""
    link = await standing(tx, application)
    await write(tx, application.participant, words, *found, link, about=[application.training])


async def standing(tx: Transaction, application: Application) -> LetterLink:
    """A link to it that ends sooner than the one for which a letter is written."""
    link = await to_application(tx, application, lifetime=BESIDE)
    return replace(link, label=Label.STANDING)


async def to_application(
    tx: Transaction, application: Application, *, lifetime: timedelta = links.LIFETIME
) -> LetterLink:
    scope = {"application": application.id, "training": application.training}
    return await keep(tx, application.participant, LinkPurpose.APPLICATION, scope, lifetime=lifetime)


async def to_consents(tx: Transaction, person: UUID) -> LetterLink:
    """Of somebody who works for trainings."""
    return await keep(tx, person, LinkPurpose.CONSENT, {"person": person})


async def keep(
    tx: Transaction,
    person: UUID,
    purpose: LinkPurpose,
    scope: dict[str, UUID],
    *,
    lifetime: timedelta = links.LIFETIME,
) -> LetterLink:
    """A new link of hers that is checked here."""
    token, digest = links.new_token()
    await links.keep(tx, digest, Link(purpose), person, scope, links.expiry(lifetime))
    return LetterLink(purpose, token)


async def issue(
    tx: Transaction, person: UUID, purpose: LinkPurpose, scope: dict[str, UUID], *, at: datetime
) -> LetterLink:
    """A new link of hers that another service checks, which hears of it by its hash."""
    token, digest = links.new_token()
    version = await people.next_version(tx, person)
    tx.announce(facts.link_issued(person, purpose, digest, scope, links.expiry(), version, at))
    return LetterLink(purpose, token)
