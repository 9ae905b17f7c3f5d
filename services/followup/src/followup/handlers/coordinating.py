"""Who looks after a training."""

from uuid import UUID

from followup.store import trainings
from shared.backbone.transaction import Transaction


async def look_after(tx: Transaction, training: UUID, coordinator: UUID | None) -> None:
    """In place of whoever did; None: whichever of the region. Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    await trainings.save_coordinator(tx, training, coordinator)
