"""A plan or a report that is begun: kept as it is typed, as long as it can be sent."""

from uuid import UUID

from followup.domain.actors import Actor
from followup.domain.drafts import SENT_BY, DraftPart, Typed
from followup.domain.refusals import AlreadyPlanned
from followup.store import drafts, plans, trainings
from shared.backbone.transaction import Transaction


async def keep_of_new_plan(tx: Transaction, person: UUID, training: UUID, typed: Typed) -> bool:
    """Whether it was begun with this. Raises DidNotAttend, AlreadyPlanned."""
    (await trainings.attendance_of(tx, person, training)).require("make a plan")
    if earlier := await plans.running_of(tx, person, training):
        raise AlreadyPlanned(earlier.id, person, earlier.state)
    return await drafts.save(tx, person, DraftPart.PLAN, training, typed)


async def keep_of_plan(tx: Transaction, id: UUID, by: Actor, part: DraftPart, typed: Typed) -> bool:
    """Of a plan that is written again, or of a report on it; whether it was begun with this. Raises NotPermitted,
    NotInThisState.
    """
    (await plans.for_update(tx, id)).admit(SENT_BY[part], by)
    return await drafts.save(tx, by.person, part, id, typed)
