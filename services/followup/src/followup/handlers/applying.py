"""How far people came towards a training, as registration tells of it: for counts alone."""

from uuid import UUID

from followup.domain.vocabulary import AtHome, AtHost
from followup.store import applications
from shared.backbone.transaction import Transaction


async def note_at_home(
    tx: Transaction, application: UUID, training: UUID, state: AtHome, code: str | None = None
) -> None:
    """`code`: where the fact has it; stays."""
    await applications.save_at_home(tx, application, training, state, code)


async def note_at_host(tx: Transaction, application: UUID, training: UUID, state: AtHost) -> None:
    await applications.save_at_host(tx, application, training, state)
