"""What homes say about applications and reviews, as far as the host selects by it."""

from uuid import UUID

from registration.domain.candidate import Assessment, Candidate
from registration.domain.closing import Tally
from registration.store import candidates, trainings
from shared.backbone.transaction import Transaction


async def may_be_ours(tx: Transaction, training: UUID) -> bool:
    """A training that was not announced to us yet may be hosted here."""
    announced = (await trainings.find(tx, training)).announced
    return announced is None or announced.host == tx.region


async def known(tx: Transaction, new: Candidate) -> Candidate | None:
    """Hers as it was before, locked; None if the training is hosted elsewhere."""
    return await candidates.for_update(tx, new) if await may_be_ours(tx, new.training) else None


async def note_reviewed(tx: Transaction, new: Candidate, code: str, assessment: Assessment, *, version: int) -> None:
    before = await known(tx, new)
    if before is not None:
        await candidates.save(tx, before.on_reviewed(code, assessment, version=version))


async def note_heard(tx: Transaction, new: Candidate, *, version: int) -> None:
    """A fact that changes nothing about her as a candidate."""
    before = await known(tx, new)
    if before is not None:
        await candidates.save(tx, before.on_heard(version))


async def note_closed(tx: Transaction, training: UUID, home: str, tally: Tally) -> None:
    if await may_be_ours(tx, training):
        await candidates.declare(tx, training, home, tally)


async def note_reopened(tx: Transaction, training: UUID, home: str) -> None:
    if await may_be_ours(tx, training):
        await candidates.take_back(tx, training, home)
