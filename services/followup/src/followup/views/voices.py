"""Testimonials and pictures. Whether one is public is computed when it is read."""

import base64
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from followup.domain.actors import Actor
from followup.domain.items import Consent, Item
from followup.domain.pictures import Picture
from followup.domain.training import Training
from followup.domain.vocabulary import ItemKind, ItemState
from followup.domain.voice_refusals import NotPublic
from followup.store import trainings
from followup.store.voices import EVERYTHING
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

ITEMS = "select id, training, kind, shown, state, sealed_for, words from item"


@dataclass(frozen=True, slots=True)
class Kept:
    """An item's row; its words as they are kept."""

    id: UUID
    training: UUID
    kind: ItemKind
    shown: frozenset[UUID]
    state: ItemState
    sealed_for: UUID
    words: bytes

    @property
    def item(self) -> Item:
        return Item(self.id, self.training, self.kind, self.shown, self.state)


@dataclass(frozen=True, slots=True)
class ShownItem:
    """`consenting`: of those shown, who agrees now; `visible`: whether anybody may see it now."""

    item: Item
    text: str
    consenting: frozenset[UUID]
    visible: bool


async def item(tx: Transaction, id: UUID, *, by: Actor, now: datetime) -> ShownItem:
    """Raises NotKnownHere, NotPermitted."""
    kept = await kept_item(tx, id)
    kept.item.require_reader(by)
    return await shown_item_of(tx, kept, now)


async def kept_item(tx: Transaction, id: UUID) -> Kept:
    """Raises NotKnownHere."""
    kept = await tx.one(Kept, f"{ITEMS} where id = $1", id)
    if kept is None:
        raise NotKnownHere("item", id)
    return kept


async def items(tx: Transaction, training: UUID, page: Page, *, now: datetime) -> Listed[ShownItem]:
    """In the order in which they came. Raises NotKnownHere."""
    await trainings.require_known(tx, training)
    kept = await tx.page(Kept, f"{ITEMS} where training = $1", training, order={"id": "uuid"}, page=page)
    return Listed(await shown_items(tx, await trainings.find(tx, training), kept.rows, now), kept.next)


@dataclass(frozen=True, slots=True)
class Showing:
    """What shows somebody. `application`: the one by which she came to its training, where it is known."""

    shown: ShownItem
    application: UUID | None


async def showing(tx: Transaction, training: UUID, person: UUID, *, now: datetime) -> list[Showing]:
    """Her testimonials, and pictures on which she can be recognised, in the order in which they came."""
    kept = await tx.many(Kept, f"{ITEMS} where training = $1 and $2 = any(shown) order by id", training, person)
    shown = await shown_items(tx, await trainings.find(tx, training), kept, now)
    application = await trainings.application_of(tx, person, training)
    return [Showing(one, application) for one in shown]


async def shown_to(tx: Transaction, id: UUID, person: UUID, *, now: datetime) -> Showing:
    """Raises NotKnownHere, also if it does not show her."""
    kept = await kept_item(tx, id)
    kept.item.require_shown(person)
    return Showing(await shown_item_of(tx, kept, now), await trainings.application_of(tx, person, kept.training))


async def testimonials_of(tx: Transaction, training: UUID, author: UUID, *, now: datetime) -> Sequence[ShownItem]:
    """What she wrote herself."""
    own = f"{ITEMS} where training = $1 and kind = 'testimonial' and sealed_for = $2 order by id"
    return await shown_items(tx, await trainings.find(tx, training), await tx.many(Kept, own, training, author), now)


async def public_items(tx: Transaction, id: UUID, *, now: datetime) -> Sequence[ShownItem]:
    """What anybody may see of a training. Raises NotPublic, also for what does not exist."""
    training = await trainings.find(tx, id)
    if not training.shows_items(now):
        raise NotPublic(id)
    kept = await tx.many(Kept, f"{ITEMS} where training = $1 and state = 'released' order by id", id)
    return [shown for shown in await shown_items(tx, training, kept, now) if shown.visible]


async def shown_item_of(tx: Transaction, kept: Kept, now: datetime) -> ShownItem:
    (shown,) = await shown_items(tx, await trainings.find(tx, kept.training), [kept], now)
    return shown


async def shown_items(tx: Transaction, training: Training, kept: Sequence[Kept], now: datetime) -> Sequence[ShownItem]:
    consents = await consents_of(tx, {person for one in kept for person in one.shown})
    texts = await tx.unseal_all([(one.sealed_for, one.words) for one in kept])
    return [shown_item(one.item, training, text, consents, now) for one, text in zip(kept, texts, strict=True)]


def shown_item(item: Item, training: Training, text: str, consents: Sequence[Consent], now: datetime) -> ShownItem:
    return ShownItem(
        item=item,
        text=text,
        consenting=frozenset(person for person in item.shown if item.consented(person, consents)),
        visible=item.visible(training, consents, now=now),
    )


async def consents_of(tx: Transaction, people: Collection[UUID]) -> Sequence[Consent]:
    sql = """select participant, purpose, nullif(item, $1::uuid) as item, given, version from consent
             where participant = any($2)"""
    return await tx.many(Consent, sql, EVERYTHING, list(people))


@dataclass(frozen=True, slots=True)
class SealedFile:
    sealed_for: UUID
    picture: bytes
    media_type: str


async def picture(tx: Transaction, id: UUID) -> Picture:
    """Raises NotKnownHere."""
    sql = "select sealed_for, picture, media_type from item where id = $1 and kind = 'picture'"
    sealed = await tx.one(SealedFile, sql, id)
    if sealed is None:
        raise NotKnownHere("picture", id)
    return Picture(base64.b64decode(await tx.unseal(sealed.sealed_for, sealed.picture)), sealed.media_type)


async def public_picture(tx: Transaction, id: UUID, *, now: datetime) -> Picture:
    """Raises NotPublic, also for what does not exist."""
    kept = await tx.one(Kept, f"{ITEMS} where id = $1 and kind = 'picture'", id)
    if kept is None:
        raise NotPublic(id)
    training = await trainings.find(tx, kept.training)
    if not kept.item.visible(training, await consents_of(tx, kept.shown), now=now):
        raise NotPublic(id)
    return await picture(tx, id)
