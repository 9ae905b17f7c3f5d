"""The outbox: append-only rows, read by the difference of two snapshots.

Source of the idea: PgQ (Skype, 2006). A row is handed out when it is visible in the new snapshot and was not in the
one before: no transaction is skipped however slow it was, and since a fact is written after its row was locked, the
order of `seq` is the order of the facts of one key.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from opentelemetry import propagate
from uuid_utils.compat import uuid7

from shared.events.base import Event, Visibility
from shared.runtime.database import Connection
from shared.runtime.kafka import Address

LARGEST_EVENT_BYTES = 256 * 1024
OVERLAP = "1 hour"


@dataclass(frozen=True, slots=True)
class Message:
    """A fact on its way into the outbox."""

    fact: Event
    topic: str
    value: bytes
    traceparent: str | None


def message(fact: Event, address: Address, visibility: Visibility | None) -> Message:
    """Raises ValueError if the fact is too large to travel, or nobody said whether it leaves the region."""
    value = fact.model_dump_json(exclude_none=True).encode()
    if len(value) > LARGEST_EVENT_BYTES:
        raise ValueError(f"{fact.type_name()} has {len(value)} bytes; at most {LARGEST_EVENT_BYTES} travel")
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    return Message(fact, address.topic_for(fact.leaves, visibility), value, carrier.get("traceparent"))


async def write(connection: Connection, messages: Sequence[Message], address: Address) -> None:
    """One insert for all of them; to be the last statement before commit."""
    if not messages:
        return
    now = datetime.now(UTC).isoformat()
    rows = [(uuid7(), m.topic, str(m.fact.subject).encode(), m.value, m) for m in messages]
    await connection.execute(
        """insert into outbox (event_id, topic, key, value, headers)
           select id, topic, key, value, string_to_array(convert_from(headers, 'UTF8'), E'\\n')::text[]::bytea[]
           from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[]) with ordinality
             as new (id, topic, key, value, headers, position)
           order by position""",
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] for row in rows],
        [row[3] for row in rows],
        ["\n".join(headers(row[0], row[4], address, now)).encode() for row in rows],
    )


def headers(id: Any, m: Message, address: Address, now: str) -> list[str]:
    """CloudEvents 1.0 in binary mode: names and values in turn."""
    pairs = {
        "ce_specversion": "1.0",
        "ce_id": str(id),
        "ce_type": m.fact.type_name(),
        "ce_source": address.source,
        "ce_subject": str(m.fact.subject),
        "ce_time": now,
        "content-type": "application/json",
    }
    if m.traceparent:
        pairs["traceparent"] = m.traceparent
    return [text for pair in pairs.items() for text in pair]


class Deposed(Exception):
    """Another relay leads now: this one may move nothing."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far the relay is: `sent` is in Kafka; of what `next` sees beyond it, everything up to `done_seq`."""

    sent: str
    next: str | None
    done_seq: int
    epoch: int


@dataclass(frozen=True, slots=True)
class Record:
    seq: int
    topic: str
    key: bytes
    value: bytes
    headers: list[bytes]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Records in order, and the cursor to advance to once they are acknowledged."""

    records: list[Record]
    after: Cursor

    @property
    def settles(self) -> bool:
        """Whether the cursor must be kept: an empty difference need not be."""
        return bool(self.records)


async def lead(connection: Connection) -> Cursor:
    """Waits for the session lock, then begins a new epoch. A cursor that another cluster wrote is set back."""
    await connection.execute("select pg_advisory_lock(hashtext(current_schema()), hashtext('relay'))")
    row = await connection.fetchrow(
        """update relay_cursor c set epoch = epoch + 1 from cluster_identity() i
           returning c.sent_snapshot::text as sent, c.next_snapshot::text as next, c.done_seq, c.epoch,
             (c.system_identifier, c.timeline) is distinct from (i.system_identifier, i.timeline)
             or pg_snapshot_xmax(c.sent_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as moved"""
    )
    assert row is not None  # noqa: S101 - the migration wrote the only row
    cursor = Cursor(row["sent"], row["next"], row["done_seq"], row["epoch"])
    return await set_back(connection, cursor) if row["moved"] else cursor


async def set_back(connection: Connection, cursor: Cursor) -> Cursor:
    """After a restore or a promotion: whatever the cursor cannot prove sent is copied behind what is there."""
    async with connection.transaction():
        await connection.execute(
            f"""insert into outbox (event_id, topic, key, value, headers)
                select event_id, topic, key, value, headers from outbox, relay_cursor
                where created_at >= sent_until - interval '{OVERLAP}' order by seq"""  # noqa: S608 - a constant
        )
        snapshot = await connection.fetchval("select pg_current_snapshot()::text")
        await connection.execute(
            """update relay_cursor c set sent_snapshot = $1::text::pg_snapshot, next_snapshot = null, done_seq = 0,
                 system_identifier = i.system_identifier, timeline = i.timeline
               from cluster_identity() i where c.epoch = $2""",
            snapshot,
            cursor.epoch,
        )
    return replace(cursor, sent=snapshot, next=None, done_seq=0)


async def between(connection: Connection, cursor: Cursor, limit: int) -> Page:
    """The next records, at most `limit`. Taken in one statement, so that the snapshot that is read in is the one
    that is remembered.
    """
    rows = await connection.fetch(BETWEEN, cursor.sent, cursor.next, cursor.done_seq, limit)
    seen = rows[0]["seen"]
    records = [
        Record(r["seq"], r["topic"], r["key"], r["value"], r["headers"], r["created_at"])
        for r in rows
        if r["seq"] is not None
    ]
    if len(records) < limit:
        return Page(records, replace(cursor, sent=seen, next=None, done_seq=0))
    return Page(records, replace(cursor, next=seen, done_seq=records[-1].seq))


BETWEEN = """
    with bounds as materialized (
        select $1::text::pg_snapshot as old, coalesce($2::text::pg_snapshot, pg_current_snapshot()) as new
    )
    select b.new::text as seen, o.seq, o.topic, o.key, o.value, o.headers, o.created_at
    from bounds b left join lateral (
        select seq, topic, key, value, headers, created_at from outbox
        where xid >= pg_snapshot_xmin(b.old) and xid < pg_snapshot_xmax(b.new)
          and pg_visible_in_snapshot(xid, b.new) and not pg_visible_in_snapshot(xid, b.old)
          and seq > $3
        order by seq limit $4
    ) o on true
    order by o.seq
"""


async def advance(connection: Connection, page: Page) -> None:
    """Raises Deposed if another relay began an epoch."""
    after = page.after
    moved = await connection.fetchval(
        """update relay_cursor set sent_snapshot = $2::text::pg_snapshot, next_snapshot = $3::text::pg_snapshot,
             done_seq = $4, sent_until = greatest(sent_until, $5)
           where epoch = $1 returning true""",
        after.epoch,
        after.sent,
        after.next,
        after.done_seq,
        max(r.created_at for r in page.records),
    )
    if not moved:
        raise Deposed


async def unsent(connection: Connection) -> tuple[int, float]:
    """How many events wait (none before the cursor is counted), and the age of the oldest in seconds."""
    row = await connection.fetchrow(
        """select count(*) as n, coalesce(extract(epoch from clock_timestamp() - min(o.created_at)), 0)::float8 as age
           from relay_cursor c join outbox o on o.xid >= pg_snapshot_xmin(c.sent_snapshot)
             and not pg_visible_in_snapshot(o.xid, c.sent_snapshot)
           where not (c.next_snapshot is not null and pg_visible_in_snapshot(o.xid, c.next_snapshot)
                      and o.seq <= c.done_seq)"""
    )
    assert row is not None  # noqa: S101 - an aggregate
    return row["n"], row["age"]
