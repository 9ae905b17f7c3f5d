"""Drafts of one training beside each other: who is in one and not in another, and what each quota gives and costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from registration.views.selections import QuotaSeats, SelectionRow, some
from shared.backbone.transaction import Transaction

SEAT, RESERVE, NOTHING = "seat", "reserve", "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who does not stand alike in all. `stands`: in each, in their order."""

    application: UUID
    code: str | None
    score: int | None
    stands: Sequence[str]


@dataclass(frozen=True, slots=True)
class Compared:
    selections: Sequence[SelectionRow]
    in_all: int
    changing: Sequence[Standing]
    quotas: Sequence[Sequence[QuotaSeats | None]]


async def comparison(tx: Transaction, training: UUID, asked: Sequence[UUID]) -> Compared:
    """Raises NotKnownHere, NotTheHost."""
    return compared(await some(tx, training, asked))


def compared(rows: Sequence[SelectionRow]) -> Compared:
    met = {one.application: one for row in rows for one in (*row.selected, *row.reserve)}
    stands = [stands_in(row) for row in rows]
    standing = [
        Standing(one.application, one.code, one.score, [each.get(one.application, NOTHING) for each in stands])
        for one in sorted(met.values(), key=lambda one: one.code or "")
    ]
    return Compared(
        selections=rows,
        in_all=sum({*one.stands} == {SEAT} for one in standing),
        changing=[one for one in standing if SEAT in one.stands and len(set(one.stands)) > 1],
        quotas=list(by_quota(rows)),
    )


def stands_in(row: SelectionRow) -> dict[UUID, str]:
    """Of everybody who has a seat or stands by."""
    reserve = dict.fromkeys((one.application for one in row.reserve), RESERVE)
    return {**reserve, **dict.fromkeys((one.application for one in row.selected), SEAT)}


def by_quota(rows: Sequence[SelectionRow]) -> Iterator[list[QuotaSeats | None]]:
    """One that a draft was not made under is none there."""
    told = [{quota.id: quota for quota in row.quotas} for row in rows]
    for quota in sorted({quota for one in told for quota in one}):
        yield [one.get(quota) for one in told]
