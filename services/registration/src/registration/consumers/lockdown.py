"""What home and host hear of a training that is suspended or resumed."""

from registration.consumers.registry import reactions
from registration.handlers import places
from shared.backbone import suspensions
from shared.backbone.transaction import Transaction
from shared.events.scheduling import TrainingResumed, TrainingSuspended


@reactions.on(TrainingSuspended)
async def on_training_suspended(tx: Transaction, fact: TrainingSuspended) -> None:
    await suspensions.hold(tx, fact.training, since=fact.at)


@reactions.on(TrainingResumed)
async def on_training_resumed(tx: Transaction, fact: TrainingResumed) -> None:
    await suspensions.release(tx, fact.training)
    await places.note_resumed(tx, fact.training, at=fact.at)
