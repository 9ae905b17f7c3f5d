"""All places of a training at once: what scheduling says of it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from registration.domain.training import Training
from registration.handlers.enrolment import seat_the_waiting
from registration.handlers.keeping import keep
from registration.handlers.promotion import fill_open_seats
from registration.store import places, trainings
from shared.backbone.transaction import Transaction


async def note_changed(tx: Transaction, id: UUID, parts: Collection[str], *, at: datetime) -> None:
    """Other days: who has to answer has time to think again. More seats are filled at once."""
    training = await trainings.for_update(tx, id)
    if training.known.host != tx.region:
        return
    if "dates" in parts:
        await give_time(tx, training, at=at)
    if "seats" in parts:
        await fill_open_seats(tx, training, at=at)


async def note_resumed(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """While it was suspended nobody could answer, and no seat was given to anybody."""
    training = await trainings.for_update(tx, id)
    if training.announced is not None and training.announced.host == tx.region:
        await give_time(tx, training, at=at)
        await fill_open_seats(tx, training, at=at)
        await seat_the_waiting(tx, id, at=at)


async def note_region_resumed(tx: Transaction, *, at: datetime) -> None:
    """All of them with the end of the suspension: between the two somebody would lose her place or be overtaken. Where
    one cannot go on, the region stays suspended here until the fact is tried again.
    """
    for training in await trainings.hosted(tx):
        await note_resumed(tx, training, at=at)


async def give_time(tx: Transaction, training: Training, *, at: datetime) -> None:
    """To whoever has to answer: as long as for a new offer, from `at` on."""
    answer_by = training.known.answer_by(due=at, now=tx.now)
    found = await places.of_training(tx, training.id)
    await keep(tx, training, [(before, before.on_more_time(answer_by)) for before in found], at=at)


async def note_cancelled(tx: Transaction, id: UUID, *, at: datetime) -> None:
    training = await trainings.for_update(tx, id)
    found = await places.of_training(tx, id)
    await keep(tx, training, [(before, before.on_cancelled()) for before in found], at=at)


async def note_completed(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """The reserve is told that the list is closed."""
    training = await trainings.for_update(tx, id)
    found = await places.of_training(tx, id)
    await keep(tx, training, [(before, before.on_list_closed()) for before in found], at=at)
