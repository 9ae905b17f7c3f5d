"""Lists of panels that the host committed to, and what was drawn from each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.domain.announcement import Terms
from registration.domain.lottery import Lottery, Rules
from registration.domain.vocabulary import LotteryPolicy
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

LOTTERY = """
    select id, training, policy, threshold, reserve, homes_left_out, terms, revisions, hash, document, candidates,
           quotas, committed_at, seed, selection, drawn_at
    from lottery
"""


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    training: UUID
    policy: LotteryPolicy
    threshold: int | None
    reserve: int
    homes_left_out: tuple[str, ...]
    terms: Terms
    revisions: Mapping[UUID, int]
    hash: str
    document: Mapping[str, Any]
    candidates: str
    quotas: str
    committed_at: datetime
    seed: int | None
    selection: UUID | None
    drawn_at: datetime | None

    @property
    def lottery(self) -> Lottery:
        return Lottery(
            id=self.id,
            training=self.training,
            rules=Rules(self.policy, self.threshold, self.reserve, self.homes_left_out),
            terms=self.terms,
            revisions=self.revisions,
            hash=self.hash,
            document=self.document,
            candidates=self.candidates,
            quotas=self.quotas,
            committed_at=self.committed_at,
            seed=self.seed,
            selection=self.selection,
            drawn_at=self.drawn_at,
        )


async def add(tx: Transaction, lottery: Lottery) -> None:
    await tx.execute(
        """insert into lottery (id, training, policy, threshold, reserve, homes_left_out, terms, revisions, hash,
                                document, candidates, quotas, committed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""",
        lottery.id,
        lottery.training,
        lottery.rules.policy,
        lottery.rules.threshold,
        lottery.rules.reserve,
        list(lottery.rules.homes_left_out),
        lottery.terms,
        lottery.revisions,
        lottery.hash,
        lottery.document,
        lottery.candidates,
        lottery.quotas,
        lottery.committed_at,
    )


async def save(tx: Transaction, lottery: Lottery) -> None:
    """What was committed stays; only what was drawn is added."""
    await tx.execute(
        "update lottery set seed = $2, selection = $3, drawn_at = $4 where id = $1",
        lottery.id,
        lottery.seed,
        lottery.selection,
        lottery.drawn_at,
    )


async def get(tx: Transaction, id: UUID) -> Lottery:
    """Raises NotKnownHere."""
    return known(await tx.one(Row, f"{LOTTERY} where id = $1", id), id)


async def for_update(tx: Transaction, id: UUID) -> Lottery:
    """The row is locked until the unit of work ends. Raises NotKnownHere."""
    return known(await tx.one(Row, f"{LOTTERY} where id = $1 for update", id), id)


def known(row: Row | None, id: UUID) -> Lottery:
    if row is None:
        raise NotKnownHere("lottery", id)
    return row.lottery
