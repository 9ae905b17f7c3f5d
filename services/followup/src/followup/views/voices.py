"""Feedback, and what may be public of a training: computed whenever it is read."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from followup.domain import feedback as giving
from followup.domain.feedback import Feedback, FeedbackSums
from followup.domain.items import Consent, Item
from followup.domain.vocabulary import ItemKind
from followup.store import trainings
from followup.store.voices import EVERYTHING, ITEM, File
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere


@dataclass(frozen=True, slots=True)
class Told:
    """Sums and free texts without ids, from five answers on."""

    answers: int
    sums: FeedbackSums | None
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Words:
    participant: UUID
    words: bytes


async def feedback(tx: Transaction, training: UUID) -> Told:
    sql = "select training, participant, impactful, useful from feedback where training = $1"
    given = await tx.many(Feedback, sql, training)
    if not giving.may_be_shown(len(given)):
        return Told(len(given), None, ())
    sealed = await tx.many(
        Words, "select participant, words from feedback where training = $1 and words is not null", training
    )
    words = sorted([await tx.unseal(one.participant, one.words) for one in sealed])
    return Told(len(given), giving.sums(given), words)


@dataclass(frozen=True, slots=True)
class Shown:
    item: UUID
    kind: ItemKind
    words: str


@dataclass(frozen=True, slots=True)
class SealedWords:
    sealed_for: UUID
    words: bytes


async def items(tx: Transaction, training: UUID) -> Sequence[Item]:
    return await tx.many(Item, f"{ITEM} where training = $1 order by id", training)


async def visible(tx: Transaction, id: UUID, *, now: datetime) -> Sequence[Shown]:
    """What anybody may read of a training. Raises NotKnownHere where nothing may be known of it."""
    training = await trainings.find(tx, id)
    if not training.shows_items(now):
        raise NotKnownHere("training", id)
    consents = await consents_to(tx)
    return [
        Shown(item.id, item.kind, await words_of(tx, item.id))
        for item in await items(tx, id)
        if item.visible(training, consents, now=now)
    ]


async def consents_to(tx: Transaction) -> Sequence[Consent]:
    sql = "select participant, purpose, nullif(item, $1::uuid) as item, given, version from consent"
    return await tx.many(Consent, sql, EVERYTHING)


async def words_of(tx: Transaction, item: UUID) -> str:
    found = await tx.one(SealedWords, "select sealed_for, words from item where id = $1", item)
    if found is None:
        raise NotKnownHere("item", item)
    return await tx.unseal(found.sealed_for, found.words)


@dataclass(frozen=True, slots=True)
class SealedFile:
    sealed_for: UUID
    picture: bytes | None
    media_type: str | None


async def picture(tx: Transaction, id: UUID, *, now: datetime) -> File:
    """The file, for anybody while it is visible. Raises NotKnownHere."""
    item = await tx.one(Item, f"{ITEM} where id = $1 and kind = 'picture'", id)
    training = await trainings.find(tx, item.training) if item else None
    if item is None or training is None or not item.visible(training, await consents_to(tx), now=now):
        raise NotKnownHere("picture", id)
    sealed = await tx.one(SealedFile, "select sealed_for, picture, media_type from item where id = $1", id)
    if sealed is None or sealed.picture is None or sealed.media_type is None:
        raise NotKnownHere("picture", id)
    return File(base64.b64decode(await tx.unseal(sealed.sealed_for, sealed.picture)), sealed.media_type)
