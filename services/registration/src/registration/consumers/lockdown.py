"""What home and host hear of what is suspended or resumed: a training, or all of the region."""

from registration.consumers.registry import reactions
from registration.handlers import places
from shared.backbone import suspensions
from shared.backbone.transaction import Transaction
from shared.events.scheduling import RegionResumed, RegionSuspended, TrainingResumed, TrainingSuspended


@reactions.on(TrainingSuspended)
async def on_training_suspended(tx: Transaction, fact: TrainingSuspended) -> None:
    await suspensions.hold(tx, fact.training, since=fact.at)


@reactions.on(TrainingResumed)
async def on_training_resumed(tx: Transaction, fact: TrainingResumed) -> None:
    await suspensions.release(tx, fact.training)
    await places.note_resumed(tx, fact.training, at=fact.at)


@reactions.on(RegionSuspended)
async def on_region_suspended(tx: Transaction, fact: RegionSuspended) -> None:
    await suspensions.hold_region(tx, fact.suspension, since=fact.at)


@reactions.on(RegionResumed)
async def on_region_resumed(tx: Transaction, fact: RegionResumed) -> None:
    await suspensions.release_region(tx, fact.suspension)
    await places.note_region_resumed(tx, at=fact.at)
