"""Which trainings are suspended, in the schema of each service: what the door and the lists look at."""

from datetime import datetime, timedelta
from uuid import UUID

from shared.backbone.reminders import Reminder
from shared.backbone.transaction import Transaction

SUSPENDED = "(select training from suspended)"
"""For `… not in`, in the lists of a service."""

LATER = timedelta(days=1)


async def hold(tx: Transaction, training: UUID, *, since: datetime) -> None:
    await tx.execute("insert into suspended (training, since) values ($1, $2) on conflict do nothing", training, since)


async def is_held(tx: Transaction, *trainings: UUID | None) -> bool:
    """Whether one of them is."""
    asked = "select exists(select from suspended where training = any($1::uuid[]))"
    return bool(await tx.one(bool, asked, [training for training in trainings if training is not None]))


async def is_put_off(tx: Transaction, reminder: Reminder, *trainings: UUID | None, at: datetime) -> bool:
    """Of a suspended training no time runs out; a day later it is looked at again. `at`: when it was due."""
    if not await is_held(tx, *trainings):
        return False
    tx.remind(reminder, due=at + LATER)
    return True


async def release(tx: Transaction, training: UUID) -> None:
    await tx.execute("delete from suspended where training = $1", training)
