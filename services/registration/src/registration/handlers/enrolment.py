"""Enrolment: a place at once while seats last, in the order in which people come."""

from datetime import datetime
from uuid import UUID

from registration.domain.candidate import Candidate
from registration.domain.place import Place
from registration.domain.seats import Seats
from registration.domain.training import Training
from registration.domain.vocabulary import Admission, NotSelectedReason
from registration.handlers import candidates as hearing
from registration.handlers.keeping import keep
from registration.store import candidates, places, trainings
from shared.backbone.suspensions import is_held
from shared.backbone.transaction import Transaction


async def note_submitted(
    tx: Transaction, new: Candidate, code: str, admission: Admission, *, at: datetime, version: int
) -> None:
    """A candidate; in enrolment a place, or word that there is none, which waits while the training is suspended."""
    enrols = admission is Admission.ENROLMENT
    training = await (trainings.for_update if enrols else trainings.find)(tx, new.training)
    before = await hearing.known(tx, new)
    if before is None:
        return
    candidate = before.on_submitted(code, admission, at=at, version=version)
    await candidates.save(tx, candidate)
    if enrols and training.announced is not None and not await is_held(tx, training.id):
        await seat(tx, training, candidate, at=at)


async def seat_the_waiting(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """Those who came before the training was announced to us, or while it was suspended. One that is hosted elsewhere
    is not ours to fill.
    """
    training = await trainings.for_update(tx, id)
    if training.known.host != tx.region:
        await candidates.forget_training(tx, id)
        return
    if await is_held(tx, id):
        return
    decided = {place.application for place in await places.of_training(tx, id)}
    known = await candidates.of_training(tx, id)
    waiting = [one for one in known.values() if is_waiting(one) and one.application not in decided]
    for candidate in sorted(waiting, key=lambda one: (one.submitted_at or at, one.application)):
        await seat(tx, training, candidate, at=at)


def is_waiting(candidate: Candidate) -> bool:
    return candidate.admission is Admission.ENROLMENT and candidate.withdrawn is None


async def seat(tx: Transaction, training: Training, candidate: Candidate, *, at: datetime) -> None:
    """The last seat goes to one alone: the training's row is locked."""
    states = await places.states(tx, training.id)
    new = Place.of(candidate)
    if training.cancelled or training.completed:
        decided = new.turn_away(NotSelectedReason.STOOD_DOWN)
    elif Seats.of_states(training.known.terms.seats, states).open:
        decided = new.enrol()
    else:
        decided = new.turn_away(NotSelectedReason.FULL)
    await keep(tx, training, [(new, decided)], at=at)
