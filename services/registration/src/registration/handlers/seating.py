"""One place at a time: offered, confirmed, released. Whatever frees a seat promotes from the reserve."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from registration.domain.place import GRACE, Place
from registration.domain.training import Training
from registration.domain.vocabulary import PlaceState, Via
from registration.facts import home
from registration.facts import host as facts
from registration.store import places
from shared.backbone.reminders import Reminder
from shared.backbone.transaction import Transaction


class AnswerDue(Reminder):
    """An offer's time to answer is over. Key: the application."""

    training: UUID


async def offer(
    tx: Transaction, training: Training, place: Place, selection: UUID | None, via: Via, *, at: datetime
) -> Place:
    """A new offer (ParticipantSelected)."""
    answer_by = training.known.answer_by(due=at, now=tx.now)
    return await keep_offer(tx, training, place.offered(selection, uuid7(), answer_by, via), at=at)


async def keep_offer(tx: Transaction, training: Training, place: Place, *, at: datetime) -> Place:
    """Saves it, says it, and looks at it again when its time is over."""
    await places.save(tx, place)
    tx.announce(facts.participant_selected(place, at=at), visibility=home.visibility(training))
    if place.answer_by is not None:
        tx.remind(AnswerDue(key=place.application, training=training.id), due=place.answer_by + GRACE)
    return place


async def confirm(tx: Transaction, training: Training, place: Place, *, at: datetime) -> None:
    """PlaceConfirmed."""
    await places.save(tx, place)
    tx.forget(AnswerDue, place.application)
    tx.announce(facts.place_confirmed(place, at=at), visibility=home.visibility(training))


async def release(tx: Transaction, training: Training, before: Place, after: Place, *, at: datetime) -> None:
    """PlaceReleased."""
    await places.save(tx, after)
    tx.forget(AnswerDue, after.application)
    was_confirmed = before.state is PlaceState.CONFIRMED
    fact = facts.place_released(after, was_confirmed=was_confirmed, at=at)
    tx.announce(fact, visibility=home.visibility(training))
