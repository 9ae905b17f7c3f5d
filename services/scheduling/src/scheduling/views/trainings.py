"""Trainings as they stand."""

from uuid import UUID

from scheduling.domain.training import Training
from scheduling.domain.vocabulary import TrainingState
from scheduling.store import trainings as store
from scheduling.store.trainings import BY_DAY, HELD_WITH, TRAINING_TO_ORDER
from shared.backbone.pages import Listed, Page
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction


async def trainings(tx: Transaction, parent: UUID | None, state: TrainingState | None, page: Page) -> Listed[Training]:
    """In order of their first day, those without one last, none that is suspended; None: whichever."""
    sql = f"""{TRAINING_TO_ORDER} where ($1::uuid is null or parent = $1) and ($2::text is null or state = $2)
              and {going_on(HELD_WITH)}"""
    return await tx.page(Training, sql, parent, state, order=BY_DAY, page=page)


async def training(tx: Transaction, id: UUID) -> Training:
    """Raises NotKnownHere."""
    return await store.get(tx, id)
