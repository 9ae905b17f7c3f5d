"""Suspensions, the running one and those that are over."""

from collections.abc import Sequence
from uuid import UUID

from scheduling.domain.suspension import Suspension
from shared.backbone.transaction import Transaction

SUSPENSION = """select id, training, reason, suspended_by, suspended_at, of_region, asked_by, asked_at, resumed_by,
                       resumed_at
                from suspension"""
LOCK = "hashtext(current_schema()), hashtext('suspensions')"


async def alone(tx: Transaction) -> None:
    """Nobody else suspends, resumes or announces until this unit of work ends."""
    await tx.execute(f"select pg_advisory_xact_lock({LOCK})")


async def while_nobody_suspends(tx: Transaction) -> None:
    """Whoever suspends or resumes waits until this unit of work ends, and this one for them."""
    await tx.execute(f"select pg_advisory_xact_lock_shared({LOCK})")


async def running(tx: Transaction, training: UUID) -> Suspension | None:
    return await tx.one(Suspension, f"{SUSPENSION} where training = $1 and resumed_at is null for update", training)


async def all_running(tx: Transaction) -> Sequence[Suspension]:
    return await tx.many(Suspension, f"{SUSPENSION} where resumed_at is null order by training")


async def of_region(tx: Transaction) -> Suspension | None:
    """The first of those with which the region was suspended, if it is."""
    return await tx.one(Suspension, f"{SUSPENSION} where of_region and resumed_at is null order by id limit 1")


async def widen(tx: Transaction) -> None:
    """Those that run are with all of the region."""
    await tx.execute("update suspension set of_region = true where resumed_at is null")


async def save(tx: Transaction, suspension: Suspension) -> None:
    await tx.execute(
        """insert into suspension (id, training, reason, suspended_by, suspended_at, asked_by, asked_at, resumed_by,
                                   resumed_at, of_region)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           on conflict (id) do update set asked_by = excluded.asked_by, asked_at = excluded.asked_at,
           resumed_by = excluded.resumed_by, resumed_at = excluded.resumed_at""",
        suspension.id,
        suspension.training,
        suspension.reason,
        suspension.suspended_by,
        suspension.suspended_at,
        suspension.asked_by,
        suspension.asked_at,
        suspension.resumed_by,
        suspension.resumed_at,
        suspension.of_region,
    )
