"""What took place and who was there: recorded, completed, corrected."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from scheduling import facts
from scheduling.domain.actors import Actor
from scheduling.domain.attendance import completion
from scheduling.domain.attendance.register import Correction, Delivery, MarkGiven, Register, Told
from scheduling.domain.attendance.roster import RosterEntry
from scheduling.domain.particulars import refuse_twice
from scheduling.domain.training import Request, Training
from scheduling.domain.vocabulary import TrainingState
from scheduling.handlers.asking import asked_for
from scheduling.store import attendance as store
from scheduling.store import roster, trainings
from shared.backbone.transaction import Transaction


async def record_delivery(
    tx: Transaction, id: UUID, delivery: Delivery, reason: str | None, *, by: Actor, at: datetime
) -> None:
    training = await asked_for(tx, id, Request.RECORD, by)
    before = await store.register_for_update(tx, id)
    after = before.deliver(delivery, reason, is_over=training.state is TrainingState.COMPLETED)
    await store.save_deliveries(tx, id, [delivery])
    await store.add_corrections(tx, id, otherwise(before, delivery, reason, by.person, at))
    await say_again(tx, training, after, at)


async def record(tx: Transaction, id: UUID, told: Sequence[Told], *, by: Actor, at: datetime) -> None:
    """Several sessions at once, all of it or nothing: after completion it is said once what came of all of it.
    Raises CodesTwice.
    """
    training = await asked_for(tx, id, Request.RECORD, by)
    refuse_twice("sessions", (str(one.delivery.session) for one in told))
    before = after = await store.register_for_update(tx, id)
    for one in told:
        after = after.record(one, is_over=training.state is TrainingState.COMPLETED)
    await store.save_deliveries(tx, id, [one.delivery for one in told])
    await store.save_marks(tx, id, [mark for one in told for mark, _ in one.marks])
    deliveries = [one for each in told for one in otherwise(before, each.delivery, each.reason, by.person, at)]
    marks = [one for each in told for one in corrections(before, each.marks, by.person, at)]
    await store.add_corrections(tx, id, [*deliveries, *marks])
    await say_again(tx, training, after, at)


def otherwise(
    register: Register, delivery: Delivery, reason: str | None, by: UUID | None, at: datetime
) -> Iterable[Correction]:
    before = register.deliveries.get(delivery.session)
    if before is not None and before != delivery and reason:
        yield Correction(delivery.session, None, before, delivery, reason, at, by)


async def record_marks(tx: Transaction, id: UUID, marks: Iterable[MarkGiven], *, by: Actor, at: datetime) -> None:
    training = await asked_for(tx, id, Request.RECORD, by)
    before = await store.register_for_update(tx, id)
    given = tuple(marks)
    after = before.mark(given)
    await store.save_marks(tx, id, (mark for mark, _ in given))
    await store.add_corrections(tx, id, corrections(before, given, by.person, at))
    await say_again(tx, training, after, at)


def corrections(register: Register, marks: Iterable[MarkGiven], by: UUID | None, at: datetime) -> Iterable[Correction]:
    for mark, reason in marks:
        before = register.marks.get((mark.session, mark.application))
        if before is not None and before != mark and reason:
            yield Correction(mark.session, mark.application, before, mark, reason, at, by)


async def complete_training(tx: Transaction, id: UUID, *, by: Actor, at: datetime) -> Training:
    """Raises TooEarlyToComplete, NotRecordedYet, NoAgendaPublished."""
    training = await asked_for(tx, id, Request.COMPLETE, by)
    completion.refuse_early(training, at=at)
    register = await store.register_for_update(tx, id)
    register.require_complete()
    entries = completion.concluded(register, completion.plan_due(training, at=at))
    completed = training.complete(register.held(entries, completion.time_zone_of(training)))
    await say(tx, completed, completion.differing(register.roster, entries), at)
    await trainings.save(tx, completed)
    tx.announce(facts.training_completed(completed, at=at), visibility=facts.visibility(completed))
    return completed


async def say_again(tx: Transaction, training: Training, register: Register, at: datetime) -> None:
    """After completion a correction is said: the outcomes and the figures that differ."""
    if training.state is not TrainingState.COMPLETED:
        return
    entries = completion.concluded(register, completion.plan_due(training, at=at))
    await say(tx, training, completion.differing(register.roster, entries), at)
    corrected = training.correct(register.held(entries, completion.time_zone_of(training)))
    if corrected != training:
        await trainings.save(tx, corrected)
        tx.announce(facts.training_completed(corrected, at=at), visibility=facts.visibility(corrected))


async def say(tx: Transaction, training: Training, entries: Iterable[RosterEntry], at: datetime) -> None:
    changed = tuple(entries)
    await roster.save(tx, changed)
    attended = [facts.participant_attended(entry, training, host=tx.region, at=at) for entry in changed]
    tx.announce(*attended, visibility=facts.visibility(training))
