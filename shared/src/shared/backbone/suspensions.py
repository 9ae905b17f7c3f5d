"""What is suspended, in the schema of each service: trainings, or all of the region. Whoever wants to know whether
something goes on asks here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from shared.backbone.reminders import Reminder
from shared.backbone.transaction import Transaction
from shared.refusals import Refusal

LATER = timedelta(days=1)
OF_NO_TRAINING = "null"
SUSPENDING = 423
"""The number of a lock in a schema."""


@dataclass(eq=False)
class Suspended(Refusal):
    """This training, or all of the region, is suspended."""

    status: ClassVar[int] = 423

    def sentence(self) -> str:
        return "This is suspended, with its training or with all of the region, until two people resume it."


def going_on(trainings: str) -> str:
    """SQL for whether neither the region nor any of these is suspended. `trainings`: expressions, or a query, for ids;
    with one that is null whatever it stands for waits for the region alone.
    """
    return f"""(not exists (select from suspended_region)
               and not exists (select from suspended as held (held_training) where held_training in ({trainings})))"""  # noqa: S608 - a service's own query


async def goes_on(tx: Transaction, trainings: str, *values: object) -> bool:
    """`values`: of the parameters in `trainings`."""
    return bool(await tx.one(bool, f"select {going_on(trainings)}", *values))


async def is_held(tx: Transaction, *trainings: UUID | None) -> bool:
    """Whether one of them is, or the region."""
    return not await goes_on(tx, "select unnest($1::uuid[])", trainings)


async def require_going_on(tx: Transaction, *trainings: UUID | None) -> None:
    """Raises Suspended."""
    if await is_held(tx, *trainings):
        raise Suspended


async def is_put_off(tx: Transaction, reminder: Reminder, *trainings: UUID | None, at: datetime) -> bool:
    """Of what is suspended no time runs out; a day later it is looked at again. `at`: when it was due."""
    if not await is_held(tx, *trainings):
        return False
    tx.remind(reminder, due=at + LATER)
    return True


async def none_begins(tx: Transaction) -> None:
    """Until the end of this unit of work, which is near: whoever suspends something waits for it."""
    await tx.execute("select pg_advisory_xact_lock_shared(hashtextextended(current_schema(), $1))", SUSPENDING)


def begins(tx: Transaction) -> None:
    """Behind whoever looked a last time whether she may go on, and before whoever has not: after this unit of work
    nobody changes anything of what is suspended.
    """
    tx.at_the_end("select pg_advisory_xact_lock(hashtextextended(current_schema(), $1))", SUSPENDING)


async def hold(tx: Transaction, training: UUID, *, since: datetime) -> None:
    begins(tx)
    await tx.execute("insert into suspended (training, since) values ($1, $2) on conflict do nothing", training, since)


async def release(tx: Transaction, training: UUID) -> None:
    await tx.execute("delete from suspended where training = $1", training)


async def hold_region(tx: Transaction, suspension: UUID, *, since: datetime) -> None:
    """Until this suspension, and every other of the region, is over."""
    begins(tx)
    await tx.execute(
        "insert into suspended_region (suspension, since) values ($1, $2) on conflict do nothing", suspension, since
    )


async def release_region(tx: Transaction, suspension: UUID) -> None:
    await tx.execute("delete from suspended_region where suspension = $1", suspension)
