"""Drafts, shown to whoever typed them."""

from uuid import UUID

from followup.domain.actors import Actor
from followup.domain.drafts import SENT_BY, DraftPart, Typed
from followup.store import drafts
from followup.views import plans
from shared.backbone.transaction import Transaction


async def of_new_plan(tx: Transaction, person: UUID, training: UUID) -> Typed | None:
    return await drafts.find(tx, person, DraftPart.PLAN, training)


async def is_begun(tx: Transaction, person: UUID, training: UUID) -> bool:
    """Of a new plan."""
    sql = "select exists(select from draft where participant = $1 and part = $2 and about = $3)"
    return bool(await tx.one(bool, sql, person, DraftPart.PLAN, training))


async def of_plan(tx: Transaction, id: UUID, by: Actor, part: DraftPart) -> Typed | None:
    """Raises NotKnownHere, NotPermitted."""
    (await plans.plan(tx, id)).permit(SENT_BY[part], by)
    return await drafts.find(tx, by.person, part, id)
