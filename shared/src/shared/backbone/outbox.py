"""The outbox: append-only rows, read by the difference of two snapshots.

Source of the idea: PgQ (Skype, 2006). A row is handed out when it is visible in the new snapshot and was not in the
one before: no transaction is skipped however slow it was, and since a fact is written after its row was locked, the
order of `seq` is the order of the facts of one key.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from asyncpg import LockNotAvailableError
from opentelemetry import propagate
from uuid_utils.compat import uuid7

from shared.events.base import Event, Visibility
from shared.runtime.database import Connection
from shared.runtime.kafka import Address

LARGEST_EVENT_BYTES = 256 * 1024
OVERLAP = "1 hour"
"""How far behind the last known progress a restored cluster says its facts again."""
LONGEST_COPY_SECONDS = 3_600.0

ATTRIBUTES = ("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "content-type")
LAYOUTS = {1: ATTRIBUTES, 2: (*ATTRIBUTES, "traceparent")}
"""CloudEvents 1.0, binary mode: rows carry header values, and by `layout` their names."""


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
    await connection.execute(
        INSERT,
        [uuid7() for _ in messages],
        [m.topic for m in messages],
        [str(m.fact.subject) for m in messages],
        [m.value for m in messages],
        [m.fact.type_name() for m in messages],
        [m.traceparent for m in messages],
        address.source,
        datetime.now(UTC).isoformat(),
    )


INSERT = """
    insert into outbox (event_id, topic, key, value, layout, headers)
    select id, topic, convert_to(subject, 'UTF8'), value, case when trace is null then 1 else 2 end,
           array[convert_to('1.0', 'UTF8'), convert_to(id::text, 'UTF8'), convert_to(type, 'UTF8'),
                 convert_to($7::text, 'UTF8'), convert_to(subject, 'UTF8'), convert_to($8::text, 'UTF8'),
                 convert_to('application/json', 'UTF8')]
           || case when trace is null then '{}'::bytea[] else array[convert_to(trace, 'UTF8')] end
    from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::text[]) with ordinality
         as said (id, topic, subject, value, type, trace, position)
    order by position
"""


class Deposed(Exception):
    """Another relay leads now: this one may move nothing."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far the relay is: everything visible in `sent` is in Kafka; of what `draining` sees beyond it, everything
    up to `done_seq`. Snapshots are pg_snapshot texts.
    """

    sent: str
    sent_at: datetime
    draining: str | None
    draining_at: datetime | None
    done_seq: int
    epoch: int


@dataclass(frozen=True, slots=True)
class Record:
    """One event, ready to send."""

    seq: int
    topic: str
    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Page:
    """Records in order, and the cursor to advance to once they are acknowledged."""

    records: list[Record]
    after: Cursor
    nothing_left: bool
    """Whether everything that was committed before the page was taken is handed out."""


async def may_lead(connection: Connection) -> bool:
    """Whether this session has the lock of the one that leads; it keeps it until it ends."""
    lock = "select pg_try_advisory_lock(hashtext(current_schema()), hashtext('relay'))"
    return bool(await connection.fetchval(lock))


async def lead(connection: Connection) -> Cursor:
    """Begins a new epoch. Where a cursor was written by another cluster (a restore, a promotion), it is set back."""
    row = await connection.fetchrow(
        """update relay_cursor c set epoch = epoch + 1 from cluster_identity i
           returning c.sent::text as sent, c.sent_at, c.draining::text as draining, c.draining_at, c.done_seq, c.epoch,
             (c.system_identifier, c.timeline) is distinct from (i.system_identifier, i.timeline)
             or pg_snapshot_xmax(c.sent) > pg_snapshot_xmax(pg_current_snapshot()) as moved"""
    )
    assert row is not None  # noqa: S101 - the migration wrote the only row
    cursor = Cursor(**{name: value for name, value in row.items() if name != "moved"})
    return await set_back(connection, cursor) if row["moved"] else cursor


async def set_back(connection: Connection, cursor: Cursor) -> Cursor:
    """Whatever the cursor cannot prove sent is copied and handed out before anything else: doubled at most, never lost.

    `seen` is taken while the transaction has no id: what commits after it is in the next difference, what it sees
    and was not sent is in the copy.
    """
    async with connection.transaction():
        seen = await connection.fetchval("select pg_current_snapshot()::text")
        await connection.execute(COPY_UNPROVEN, cursor.sent, cursor.sent_at, timeout=LONGEST_COPY_SECONDS)
        row = await connection.fetchrow(DRAIN_COPIES, seen, cursor.epoch)
        if row is None:
            raise Deposed
    return replace(cursor, sent=seen, draining=row["draining"], draining_at=row["draining_at"], done_seq=0)


COPY_UNPROVEN = f"""
    insert into outbox (event_id, topic, key, value, layout, headers)
    select event_id, topic, key, value, layout, headers from outbox
    where created_at >= $2::timestamptz - interval '{OVERLAP}' or not pg_visible_in_snapshot(xid, $1::text::pg_snapshot)
    order by seq
"""  # noqa: S608 - a constant

DRAIN_COPIES = """
    with alone as (
        select format('%s:%s:%s', pg_snapshot_xmin(seen), own + 1, (
            select string_agg(xid::text, ',' order by xid) from (
                select pg_snapshot_xip(seen)::text::bigint union all
                select generate_series(pg_snapshot_xmax(seen)::text::bigint, own - 1)) running (xid)
        ))::pg_snapshot as snapshot
        from (select $1::text::pg_snapshot as seen, pg_current_xact_id()::text::bigint as own) s
    )
    update relay_cursor c
       set sent = $1::text::pg_snapshot, draining = alone.snapshot, draining_at = clock_timestamp(), done_seq = 0,
           system_identifier = i.system_identifier, timeline = i.timeline
      from cluster_identity i, alone where c.epoch = $2 returning c.draining::text as draining, c.draining_at
"""
"""The snapshot that is drained sees this transaction beyond `seen` and nothing else."""


async def between(connection: Connection, cursor: Cursor, limit: int) -> Page:
    """The next records, at most `limit`, in order.

    One statement, so that the snapshot in which rows are seen is the one that is remembered.
    """
    rows = await connection.fetch(BETWEEN, cursor.sent, cursor.draining, cursor.done_seq, limit)
    seen, seen_at = rows[0]["seen"], cursor.draining_at or rows[0]["seen_at"]
    records = [
        Record(r["seq"], r["topic"], r["key"], r["value"], list(zip(LAYOUTS[r["layout"]], r["headers"], strict=True)))
        for r in rows
        if r["seq"] is not None
    ]
    if len(records) < limit:
        after = replace(cursor, sent=seen, sent_at=seen_at, draining=None, draining_at=None, done_seq=0)
    else:
        after = replace(cursor, draining=seen, draining_at=seen_at, done_seq=records[-1].seq)
    return Page(records, after, nothing_left=not records and cursor.draining is None)


BETWEEN = """
    with bounds as materialized (
        select $1::text::pg_snapshot as old, coalesce($2::text::pg_snapshot, pg_current_snapshot()) as new,
               clock_timestamp() as at
    )
    select b.new::text as seen, b.at as seen_at, o.seq, o.topic, o.key, o.value, o.layout, o.headers
    from bounds b left join lateral (
        select seq, topic, key, value, layout, headers from outbox
        where xid >= pg_snapshot_xmin(b.old) and xid < pg_snapshot_xmax(b.new)
          and pg_visible_in_snapshot(xid, b.new) and not pg_visible_in_snapshot(xid, b.old)
          and seq > $3
        order by seq limit $4
    ) o on true
    order by o.seq
"""


async def advance(connection: Connection, after: Cursor) -> None:
    """Raises Deposed if another relay began an epoch."""
    moved = await connection.fetchval(
        """update relay_cursor set sent = $2::text::pg_snapshot, sent_at = $3, draining = $4::text::pg_snapshot,
             draining_at = $5, done_seq = $6
           where epoch = $1 returning true""",
        after.epoch,
        after.sent,
        after.sent_at,
        after.draining,
        after.draining_at,
        after.done_seq,
    )
    if not moved:
        raise Deposed


async def keep_days(connection: Connection) -> None:
    """Makes the partitions of the days to come and drops those that nobody needs any more, answers of yesterday, and
    links that expired a year ago, until then told as such; where somebody's long transaction is in the way, the next
    call does it.
    """
    with suppress(LockNotAvailableError):
        await connection.execute("select keep_outbox(), keep_inbox()")
    await connection.execute("delete from answer where given_at < clock_timestamp() - interval '1 day'")
    await connection.execute("delete from link where expires_at < clock_timestamp() - interval '1 year'")
