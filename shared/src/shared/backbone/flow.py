"""How much of what was said, heard and remembered is still on its way."""

from dataclasses import dataclass
from datetime import datetime

from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Delay:
    """From the commit of a fact at `source` to the commit of its effect here."""

    source: str
    count: int
    median_ms: float


@dataclass(frozen=True, slots=True)
class Flow:
    """`lag` is None while nobody knows it; `lag_seconds`: how old what is left to apply may be, 0
    without lag.
    """

    now: datetime
    schema_version: str
    unsent: int
    oldest_unsent_seconds: float
    lag: int | None
    parked: int
    due_reminders: int
    next_due: datetime | None
    lag_seconds: float | None
    sent: int
    applied: int
    duplicates: int
    epoch: int
    delays: list[Delay]


@dataclass(frozen=True, slots=True)
class Unsent:
    count: int
    oldest_seconds: float


async def unsent(tx: Transaction) -> Unsent:
    """What waits to be sent. A row of a restored dump may have the id of a transaction that is still to come."""
    waiting = await tx.one(
        Unsent,
        """select count(*) as count,
                  coalesce(extract(epoch from clock_timestamp() - min(o.created_at)), 0)::float8 as oldest_seconds
           from relay_cursor c join outbox o on o.xid >= pg_snapshot_xmin(c.sent)
             and o.xid < pg_snapshot_xmax(pg_current_snapshot()) and not pg_visible_in_snapshot(o.xid, c.sent)
           where c.draining is null or o.seq > c.done_seq or not pg_visible_in_snapshot(o.xid, c.draining)""",
    )
    assert waiting is not None  # noqa: S101 - an aggregate
    return waiting


async def schema_version(tx: Transaction) -> str:
    """The number of the newest migration."""
    return await tx.one(str, "select max(version) from schema_migrations") or ""


@dataclass(frozen=True, slots=True)
class Remembered:
    due: int
    next_due: datetime | None


async def remembered(tx: Transaction, now: datetime) -> Remembered:
    """Reminders that will fire."""
    reminders = await tx.one(
        Remembered,
        """select count(*) filter (where due <= $1) as due, min(due) as next_due
           from reminder where failure is null""",
        now,
    )
    assert reminders is not None  # noqa: S101 - an aggregate
    return reminders
