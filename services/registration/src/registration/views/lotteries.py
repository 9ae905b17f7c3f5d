"""What the host's coordinator and its auditors see of lotteries, before and after the draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.domain.lottery import LotteryState
from registration.domain.vocabulary import LotteryPolicy
from registration.store import lotteries as store
from registration.views.host import hosted
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

LOTTERY = """
    select l.id as lottery, l.training, l.policy, l.threshold,
           case when l.selection is null then 'committed' else 'drawn' end as state, l.hash as list_hash,
           said.input_hash, said.seats, said.candidates, said.numbers, said.value as smallest_chance, said.bound,
           said.verdict, l.reserve, l.homes_left_out, l.committed_at, l.seed,
           drawn.document -> 'decision' ->> 'number' as number, l.selection, l.drawn_at
    from lottery l
    cross join jsonb_to_record(l.document -> 'decision')
         as said (input_hash text, seats int, candidates int, numbers text, value text, bound text, verdict text)
    left join selection drawn on drawn.id = l.selection
"""
"""Lists and proofs are long: of them is read only what is told."""


@dataclass(frozen=True, slots=True)
class LotteryRow:
    lottery: UUID
    training: UUID
    policy: LotteryPolicy
    threshold: int | None
    state: LotteryState
    list_hash: str
    input_hash: str
    seats: int
    candidates: int
    numbers: str
    smallest_chance: str
    bound: str
    verdict: str
    reserve: int
    homes_left_out: Sequence[str]
    committed_at: datetime
    seed: int | None
    number: str | None
    selection: UUID | None
    drawn_at: datetime | None


async def lottery(tx: Transaction, id: UUID) -> LotteryRow:
    """Raises NotKnownHere."""
    found = await tx.one(LotteryRow, f"{LOTTERY} where l.id = $1", id)
    if found is None:
        raise NotKnownHere("lottery", id)
    return found


async def lotteries(tx: Transaction, training: UUID) -> list[LotteryRow]:
    """In the order in which they were committed. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    return await tx.many(LotteryRow, f"{LOTTERY} where l.training = $1 order by l.committed_at, l.id", training)


async def list_of(tx: Transaction, id: UUID) -> Any:
    """Raises NotKnownHere."""
    return (await store.get(tx, id)).document["proof"]["list"]
