"""Consent to public texts."""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Consenting:
    person: UUID
    training: UUID


async def consenting(tx: Transaction, people: Iterable[UUID], trainings: Iterable[UUID]) -> set[Consenting]:
    """Whose newest word about which of them is yes. What is not known is no."""
    sql = """select person, training from (
                 select distinct on (person, training) person, training, given
                 from public_text_consent join unnest($2::uuid[]) as asked (training) on item is null or item = training
                 where person = any($1) order by person, training, version desc
             ) newest where given"""
    return set(await tx.many(Consenting, sql, list(people), list(trainings)))
