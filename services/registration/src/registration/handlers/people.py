"""People who work for trainings, links that let people in, and what they agree to."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from registration.domain import letter
from registration.domain.consent import EVERYTHING, Consent
from registration.domain.vocabulary import ConsentPurpose, LinkPurpose, StaffKind
from registration.facts import home as facts
from registration.handlers import post
from registration.store import people, trainings
from shared.backbone.transaction import Transaction
from shared.web import links
from shared.web.principal import Link

SHOWN = (StaffKind.GUEST, StaffKind.FACILITATOR)
"""Of them something may be written in public, while they consent."""


async def register_person(
    tx: Transaction,
    kind: StaffKind,
    name: str,
    contact: str,
    country: str,
    languages: Collection[str],
) -> people.Person:
    """Whoever was met with this contact before stays the same person, with one more kind of work."""
    person = await people.with_contact(tx, contact, languages)
    await people.save_name(tx, person.id, name, country)
    await people.add_kind(tx, person.id, kind, country)
    if kind in SHOWN:
        await post.write(tx, person.id, letter.Words.NAMED, await post.to_consents(tx, person.id), about=())
    return await people.get(tx, person.id)


async def entry_link(tx: Transaction, training: UUID, uses: int) -> tuple[LinkPurpose, str, datetime]:
    """Purpose, token and expiry (wall clock). Raises WrongAdmission, NotKnownHere."""
    purpose = (await trainings.find(tx, training)).entry_purpose
    token, digest = links.new_token()
    expires_at = links.expiry()
    await links.keep(tx, digest, Link(purpose), None, {"training": training}, expires_at, uses)
    return purpose, token, expires_at


async def change_consent(
    tx: Transaction,
    person: UUID,
    purpose: ConsentPurpose,
    item: UUID | None,
    given: bool,
    text_version: int,
    *,
    at: datetime,
) -> Consent:
    """ConsentChanged, each time: a page that shows her words or face computes from the newest."""
    version = await people.next_version(tx, person)
    consent = Consent(purpose, item or EVERYTHING, given, text_version, at)
    await people.save_consent(tx, person, consent, version)
    tx.announce(facts.consent_changed(person, consent, version))
    return consent
