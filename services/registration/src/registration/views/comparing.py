"""Drafts of one training beside each other: who is in one and not in another, and what each quota gives and costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from registration.views.selections import Chosen, QuotaSeats, SelectionRow, some
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
    seats = [frozenset(one.application for one in row.selected) for row in rows]
    people = sorted(met(rows).values(), key=lambda one: one.code or "")
    standing = [Standing(one.application, one.code, one.score, stands_of(one.application, rows)) for one in people]
    return Compared(
        selections=rows,
        in_all=len(frozenset.intersection(*seats)),
        changing=[one for one in standing if SEAT in one.stands and len(set(one.stands)) > 1],
        quotas=list(by_quota(rows)),
    )


def met(rows: Sequence[SelectionRow]) -> dict[UUID, Chosen]:
    return {one.application: one for row in rows for one in (*row.selected, *row.reserve)}


def stands_of(application: UUID, rows: Sequence[SelectionRow]) -> list[str]:
    return [stands_in(application, row) for row in rows]


def stands_in(application: UUID, row: SelectionRow) -> str:
    if any(one.application == application for one in row.selected):
        return SEAT
    return RESERVE if any(one.application == application for one in row.reserve) else NOTHING


def by_quota(rows: Sequence[SelectionRow]) -> Iterator[list[QuotaSeats | None]]:
    """One that a draft was not made under is none there."""
    told = [{quota.id: quota for quota in row.quotas} for row in rows]
    for quota in sorted({quota for one in told for quota in one}):
        yield [one.get(quota) for one in told]
