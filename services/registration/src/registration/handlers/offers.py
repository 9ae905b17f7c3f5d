"""One place: what its home and the clock say of it, and what the coordinator decides about it."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from registration.domain.candidate import Candidate
from registration.domain.place import Answer, Place
from registration.domain.seats import Seats
from registration.domain.vocabulary import PlaceState, ReleaseReason, WithdrawalReason
from registration.handlers import candidates as hearing
from registration.handlers.keeping import AnswerDue, keep
from registration.handlers.promotion import fill_open_seats
from registration.store import candidates, places, trainings
from shared.backbone.suspensions import is_put_off
from shared.backbone.transaction import Transaction


async def note_invited(tx: Transaction, new: Candidate, offer: UUID, *, at: datetime, version: int) -> None:
    training = await trainings.for_update(tx, new.training)
    await hearing.note_heard(tx, new, version=version)
    before = await places.find_for_update(tx, new.application)
    if before is not None:
        await keep(tx, training, [(before, before.on_invited(offer, at=at))], at=at)


async def note_answered(tx: Transaction, new: Candidate, answer: Answer, *, version: int) -> None:
    training = await trainings.for_update(tx, new.training)
    await hearing.note_heard(tx, new, version=version)
    before = await places.find_for_update(tx, new.application)
    if before is not None and await keep(tx, training, [(before, before.on_answered(answer))], at=answer.at):
        await fill_open_seats(tx, training, at=answer.at)


async def note_withdrawn(
    tx: Transaction, new: Candidate, reason: WithdrawalReason, *, at: datetime, version: int
) -> None:
    """No offer can reach her any more; a place that she had is released."""
    training = await trainings.for_update(tx, new.training)
    candidate = await hearing.known(tx, new)
    if candidate is None:
        return
    await candidates.save(tx, candidate.on_withdrawn(reason, version=version))
    before = await places.find_for_update(tx, new.application)
    if before is not None and await keep(tx, training, [(before, before.on_withdrawn(reason))], at=at):
        await fill_open_seats(tx, training, at=at)


async def note_answer_due(tx: Transaction, reminder: AnswerDue, *, due: datetime) -> None:
    """While the training is suspended nobody can answer, and no place is lost."""
    training = await trainings.for_update(tx, reminder.training)
    if await is_put_off(tx, reminder, training.id, at=due):
        return
    before = await places.for_update(tx, reminder.key)
    if await keep(tx, training, [(before, before.on_answer_due(at=due))], at=due):
        await fill_open_seats(tx, training, at=due)


async def release_place(tx: Transaction, application: UUID, reason: ReleaseReason, *, at: datetime) -> Place:
    """Of somebody in reserve: she is passed over. Raises TrainingIsOver, NotInThisState, NotKnownHere and others."""
    training = await trainings.for_update(tx, await places.training_of(tx, application))
    training.require_not_ended("release a place")
    before = await places.for_update(tx, application)
    after = before.release(reason)
    if await keep(tx, training, [(before, after)], at=at):
        await fill_open_seats(tx, training, at=at)
    return after


async def offer_again(tx: Transaction, application: UUID, *, at: datetime) -> Place:
    """A new offer, or longer for one that reached nobody. Raises NoOpenSeat and what `Place.offer_again` raises."""
    training = await trainings.for_update(tx, await places.training_of(tx, application))
    training.require_before_start("offer a place", now=at)
    before = await places.for_update(tx, application)
    candidate = await candidates.get(tx, application)
    answer_by = training.known.answer_by(due=at, now=tx.now)
    after = before.offer_again(candidate, uuid7(), answer_by, now=at)
    if before.state is PlaceState.RELEASED:
        states = await places.states(tx, training.id)
        Seats.of_states(training.known.terms.seats, states).require_open(training.id)
    await keep(tx, training, [(before, after)], at=at)
    return after
