"""What homes say about applications, as far as the host needs it."""

from uuid import UUID

from registration.domain.candidate import Candidate
from registration.domain.closing import Tally
from registration.store import candidates, trainings
from shared.backbone.transaction import Transaction


async def may_be_ours(tx: Transaction, training: UUID) -> bool:
    """A training that was not announced to us yet may be hosted here."""
    announced = (await trainings.find(tx, training)).announced
    return announced is None or announced.host == tx.region


async def note(tx: Transaction, new: Candidate) -> Candidate | None:
    """Hers as it was before, locked; None if the training is hosted elsewhere."""
    return await candidates.for_update(tx, new) if await may_be_ours(tx, new.training) else None


async def note_heard(tx: Transaction, new: Candidate, version: int) -> None:
    """A fact that changes nothing about her as a candidate."""
    known = await note(tx, new)
    if known is not None:
        await candidates.save(tx, known.on_heard(version))


async def note_declared(tx: Transaction, training: UUID, home: str, tally: Tally | None) -> None:
    """A home closed its reviews, or (None) reopened them."""
    if await may_be_ours(tx, training):
        await candidates.save_declaration(tx, training, home, tally)
