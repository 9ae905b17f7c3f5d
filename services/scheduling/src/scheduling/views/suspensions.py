"""Suspensions as they stand, and as they were."""

from scheduling.domain.suspension import Suspension
from scheduling.store.suspensions import SUSPENSION
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction


async def suspensions(tx: Transaction, page: Page, *, running: bool) -> Listed[Suspension]:
    """All of them, or those alone that are not over, the newest first."""
    sql = f"{SUSPENSION} where not $1::bool or resumed_at is null"
    return await tx.page(Suspension, sql, running, order={"id": "uuid"}, page=page, backwards=True)
