"""Dead letters: facts that cannot be applied are kept, with the later facts of their key in order behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.backbone.arrivals import Arrival
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What an operator sees: never the value."""

    id: int
    topic: str
    partition: int
    position: int
    key: bytes | None
    type: str
    waits: bool
    error: str
    attempts: int
    parked_at: datetime


SHOWN = """
    id, topic, partition, position, key, waits, error, attempts, parked_at,
    coalesce(encode(headers[array_position(names, 'ce_type')], 'escape'), '') as type
"""


async def divert(tx: Transaction, batch: Sequence[Arrival]) -> list[Arrival]:
    """Parks those whose key has a dead letter already; returns the others.

    The heads are locked: a replay that empties a key's queue waits for whoever joins it, and the other way round.
    """
    keys = {(arrival.topic, arrival.key) for arrival in batch if arrival.key is not None}
    heads = await tx.many(
        Head,
        """select topic, key from dead_letter where key is not null
           and (topic, key) in (select * from unnest($1::text[], $2::bytea[])) order by id for share""",
        [topic for topic, _ in keys],
        [key for _, key in keys],
    )
    parked = {(head.topic, head.key) for head in heads}
    passing = []
    for arrival in batch:
        if (arrival.topic, arrival.key) in parked:
            await park(tx, arrival, waits=True, error="")
        else:
            passing.append(arrival)
    return passing


@dataclass(frozen=True, slots=True)
class Head:
    topic: str
    key: bytes


async def park(tx: Transaction, arrival: Arrival, *, waits: bool, error: str) -> None:
    """Keeps a record. One that was parked before (its offset was not committed) is kept once; a header's name without
    the NUL that no text column takes, so that nothing stops those behind it.
    """
    await tx.execute(
        """insert into dead_letter (topic, partition, position, key, value, names, headers, waits, error, attempts)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $8 then 0 else 1 end) on conflict do nothing""",
        arrival.topic,
        arrival.partition,
        arrival.position,
        arrival.key,
        arrival.value,
        [name.replace("\0", "\ufffd") for name, _ in arrival.headers],
        [value for _, value in arrival.headers],
        waits,
        error,
    )


async def shown(tx: Transaction, page: Page) -> Listed[DeadLetter]:
    """The oldest first."""
    return await tx.page(DeadLetter, f"select {SHOWN} from dead_letter", order={"id": "bigint"}, page=page)  # noqa: S608


async def one(tx: Transaction, id: int) -> DeadLetter | None:
    return await tx.one(DeadLetter, f"select {SHOWN} from dead_letter where id = $1", id)  # noqa: S608


async def count(tx: Transaction) -> int:
    """Parked facts and reminders that failed."""
    sql = """select (select count(*) from dead_letter)
                  + (select count(*) from reminder where failure is not null)"""
    return await tx.one(int, sql) or 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A dead letter with its content."""

    id: int
    topic: str
    partition: int
    position: int
    key: bytes | None
    value: bytes | None
    names: list[str]
    headers: list[bytes | None]

    @property
    def arrival(self) -> Arrival:
        headers = list(zip(self.names, self.headers, strict=True))
        return Arrival(self.topic, self.partition, self.position, self.key, self.value, headers)


async def head(tx: Transaction, topic: str, key: bytes | None, id: int) -> Kept | None:
    """The first dead letter of a key (of a record without key: the one of that id), locked."""
    return await tx.one(
        Kept,
        """select id, topic, partition, position, key, value, names, headers from dead_letter
           where case when $2::bytea is null then id = $3 else topic = $1 and key = $2 end
           order by id limit 1 for update""",
        topic,
        key,
        id,
    )


async def failed_again(tx: Transaction, id: int, error: str) -> None:
    await tx.execute(
        "update dead_letter set attempts = attempts + 1, error = $2, waits = false where id = $1", id, error
    )


async def drop(tx: Transaction, id: int) -> bool:
    """Whether there was one. Those that wait behind it are to be replayed then."""
    return bool(await tx.one(bool, "delete from dead_letter where id = $1 returning true", id))
