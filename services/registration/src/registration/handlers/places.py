"""Places at the host: answers, withdrawals, time that is over, enrolment, and what the coordinator decides."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from registration.domain.candidate import Assessment, Candidate
from registration.domain.place import OFFERED, TAKEN, Place
from registration.domain.training import Training
from registration.domain.vocabulary import (
    Admission,
    AnswerValue,
    NotSelectedReason,
    ReleaseCause,
    ReleaseReason,
    WithdrawalReason,
)
from registration.facts import home
from registration.facts import host as facts
from registration.handlers import candidates as hearing
from registration.handlers import seating
from registration.handlers.selections import open_seats, promote_if_possible, require_open_seat
from registration.store import candidates, places, trainings
from shared.backbone.transaction import Transaction

# ── what homes say


async def note_submitted(
    tx: Transaction, new: Candidate, code: str, admission: Admission, version: int, *, at: datetime
) -> None:
    """A candidate; in enrolment a place, while seats last."""
    known = await hearing.note(tx, new)
    if known is None:
        return
    await candidates.save(tx, known.on_submitted(code, admission, at=at, version=version))
    if admission is Admission.ENROLMENT:
        await seat_the_waiting(tx, new.training, at=at)


async def note_reviewed(tx: Transaction, new: Candidate, code: str, assessment: Assessment, version: int) -> None:
    known = await hearing.note(tx, new)
    if known is not None:
        await candidates.save(tx, known.on_reviewed(code, assessment, version=version))


async def note_withdrawn(
    tx: Transaction, new: Candidate, reason: WithdrawalReason, version: int, *, at: datetime
) -> None:
    """Her place is released, if she has one."""
    training = await trainings.for_update(tx, new.training)
    known = await hearing.note(tx, new)
    if known is None:
        return
    await candidates.save(tx, known.on_withdrawn(reason, version=version))
    how = ReleaseCause.ERASED if reason is WithdrawalReason.ERASED else ReleaseCause.WITHDRAWN
    before = await places.find_for_update(tx, new.application)
    if before is not None and (after := before.on_out(how)) != before:
        await seating.release(tx, training, before, after, at=at)
        await promote_if_possible(tx, new.training, at=at)


async def note_sent(tx: Transaction, new: Candidate, offer: UUID, version: int) -> None:
    await hearing.note_heard(tx, new, version)
    place = await places.find_for_update(tx, new.application)
    if place is not None and place.on_sent(offer) != place:
        await places.save(tx, place.on_sent(offer))


async def note_answer(
    tx: Transaction,
    new: Candidate,
    offer: UUID,
    answer: AnswerValue,
    reason: ReleaseReason | None,
    answered_at: datetime,
    version: int,
    *,
    at: datetime,
) -> None:
    """In time and to the newest offer: confirmed or released. Anything else changes nothing and is shown."""
    training = await trainings.for_update(tx, new.training)
    await hearing.note_heard(tx, new, version)
    before = await places.find_for_update(tx, new.application)
    if before is None:
        return
    if (cause := before.unused(offer, answered_at)) is not None:
        await places.note_unused_answer(tx, new.application, offer, cause, answer, answered_at)
        return
    if answer is AnswerValue.ACCEPTED:
        await seating.confirm(tx, training, before.on_accepted(), at=at)
        return
    await seating.release(tx, training, before, before.on_declined(reason), at=at)
    await promote_if_possible(tx, new.training, at=at)


# ── what time and scheduling say


async def end_offer(tx: Transaction, application: UUID, training_id: UUID, *, due: datetime) -> None:
    """The time to answer and the grace are over."""
    training = await trainings.for_update(tx, training_id)
    before = await places.for_update(tx, application)
    after = before.on_time_over(due)
    if after != before:
        await seating.release(tx, training, before, after, at=due)
        await promote_if_possible(tx, training_id, at=due)


async def seat_the_waiting(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """Those who enrolled, in the order in which they did, while seats last. Elsewhere hosted: nothing is kept."""
    training = await trainings.for_update(tx, id)
    if training.announced is None:
        return
    if training.known.host != tx.region:
        await candidates.forget_all(tx, id)
        return
    if training.known.admission is not Admission.ENROLMENT:
        return
    known = await candidates.of_training(tx, id)
    for candidate in sorted(known.values(), key=arrival):
        await seat(tx, training, candidate, at)


def arrival(candidate: Candidate) -> tuple[datetime | None, str]:
    return candidate.submitted_at, candidate.code or ""


async def seat(tx: Transaction, training: Training, candidate: Candidate, at: datetime) -> None:
    if candidate.submitted_at is None or candidate.withdrawn is not None:
        return
    if await places.find_for_update(tx, candidate.application) is not None:
        return
    place = Place.of(candidate)
    if open_seats(training, await places.of_training(tx, training.id)) > 0:
        await seating.confirm(tx, training, place.enrolled(), at=at)
        return
    full = place.not_selected(None)
    await places.save(tx, full)
    fact = facts.not_selected(full, NotSelectedReason.FULL, at=at)
    tx.announce(fact, visibility=home.visibility(training))


async def note_changed(tx: Transaction, id: UUID, parts: Collection[str], *, at: datetime) -> None:
    """New dates: an open offer can be answered longer. More seats: somebody may come in."""
    training = await trainings.for_update(tx, id)
    if training.known.host != tx.region:
        return
    if "dates" in parts:
        answer_by = training.known.answer_by(due=at, now=tx.now)
        for before in await places.of_training(tx, id):
            if (after := before.moved(answer_by)) != before:
                await seating.keep_offer(tx, training, after, at=at)
    await promote_if_possible(tx, id, at=at)


async def clear(tx: Transaction, id: UUID, how: ReleaseCause, *, at: datetime) -> None:
    """The training is cancelled: every place is released, the reserve stands down."""
    training = await trainings.for_update(tx, id)
    for before in await places.of_training(tx, id):
        if before.state in TAKEN:
            await seating.release(tx, training, before, before.on_out(how), at=at)
    await stand_down(tx, id, at=at)


async def stand_down(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """The list is closed."""
    training = await trainings.for_update(tx, id)
    for before in await places.of_training(tx, id):
        if (after := before.on_list_closed()) != before:
            await places.save(tx, after)
            fact = facts.not_selected(after, NotSelectedReason.STOOD_DOWN, at=at)
            tx.announce(fact, visibility=home.visibility(training))


# ── what the coordinator decides


async def release_place(tx: Transaction, application: UUID, reason: ReleaseReason | None, *, at: datetime) -> Place:
    """Raises NotInThisState, NotKnownHere."""
    training = await trainings.for_update(tx, (await places.for_update(tx, application)).training)
    before = await places.for_update(tx, application)
    after = before.release(reason)
    await seating.release(tx, training, before, after, at=at)
    if before.state in TAKEN:
        await promote_if_possible(tx, training.id, at=at)
    return after


async def offer_place(tx: Transaction, application: UUID, *, at: datetime) -> Place:
    """A new offer to somebody whose place was released, or more time for one that ran out. Raises NoOpenSeat …"""
    training = await trainings.for_update(tx, (await candidates.get(tx, application)).training)
    training.require_decided("make an offer", now=at)
    before = await places.for_update(tx, application)
    answer_by = training.known.answer_by(due=at, now=tx.now)
    if before.state in OFFERED:
        return await seating.keep_offer(tx, training, before.extended(answer_by, now=at), at=at)
    require_open_seat(training, await places.of_training(tx, training.id))
    after = before.offer_again(await candidates.get(tx, application), uuid7(), answer_by)
    return await seating.keep_offer(tx, training, after, at=at)
