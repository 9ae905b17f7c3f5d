"""Organisations, programmes, manuals."""

from collections.abc import Iterable
from uuid import UUID

from scheduling.domain.catalogue import Organisation, Programme
from scheduling.domain.manual import Manual
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

MANUAL = "select id, code, title, edition, language, modules, state, version from manual"


async def add_organisation(tx: Transaction, organisation: Organisation) -> bool:
    """False if the code is taken."""
    sql = (
        "insert into organisation (id, code, name, country) values ($1, $2, $3, $4) on conflict do nothing returning 1"
    )
    row = organisation.id, organisation.code, organisation.name, organisation.country
    return await tx.one(int, sql, *row) is not None


async def add_programme(tx: Transaction, programme: Programme) -> bool:
    """False if the code is taken."""
    sql = "insert into programme (id, code, title) values ($1, $2, $3) on conflict do nothing returning 1"
    return await tx.one(int, sql, programme.id, programme.code, programme.title) is not None


async def add_manual(tx: Transaction, manual: Manual) -> bool:
    """False if there is this edition in this language."""
    sql = """insert into manual (id, code, title, edition, language, modules, state, version)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1"""
    head = manual.id, manual.code, manual.title, manual.edition, manual.language
    return await tx.one(int, sql, *head, manual.modules, manual.state, manual.version) is not None


async def manual_for_update(tx: Transaction, id: UUID) -> Manual:
    """Raises NotKnownHere."""
    manual = await tx.one(Manual, f"{MANUAL} where id = $1 for update", id)
    if manual is None:
        raise NotKnownHere("manual", id)
    return manual


async def save_manual(tx: Transaction, manual: Manual) -> None:
    sql = "update manual set state = $2, version = $3 where id = $1"
    await tx.execute(sql, manual.id, manual.state, manual.version)


async def manuals(tx: Transaction, ids: Iterable[UUID]) -> list[Manual]:
    """Those that exist, in order of code."""
    return await tx.many(Manual, f"{MANUAL} where id = any($1) order by code, language", list(ids))


async def published_editions(tx: Transaction, codes: Iterable[str]) -> set[tuple[str, str]]:
    """(code, language) of what is published of these manuals."""
    sql = "select code || ' ' || language from manual where state = 'published' and code = any($1)"
    pairs = [text.partition(" ") for text in await tx.many(str, sql, sorted(set(codes)))]
    return {(code, language) for code, _, language in pairs}


async def unknown_organisations(tx: Transaction, ids: Iterable[UUID]) -> list[UUID]:
    return await unknown(tx, "organisation", ids)


async def unknown_programmes(tx: Transaction, ids: Iterable[UUID]) -> list[UUID]:
    return await unknown(tx, "programme", ids)


async def unknown_manuals(tx: Transaction, ids: Iterable[UUID]) -> list[UUID]:
    return await unknown(tx, "manual", ids)


async def unknown(tx: Transaction, table: str, ids: Iterable[UUID]) -> list[UUID]:
    sql = f"select given from unnest($1::uuid[]) given where given not in (select id from {table})"  # noqa: S608
    return await tx.many(UUID, sql, list(ids))
