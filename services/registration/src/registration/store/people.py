"""People: recognised by a keyed hash of their contact, read with their key."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from asyncpg import UniqueViolationError
from uuid_utils.compat import uuid7

from registration.domain.consent import Consent
from registration.domain.refusals.people import ContactTaken, NotOfThisKind
from registration.domain.vocabulary import PersonState, StaffKind
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction
from shared.privacy.keyring import PersonErased, normalised_contact
from shared.refusals import NotKnownHere


@dataclass(frozen=True, slots=True)
class Person:
    """Without what says who she is."""

    id: UUID
    state: PersonState
    country: str | None
    languages: list[str]
    kinds: list[str]


@dataclass(frozen=True, slots=True)
class Sealed:
    contact: bytes | None
    name: bytes | None


@dataclass(frozen=True, slots=True)
class Named:
    person: UUID
    name: bytes


PERSON = "select id, state, country, languages, kinds from person"


async def get(tx: Transaction, id: UUID) -> Person:
    """Raises NotKnownHere."""
    found = await tx.one(Person, f"{PERSON} where id = $1", id)
    if found is None:
        raise NotKnownHere("person", id)
    return found


async def for_update(tx: Transaction, id: UUID) -> Person:
    """Raises NotKnownHere."""
    found = await tx.one(Person, f"{PERSON} where id = $1 for update", id)
    if found is None:
        raise NotKnownHere("person", id)
    return found


async def locked_by_contact(tx: Transaction, contact: str) -> UUID | None:
    """Whoever was met with this contact and is not erased. Her row is locked until the unit of work ends."""
    digest = tx.keyed_hash("contact", normalised_contact(contact))
    sql = "select id from person where contact_hash = $1 and state = $2 for update"
    return await tx.one(UUID, sql, digest, PersonState.KNOWN)


async def with_contact(tx: Transaction, contact: str, languages: Collection[str]) -> Person:
    """Whoever was met with this contact before, or somebody new. What was said last of her languages goes first: she is
    written to in the first in which letters are.
    """
    digest = tx.keyed_hash("contact", normalised_contact(contact))
    known = await tx.one(Person, f"{PERSON} where contact_hash = $1 for update", digest)
    if known is not None:
        return await _with_languages(tx, known, languages)
    new = uuid7()
    await tx.execute(
        """insert into person (id, state, contact_hash, contact, languages, kinds) values ($1, $2, $3, $4, $5, '{}')
           on conflict (contact_hash) do nothing""",
        new,
        PersonState.KNOWN,
        digest,
        await tx.seal(new, contact),
        list(languages),
    )
    found = await tx.one(Person, f"{PERSON} where contact_hash = $1 for update", digest)
    assert found is not None  # noqa: S101 - ours, or that of whoever was quicker
    return found


async def save_contact(tx: Transaction, id: UUID, contact: str) -> None:
    """Raises ContactTaken if somebody was met with it a moment ago."""
    try:
        await tx.execute(
            "update person set contact_hash = $2, contact = $3 where id = $1",
            id,
            tx.keyed_hash("contact", normalised_contact(contact)),
            await tx.seal(id, contact),
        )
    except UniqueViolationError as taken:
        raise ContactTaken(id, None) from taken


async def write_in(tx: Transaction, id: UUID, language: str) -> Person:
    """It goes first of her languages. Raises NotKnownHere."""
    return await _with_languages(tx, await for_update(tx, id), [language])


async def _with_languages(tx: Transaction, known: Person, first: Collection[str]) -> Person:
    languages = list(dict.fromkeys([*first, *known.languages]))
    if languages != known.languages:
        await tx.execute("update person set languages = $2 where id = $1", known.id, languages)
    return replace(known, languages=languages)


async def of_kind(tx: Transaction, kind: StaffKind) -> list[UUID]:
    return await tx.many(UUID, "select id from person where $1 = any(kinds) order by id", kind)


async def listed(tx: Transaction, kind: StaffKind, page: Page) -> Listed[Person]:
    sql = f"{PERSON} where $1 = any(kinds) and state = $2"
    return await tx.page(Person, sql, kind, PersonState.KNOWN, order={"id": "uuid"}, page=page)


async def require_kind(tx: Transaction, id: UUID, kind: StaffKind) -> None:
    """Raises NotOfThisKind, NotKnownHere."""
    kinds = (await get(tx, id)).kinds
    if kind not in kinds:
        raise NotOfThisKind(id, kind, tuple(kinds))


async def add_kind(tx: Transaction, id: UUID, kind: StaffKind, country: str) -> None:
    await tx.execute(
        """update person set kinds = array(select distinct unnest(kinds || array[$2::text]) order by 1), country = $3
           where id = $1""",
        id,
        kind,
        country,
    )


async def save_name(tx: Transaction, id: UUID, name: str, country: str | None) -> None:
    await tx.execute(
        "update person set name = $2, country = coalesce($3, country) where id = $1",
        id,
        await tx.seal(id, name),
        country,
    )


async def contact_of(tx: Transaction, id: UUID) -> str:
    """Raises NotKnownHere; PersonErased."""
    sealed = await sealed_of(tx, id)
    if sealed.contact is None:
        raise PersonErased(id)
    return await tx.unseal(id, sealed.contact)


async def name_of(tx: Transaction, id: UUID) -> str | None:
    sealed = await sealed_of(tx, id)
    return None if sealed.name is None else await tx.unseal(id, sealed.name)


async def names_of(tx: Transaction, ids: Collection[UUID]) -> dict[UUID, str]:
    """Of those of them who said one."""
    sql = "select id as person, name from person where id = any($1::uuid[]) and name is not null"
    named = await tx.many(Named, sql, list(ids))
    names = await tx.unseal_all([(one.person, one.name) for one in named])
    return {one.person: name for one, name in zip(named, names, strict=True)}


async def sealed_of(tx: Transaction, id: UUID) -> Sealed:
    found = await tx.one(Sealed, "select contact, name from person where id = $1", id)
    if found is None:
        raise NotKnownHere("person", id)
    return found


NEEDED = """
    exists (select from application a join training t on t.id = a.training
            where a.participant = person.id and a.erased_at is null
              and (a.state <> 'draft' or exists (select from form where application = a.id)
                   or not (t.cancelled or t.completed)))
"""
"""An application that is kept, or that she may still write."""


async def erase_unneeded(tx: Transaction, ids: Collection[UUID]) -> list[UUID]:
    """Of those among these who work for no training, and whose applications are erased, the key and what they are
    recognised by; who that is. They are locked first: who begins another application meanwhile is needed.
    """
    await tx.execute("select from person where id = any($1::uuid[]) order by id for update", list(ids))
    sql = f"""update person set state = $2, contact_hash = null, contact = null, name = null
              where id = any($1::uuid[]) and state = $3 and kinds = '{{}}' and not {NEEDED} returning id"""  # noqa: S608
    erased = await tx.many(UUID, sql, list(ids), PersonState.ERASED, PersonState.KNOWN)
    await tx.execute(
        "update person_key set wrapped = null, erased_at = clock_timestamp() where person = any($1::uuid[])", erased
    )
    return erased


async def next_version(tx: Transaction, id: UUID) -> int:
    """Of the next fact about her. Her row is locked until the unit of work ends."""
    return await tx.one(int, "update person set version = version + 1 where id = $1 returning version", id) or 1


async def save_consent(tx: Transaction, person: UUID, consent: Consent, version: int) -> None:
    await tx.execute(
        """insert into consent (person, purpose, item, version, given, text_version, at)
           values ($1, $2, $3, $4, $5, $6, $7)""",
        person,
        consent.purpose,
        consent.item,
        version,
        consent.given,
        consent.text_version,
        consent.at,
    )


async def consents_of(tx: Transaction, person: UUID) -> list[Consent]:
    """The newest of each purpose and item."""
    return await tx.many(
        Consent,
        """select distinct on (purpose, item) purpose, item, given, text_version, at from consent
           where person = $1 order by purpose, item, version desc""",
        person,
    )
