"""Suspend a training or all of the region at once; resume by two."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from scheduling import facts
from scheduling.domain.suspension import Suspension, resumed
from scheduling.domain.vocabulary import SuspensionReason
from scheduling.store import suspensions as store
from scheduling.store import trainings
from shared.backbone import suspensions
from shared.backbone.transaction import Transaction


async def suspend_training(
    tx: Transaction, id: UUID, reason: SuspensionReason, by: UUID, *, at: datetime
) -> Suspension:
    """Also one that is suspended: who did it again is written down, and it takes two to resume that too."""
    await store.alone(tx)
    training = await trainings.for_update(tx, id)
    goes_on = not await store.running(tx, id)
    suspension = Suspension(uuid7(), id, reason, by, at)
    await store.save(tx, suspension)
    if goes_on:
        training = training.said()
        await suspensions.hold(tx, id, since=at)
        await trainings.save(tx, training)
        tx.announce(facts.training_suspended(suspension, training, at=at))
    return suspension


async def resume_training(tx: Transaction, id: UUID, by: UUID, *, at: datetime) -> Sequence[Suspension]:
    """Those that she asked to end, or ended. Raises NotSuspended, SecondPersonNeeded, NotKnownHere."""
    await store.alone(tx)
    await trainings.for_update(tx, id)
    return await resume(tx, resumed(await store.running(tx, id), by, training=id, at=at), at=at)


async def suspend_region(tx: Transaction, reason: SuspensionReason, by: UUID, *, at: datetime) -> Suspension:
    """Whatever is announced or suspended, here or elsewhere; meanwhile nothing is announced."""
    await store.alone(tx)
    suspension = Suspension(uuid7(), None, reason, by, at)
    await store.save(tx, suspension)
    await suspensions.hold_region(tx, suspension.id, since=at)
    tx.announce(facts.region_suspended(suspension, at=at))
    return suspension


async def resume_all(tx: Transaction, by: UUID, *, at: datetime) -> Sequence[Suspension]:
    """The region and every training that is suspended. Raises NotSuspended, SecondPersonNeeded."""
    await store.alone(tx)
    return await resume(tx, resumed(await store.all_running(tx), by, training=None, at=at), at=at)


async def resume(tx: Transaction, asked: Sequence[Suspension], *, at: datetime) -> Sequence[Suspension]:
    for one in asked:
        await store.save(tx, one)
    over = [one for one in asked if one.is_over]
    for one in over:
        if one.training is None:
            await suspensions.release_region(tx, one.id)
            tx.announce(facts.region_resumed(one, at=at))
    for training, newest in {one.training: one for one in over if one.training is not None}.items():
        if not await store.running(tx, training):
            await let_go_on(tx, training, newest, at=at)
    return asked


async def let_go_on(tx: Transaction, id: UUID, newest: Suspension, *, at: datetime) -> None:
    training = (await trainings.for_update(tx, id)).said()
    await suspensions.release(tx, id)
    await trainings.save(tx, training)
    tx.announce(facts.training_resumed(newest, training, at=at))
