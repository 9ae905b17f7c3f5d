"""Suspend a training or all of them at once; resume by two."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from scheduling import facts
from scheduling.domain.refusals.suspension import NotSuspended, SuspendedAlready
from scheduling.domain.suspension import Suspension
from scheduling.domain.training import Request
from scheduling.domain.vocabulary import SuspensionReason
from scheduling.store import suspensions as store
from scheduling.store import trainings
from shared.backbone import suspensions
from shared.backbone.transaction import Transaction


async def suspend_training(
    tx: Transaction, id: UUID, reason: SuspensionReason, by: UUID, *, at: datetime, of_region: bool = False
) -> Suspension:
    await store.alone(tx)
    training = await trainings.for_update(tx, id)
    running = await store.running(tx, id)
    if running is not None:
        raise SuspendedAlready(id, running.suspended_at)
    training = training.said(Request.SUSPEND)
    suspension = Suspension(uuid7(), id, reason, by, at, of_region)
    await store.save(tx, suspension)
    await suspensions.hold(tx, id, since=at)
    await trainings.save(tx, training)
    tx.announce(facts.training_suspended(suspension, training, at=at))
    return suspension


async def resume_training(tx: Transaction, id: UUID, by: UUID, *, at: datetime) -> Suspension:
    await store.alone(tx)
    training = await trainings.for_update(tx, id)
    running = await store.running(tx, id)
    if running is None:
        raise NotSuspended(id)
    suspension = running.resume(by, at=at)
    await store.save(tx, suspension)
    if suspension.is_over:
        training = training.said(Request.SUSPEND)
        await suspensions.release(tx, id)
        await trainings.save(tx, training)
        tx.announce(facts.training_resumed(suspension, training, at=at))
    return suspension


async def suspend_region(tx: Transaction, reason: SuspensionReason, by: UUID, *, at: datetime) -> Sequence[Suspension]:
    """Every training that is known outside and goes on; meanwhile none is announced, also where each was suspended
    alone before.
    """
    await store.alone(tx)
    going_on = await trainings.going_on(tx)
    held = [await suspend_training(tx, training, reason, by, at=at, of_region=True) for training in going_on]
    if not held:
        await store.widen(tx)
    return held


async def resume_region(tx: Transaction, by: UUID, *, at: datetime) -> Sequence[Suspension]:
    """Every training that is suspended."""
    await store.alone(tx)
    return [await resume_training(tx, one.training, by, at=at) for one in await store.all_running(tx)]
