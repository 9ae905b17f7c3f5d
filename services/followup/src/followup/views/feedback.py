"""What those who attended chose, and what they wrote: nothing before there are enough answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from followup.domain import feedback as giving
from followup.domain.feedback import Feedback, FeedbackSums
from followup.domain.refusals import NotPermitted
from followup.store import trainings
from shared.backbone.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Sealed:
    participant: UUID
    words: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote it is for the audit trail alone."""

    participant: UUID
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """`sums`: None while the answers are too few; `texts`: for who facilitates alone."""

    answers: int
    sums: FeedbackSums | None
    texts: Sequence[Written]


async def feedback(tx: Transaction, training: UUID, *, facilitator: UUID | None, coordinates: bool) -> Shown:
    """`facilitator`: who reads as one. What was written is for those of the training. Raises NotKnownHere,
    NotPermitted.
    """
    given = await answers(tx, training)
    facilitates = facilitator in await trainings.facilitators_of(tx, training)
    if not facilitates and not coordinates:
        allowed = ("its facilitators", "coordinator")
        raise NotPermitted("training", training, "read its feedback", "facilitator", allowed)
    return Shown(given, await sums(tx, training), await texts(tx, training) if facilitates else ())


async def is_given(tx: Transaction, training: UUID, participant: UUID) -> bool:
    sql = "select exists(select from feedback where training = $1 and participant = $2)"
    return bool(await tx.one(bool, sql, training, participant))


async def answers(tx: Transaction, training: UUID) -> int:
    """Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    return await tx.one(int, "select count(*) from feedback where training = $1", training) or 0


async def sums(tx: Transaction, training: UUID) -> FeedbackSums | None:
    """None while the answers are too few."""
    sql = "select training, participant, impactful, useful from feedback where training = $1"
    return giving.sums(await tx.many(Feedback, sql, training))


async def texts(tx: Transaction, training: UUID) -> Sequence[Written]:
    """In the order of the alphabet, which tells nobody who wrote what. None while the answers are too few."""
    if not giving.may_be_shown(await answers(tx, training)):
        return ()
    sql = "select participant, words from feedback where training = $1 and words is not null"
    sealed = await tx.many(Sealed, sql, training)
    texts = await tx.unseal_all([(one.participant, one.words) for one in sealed])
    written = [Written(one.participant, text) for one, text in zip(sealed, texts, strict=True)]
    return sorted(written, key=lambda one: one.text)
