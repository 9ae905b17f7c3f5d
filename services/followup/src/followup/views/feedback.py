"""What those who attended chose, and what they wrote: nothing before there are enough answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from followup.domain import feedback as giving
from followup.domain.feedback import Feedback, FeedbackSums
from followup.store import trainings
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Sealed:
    participant: UUID
    words: bytes


async def answers(tx: Transaction, training: UUID) -> int:
    """Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    return await tx.one(int, "select count(*) from feedback where training = $1", training) or 0


async def sums(tx: Transaction, training: UUID) -> FeedbackSums | None:
    """None while the answers are too few."""
    sql = "select training, participant, impactful, useful from feedback where training = $1"
    return giving.sums(await tx.many(Feedback, sql, training))


async def texts(tx: Transaction, training: UUID) -> Sequence[str]:
    """In the order of the alphabet, which tells nobody who wrote what. None while the answers are too few."""
    if not giving.may_be_shown(await answers(tx, training)):
        return ()
    sql = "select participant, words from feedback where training = $1 and words is not null"
    sealed = await tx.many(Sealed, sql, training)
    return sorted([await tx.unseal(one.participant, one.words) for one in sealed])
