"""What the host's coordinator and its auditors see of lotteries, before and after the draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from registration.domain.lottery import Lottery, LotteryState
from registration.domain.vocabulary import LotteryPolicy
from registration.store import lotteries as store
from registration.views.host import hosted
from shared.backbone.transaction import Transaction


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
    selection: UUID | None
    drawn_at: datetime | None

    @classmethod
    def of(cls, lottery: Lottery) -> "LotteryRow":
        said = lottery.document["decision"]
        return cls(
            lottery=lottery.id,
            training=lottery.training,
            policy=lottery.rules.policy,
            threshold=lottery.rules.threshold,
            state=lottery.state,
            list_hash=lottery.hash,
            input_hash=said["input_hash"],
            seats=said["seats"],
            candidates=said["candidates"],
            numbers=str(said["numbers"]),
            smallest_chance=said["value"],
            bound=said["bound"],
            verdict=said["verdict"],
            reserve=lottery.rules.reserve,
            homes_left_out=lottery.rules.homes_left_out,
            committed_at=lottery.committed_at,
            seed=lottery.seed,
            selection=lottery.selection,
            drawn_at=lottery.drawn_at,
        )


async def lottery(tx: Transaction, id: UUID) -> LotteryRow:
    """Raises NotKnownHere."""
    return LotteryRow.of(await store.get(tx, id))


async def lotteries(tx: Transaction, training: UUID) -> list[LotteryRow]:
    """In the order in which they were committed. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    return [LotteryRow.of(one) for one in await store.of_training(tx, training)]


async def list_of(tx: Transaction, id: UUID) -> Any:
    """Raises NotKnownHere."""
    return (await store.get(tx, id)).document["proof"]["list"]
