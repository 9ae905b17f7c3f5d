"""The inbox: a fact takes effect once, and never after a newer one of the same key."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.backbone.arrivals import Heard
from shared.backbone.transaction import Transaction

Scope = tuple[str, str, str, UUID]
"""Order holds per topic, source, role and key only; so versions are compared within one such scope."""


@dataclass(frozen=True, slots=True)
class KnownVersion:
    topic: str
    source: str
    role: str
    subject: UUID
    version: int


async def admit(tx: Transaction, heard: Sequence[Heard]) -> list[Heard]:
    """Those that are new, in their order.

    Its first statement is to be the transaction's first: two owners of a partition meet here. Ids go in sorted, so
    that they wait for one another instead of deadlocking.
    """
    if not heard:
        return []
    new = await remember(tx, heard)
    newest = await versions(tx, [one for one in heard if one.id in new])
    fresh = []
    for one in heard:
        if one.id in new and one.fact.version > newest.get(scope(one), 0):
            newest[scope(one)] = one.fact.version
            fresh.append(one)
    await keep_versions(tx, {scope(one): newest[scope(one)] for one in fresh})
    return fresh


def scope(heard: Heard) -> Scope:
    return heard.topic, heard.source, heard.fact.role.value, heard.fact.subject


async def remember(tx: Transaction, heard: Sequence[Heard]) -> set[UUID]:
    """The ids that were not known before; one that occurs twice in the batch counts once."""
    ids = sorted({one.id for one in heard})
    sql = "insert into inbox (event_id) select unnest($1::uuid[]) on conflict do nothing returning event_id"
    return set(await tx.many(UUID, sql, ids))


async def versions(tx: Transaction, heard: Sequence[Heard]) -> dict[Scope, int]:
    if not heard:
        return {}
    rows = await tx.many(
        KnownVersion,
        "select topic, source, role, subject, version from heard where subject = any($1::uuid[])",
        sorted({one.fact.subject for one in heard}),
    )
    return {(row.topic, row.source, row.role, row.subject): row.version for row in rows}


async def keep_versions(tx: Transaction, newest: dict[Scope, int]) -> None:
    if not newest:
        return
    rows = sorted((*place, version) for place, version in newest.items())
    await tx.execute(
        """insert into heard (topic, source, role, subject, version)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::integer[])
           on conflict (subject, topic, source, role) do update set version = excluded.version
           where heard.version < excluded.version""",
        *(list(column) for column in zip(*rows, strict=True)),
    )
