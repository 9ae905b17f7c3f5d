"""Suspensions, those that run and those that are over."""

from collections.abc import Sequence
from uuid import UUID

from scheduling.domain.suspension import Suspension
from shared.backbone.transaction import Transaction

SUSPENSION = """select id, training, reason, suspended_by, suspended_at, asked_by, asked_at, resumed_by, resumed_at
                from suspension"""
LOCK = "hashtext(current_schema()), hashtext('suspensions')"


async def alone(tx: Transaction) -> None:
    """Nobody else suspends, resumes or announces until this unit of work ends."""
    await tx.execute(f"select pg_advisory_xact_lock({LOCK})")


async def while_nobody_suspends(tx: Transaction) -> None:
    """Whoever suspends or resumes waits until this unit of work ends, and this one for them."""
    await tx.execute(f"select pg_advisory_xact_lock_shared({LOCK})")


async def running(tx: Transaction, training: UUID) -> Sequence[Suspension]:
    """Each is resumed for itself."""
    return await tx.many(Suspension, f"{SUSPENSION} where training = $1 and resumed_at is null order by id", training)


async def all_running(tx: Transaction) -> Sequence[Suspension]:
    """The region's among them."""
    return await tx.many(Suspension, f"{SUSPENSION} where resumed_at is null order by training, id")


async def save(tx: Transaction, suspension: Suspension) -> None:
    await tx.execute(
        """insert into suspension (id, training, reason, suspended_by, suspended_at, asked_by, asked_at, resumed_by,
                                   resumed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
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
    )
