"""Suspensions as they stand, and as they were."""

from collections.abc import Sequence

from scheduling.domain.suspension import Suspension
from scheduling.store.suspensions import SUSPENSION
from shared.backbone.transaction import Transaction


async def suspensions(tx: Transaction) -> Sequence[Suspension]:
    """All of them, the newest first."""
    return await tx.many(Suspension, f"{SUSPENSION} order by id desc")
