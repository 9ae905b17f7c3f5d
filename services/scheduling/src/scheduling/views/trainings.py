"""Trainings as they stand."""

from uuid import UUID

from scheduling.domain.training import Training
from scheduling.domain.vocabulary import TrainingState
from scheduling.store import trainings as store
from scheduling.store.trainings import TRAINING
from shared.backbone.transaction import Transaction


async def trainings(tx: Transaction, parent: UUID | None, state: TrainingState | None) -> list[Training]:
    """In order of their first day, those without one last, none that is suspended; None: whichever."""
    where = """where ($1::uuid is null or parent = $1) and ($2::text is null or state = $2)
               and id not in (select training from suspended)"""
    return await tx.many(Training, f"{TRAINING} {where} order by starts_on nulls last, id", parent, state)


async def training(tx: Transaction, id: UUID) -> Training:
    """Raises NotKnownHere."""
    return await store.get(tx, id)
