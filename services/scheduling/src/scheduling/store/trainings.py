"""Trainings, each read and written whole."""

from uuid import UUID

from scheduling.domain.training import Training
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

COLUMNS = "id, particulars, state, version, parent, plan, generation, decided, cancelled, held, notes"
TRAINING = f"select {COLUMNS} from training"  # noqa: S608 - constants
TRAINING_TO_ORDER = f"select {COLUMNS}, coalesce(starts_on, 'infinity') as by_day from training"  # noqa: S608
HELD_WITH = "training.id, case training.state when 'draft' then training.parent end"
"""The trainings with which one is suspended: itself; until it is announced, the one that it comes of too."""
HELD_WITH_IT = f"select unnest(array[{HELD_WITH}]) from training"  # noqa: S608 - constants
BY_DAY = {"by_day": "date", "id": "uuid"}
"""By its first day, those without one last."""


async def add(tx: Transaction, training: Training) -> None:
    await tx.execute(
        """insert into training (id, particulars, state, version, parent, plan, generation, decided, cancelled, held,
                                 notes, starts_on)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
        *row(training),
    )


async def save(tx: Transaction, training: Training) -> None:
    await tx.execute(
        """update training set particulars = $2, state = $3, version = $4, parent = $5, plan = $6, generation = $7,
                               decided = $8, cancelled = $9, held = $10, notes = $11, starts_on = $12
           where id = $1""",
        *row(training),
    )


def row(training: Training) -> tuple[object, ...]:
    return (
        training.id,
        training.particulars,
        training.state,
        training.version,
        training.parent,
        training.plan,
        training.generation,
        training.decided,
        training.cancelled,
        training.held,
        training.notes,
        training.particulars.starts_on,
    )


async def find(tx: Transaction, id: UUID) -> Training | None:
    return await tx.one(Training, f"{TRAINING} where id = $1", id)


async def find_for_update(tx: Transaction, id: UUID) -> Training | None:
    return await tx.one(Training, f"{TRAINING} where id = $1 for update", id)


async def get(tx: Transaction, id: UUID) -> Training:
    """Raises NotKnownHere."""
    return known(await find(tx, id), id)


async def for_update(tx: Transaction, id: UUID) -> Training:
    """The row is locked until the unit of work ends. Raises NotKnownHere."""
    return known(await find_for_update(tx, id), id)


def known(training: Training | None, id: UUID) -> Training:
    if training is None:
        raise NotKnownHere("training", id)
    return training
