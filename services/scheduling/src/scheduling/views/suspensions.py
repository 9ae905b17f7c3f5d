"""Suspensions as they stand, and as they were."""

from scheduling.domain.suspension import Suspension
from scheduling.store.suspensions import SUSPENSION
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction


async def suspensions(tx: Transaction, page: Page) -> Listed[Suspension]:
    """All of them, the newest first."""
    return await tx.page(Suspension, SUSPENSION, order={"id": "uuid"}, page=page, backwards=True)
