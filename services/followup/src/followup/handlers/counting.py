"""How many people each training reached: said whenever a figure differs, kept for the tree when it is heard."""

from datetime import datetime

from followup import facts
from followup.domain.reach import ReachOfTraining, count
from followup.store import plans
from shared.backbone.transaction import Transaction


async def say_reach(tx: Transaction, now: ReachOfTraining | None, *, at: datetime) -> None:
    """ReachCounted, if any figure is another than the one that was said last."""
    if now is None:
        return
    before = await plans.reach_said_for_update(tx, now.training)
    counted = count(before, now)
    if counted is not before:
        await plans.save_reach_said(tx, counted)
        tx.announce(facts.reach_counted(counted, at=at))


async def note_reach(tx: Transaction, counted: ReachOfTraining) -> None:
    await plans.save_reach_heard(tx, counted)
