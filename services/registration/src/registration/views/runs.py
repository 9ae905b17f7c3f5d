"""Drafts while they are made, as the host's coordinator and its auditors see them."""

from uuid import UUID

from registration.domain.selection_run import SelectionRun
from registration.store import runs as store
from registration.views.host import hosted
from shared.backbone.transaction import Transaction


async def run(tx: Transaction, id: UUID) -> SelectionRun:
    """Raises NotKnownHere."""
    return await store.get(tx, id)


async def runs(tx: Transaction, training: UUID) -> list[SelectionRun]:
    """In the order in which they were asked for. Raises NotKnownHere, NotTheHost."""
    await hosted(tx, training)
    return await store.of_training(tx, training)
