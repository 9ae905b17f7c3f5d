"""What homes say about applications and reviews, as far as the host selects by it."""

from datetime import datetime
from uuid import UUID

from registration.domain.candidate import Assessment, Candidate
from registration.domain.closing import Tally
from registration.domain.place import Place
from registration.domain.training import Training
from registration.domain.vocabulary import NotSelectedReason
from registration.handlers.keeping import keep
from registration.store import candidates, places, trainings
from shared.backbone.transaction import Transaction


async def may_be_ours(tx: Transaction, training: UUID) -> bool:
    """A training that was not announced to us yet may be hosted here."""
    announced = (await trainings.find(tx, training)).announced
    return announced is None or announced.host == tx.region


async def known(tx: Transaction, new: Candidate) -> Candidate | None:
    """Hers as it was before, locked; None if the training is hosted elsewhere."""
    return await candidates.for_update(tx, new) if await may_be_ours(tx, new.training) else None


async def note_reviewed(
    tx: Transaction, new: Candidate, code: str, assessment: Assessment, *, at: datetime, version: int
) -> None:
    training = await trainings.for_update(tx, new.training)
    before = await known(tx, new)
    if before is None:
        return
    candidate = before.on_reviewed(code, assessment, version=version)
    await candidates.save(tx, candidate)
    if training.decided is not None and candidate.selectable:
        await tell_too_late(tx, training, candidate, at=at)


async def tell_too_late(tx: Transaction, training: Training, candidate: Candidate, *, at: datetime) -> None:
    """Her home was left out, or she was ruled in after the decision: she hears what became of it as all others did."""
    ours = training.announced is not None and training.announced.host == tx.region
    if ours and await places.find_for_update(tx, candidate.application) is None:
        new = Place.of(candidate)
        turned_away = new.turn_away(NotSelectedReason.BELOW_SELECTED, training.decided)
        await keep(tx, training, [(new, turned_away)], at=at)


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
