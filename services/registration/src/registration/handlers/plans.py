"""What is heard of plans, and of those that are awaited, for the page of the training that they follow."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from registration.domain.plan import Named, Plan
from registration.domain.vocabulary import Outcome, Part, PlanState
from registration.store import plans
from shared.backbone.transaction import Transaction


async def note(tx: Transaction, named: Named, change: Callable[[Plan], Plan]) -> None:
    before = await plans.for_update(tx, named.plan)
    await plans.save(tx, change(before.on_named(named)))


async def note_state(tx: Transaction, named: Named, state: PlanState, *, at: datetime) -> None:
    await note(tx, named, lambda plan: plan.on_state(state, at=at))


STATE_OF_RETURN = {Part.PLAN: PlanState.RETURNED, Part.REPORT: PlanState.HELD}


async def note_returned(tx: Transaction, named: Named, part: Part, *, at: datetime) -> None:
    await note_state(tx, named, STATE_OF_RETURN[part], at=at)


async def note_planned(tx: Transaction, named: Named, *, at: datetime) -> None:
    """Of its lead no other is awaited any more."""
    await note_state(tx, named, PlanState.PLANNED, at=at)
    if named.parent and named.lead:
        await plans.close(tx, named.parent, named.lead)


async def note_approved(tx: Transaction, named: Named, *, mentored: bool, at: datetime) -> None:
    await note(tx, named, lambda plan: plan.on_state(PlanState.APPROVED, at=at).on_mentor(named=mentored))


async def note_mentor(tx: Transaction, named: Named) -> None:
    await note(tx, named, lambda plan: plan.on_mentor(named=True))


async def note_due(tx: Transaction, named: Named, part: Part, due: datetime, nth: int, *, at: datetime) -> None:
    """Of a plan that is due there is none yet, only somebody of whom it is awaited."""
    if part is Part.REPORT:
        await note(tx, named, lambda plan: plan.on_reminded(due, nth, at=at))
    elif named.parent and named.lead:
        await plans.remind(tx, named.parent, named.lead, due, nth)


async def note_attended(
    tx: Transaction, training: UUID, participant: UUID, outcome: Outcome, plan_due: datetime | None, *, at: datetime
) -> None:
    """Whoever was there owes a plan, if the training asks for plans."""
    await plans.expect(tx, training, participant, None if outcome is Outcome.NO_SHOW else plan_due, at=at)


async def note_joined(tx: Transaction, application: UUID) -> None:
    """She carries the plan of another: none of her own is awaited."""
    await plans.close_by(tx, application)
