"""What scheduling says: trainings, agendas, manuals, who was there; and timers that fire."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from followup import facts
from followup.domain.attendance import Attendance, expect
from followup.domain.catalogue import Manual
from followup.domain.plan import Plan
from followup.domain.report import Held
from followup.domain.training import Announced
from followup.handlers.counting import say_reach
from followup.handlers.reminding import PlanDue, ReportDue, set_plan_timer, set_report_timer
from followup.store import drafts, plans, trainings
from shared.backbone.suspensions import is_put_off
from shared.backbone.transaction import Transaction


async def note_announced(tx: Transaction, id: UUID, announced: Announced, *, changed: bool, at: datetime) -> None:
    """The plan that becomes it has its days now, or others."""
    training = (await trainings.for_update(tx, id)).on_announced(announced)
    await trainings.save(tx, training)
    await say_own_reach(tx, training.id, at=at)
    await move_plan(tx, id, lambda plan: plan.on_training_announced(announced.dates, at=at))
    if changed:
        await move_plan(tx, id, lambda plan: plan.on_training_changed(announced.dates, at=at))
    if training.held is not None:
        await note_completed(tx, id, training.held, at=at)


async def note_completed(tx: Transaction, id: UUID, held: Held, *, at: datetime) -> None:
    """It took place, whatever was said before."""
    training = (await trainings.for_update(tx, id)).on_completed(held)
    await trainings.save(tx, training)
    await say_own_reach(tx, id, at=at)
    if training.announced is not None:
        zone = training.announced.dates.time_zone
        await move_plan(tx, id, lambda plan: plan.on_training_completed(held, zone, at=at))


async def say_own_reach(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """Of a training of generation 0 that is hosted here; what others reached their plans say."""
    training = await trainings.find(tx, id)
    if training.announced is not None and training.announced.host == tx.region:
        await say_reach(tx, training.reach(), at=at)


async def note_cancelled(tx: Transaction, id: UUID, *, at: datetime) -> None:
    await move_plan(tx, id, lambda plan: plan.on_training_cancelled(at=at))
    await drafts.end(tx, id)


async def move_plan(tx: Transaction, training: UUID, move: Callable[[Plan], Plan]) -> None:
    """What its training's fact does to the plan that becomes it, if it is ours."""
    before = await plans.becoming(tx, training)
    if before is None or (after := move(before)) == before:
        return
    await plans.save(tx, after)
    set_report_timer(tx, after)


async def note_agenda(tx: Transaction, id: UUID, topics: Collection[str], facilitators: Collection[UUID]) -> None:
    await trainings.for_update(tx, id)
    await trainings.save_agenda(tx, id, topics, facilitators)


async def note_manual(tx: Transaction, manual: Manual) -> None:
    await trainings.save_manual(tx, manual)


async def note_attended(tx: Transaction, said: Attendance) -> None:
    """At her home, and nowhere else: a plan is expected of her, if the training asks for plans."""
    if said.home != tx.region:
        return
    known = await trainings.attendance_for_update(tx, said.application)
    attendance = known.on_attended(said.outcome, said.plan_due) if known else said
    await trainings.save_attendance(tx, attendance)
    if not attendance.attended:
        await drafts.end(tx, attendance.training, attendance.participant)
    before = await trainings.expected_of(tx, attendance.application)
    after = before.on_attended(attendance) if before else expect(attendance, id=uuid7())
    if after is not None and after != before:
        await trainings.save_expected(tx, after)
        set_plan_timer(tx, after)


async def remind_of_plan(tx: Transaction, reminder: PlanDue, *, at: datetime) -> None:
    """FollowUpDue; a timer of an earlier due time changes nothing."""
    before = await trainings.expected_for_update(tx, reminder.key)
    if before is None or (after := before.on_reminder(reminder.nth, reminder.due)) == before:
        return
    training = await trainings.attended_in(tx, after.application)
    if await is_put_off(tx, reminder, training, at=at):
        return
    await trainings.save_expected(tx, after)
    set_plan_timer(tx, after)
    tx.announce(facts.plan_due(after, training, reminder.due, at=at))


async def remind_of_report(tx: Transaction, reminder: ReportDue, *, at: datetime) -> None:
    before = await plans.for_update(tx, reminder.key)
    if (after := before.on_reminder(reminder.nth, reminder.due)) == before:
        return
    if await is_put_off(tx, reminder, after.parent, after.training, at=at):
        return
    await plans.save(tx, after)
    set_report_timer(tx, after)
    tx.announce(facts.report_due(after, reminder.due, at=at))
