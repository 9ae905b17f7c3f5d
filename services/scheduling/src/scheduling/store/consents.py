"""Consent to public texts."""

from collections.abc import Iterable
from uuid import UUID

from shared.backbone.transaction import Transaction


async def note(tx: Transaction, person: UUID, item: UUID | None, *, given: bool, version: int) -> None:
    """`item`: a training; None: every one of them."""
    await tx.execute(
        """insert into public_text_consent (person, item, given, version) values ($1, $2, $3, $4)
           on conflict (person, item) do update set given = excluded.given, version = excluded.version
           where public_text_consent.version < excluded.version""",
        person,
        item,
        given,
        version,
    )


async def consenting(tx: Transaction, people: Iterable[UUID], training: UUID) -> set[UUID]:
    """Whose newest word about it is yes. What is not known is no."""
    sql = """select person from (
                 select distinct on (person) person, given from public_text_consent
                 where person = any($1) and (item is null or item = $2) order by person, version desc
             ) newest where given"""
    return set(await tx.many(UUID, sql, list(people), training))
