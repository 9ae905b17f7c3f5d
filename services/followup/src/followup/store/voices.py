"""Feedback, testimonials, pictures and consents."""

import base64
from uuid import UUID

from followup.domain.feedback import Feedback
from followup.domain.items import Consent, Item
from followup.domain.pictures import Picture
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

EVERYTHING = UUID(int=0)
"""In place of an item: all of the purpose."""
ITEM = "select id, training, kind, shown, state from item"


async def feedback_of(tx: Transaction, training: UUID, participant: UUID) -> Feedback | None:
    sql = "select training, participant, impactful, useful from feedback where training = $1 and participant = $2"
    return await tx.one(Feedback, sql, training, participant)


async def add_feedback(tx: Transaction, feedback: Feedback, words: str | None) -> None:
    await tx.execute(
        "insert into feedback (training, participant, impactful, useful, words) values ($1, $2, $3, $4, $5)",
        feedback.training,
        feedback.participant,
        sorted(feedback.impactful),
        sorted(feedback.useful),
        await tx.seal(feedback.participant, words) if words else None,
    )


async def add_item(
    tx: Transaction, item: Item, words: str, *, sealed_for: UUID, picture: Picture | None = None
) -> None:
    """`sealed_for`: whose key; a picture has one of its own."""
    await tx.execute(
        """insert into item (id, training, kind, state, shown, sealed_for, words, picture, media_type)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        item.id,
        item.training,
        item.kind,
        item.state,
        sorted(item.shown),
        sealed_for,
        await tx.seal(sealed_for, words),
        await tx.seal(sealed_for, base64.b64encode(picture.content).decode()) if picture else None,
        picture.media_type if picture else None,
    )


async def item_for_update(tx: Transaction, id: UUID) -> Item:
    """Raises NotKnownHere."""
    return known(await tx.one(Item, f"{ITEM} where id = $1 for update", id), id)


async def item(tx: Transaction, id: UUID) -> Item:
    """Raises NotKnownHere."""
    return known(await tx.one(Item, f"{ITEM} where id = $1", id), id)


def known(item: Item | None, id: UUID) -> Item:
    if item is None:
        raise NotKnownHere("item", id)
    return item


async def save_state(tx: Transaction, item: Item) -> None:
    await tx.execute("update item set state = $2 where id = $1", item.id, item.state)


async def words_of(tx: Transaction, id: UUID, *, sealed_for: UUID) -> str:
    """Raises NotKnownHere."""
    sealed = await tx.one(bytes, "select words from item where id = $1", id)
    if sealed is None:
        raise NotKnownHere("item", id)
    return await tx.unseal(sealed_for, sealed)


async def save_words(tx: Transaction, item: Item, words: str, *, sealed_for: UUID) -> None:
    await tx.execute("update item set words = $2 where id = $1", item.id, await tx.seal(sealed_for, words))


async def delete(tx: Transaction, item: Item) -> None:
    await tx.execute("delete from item where id = $1", item.id)


async def save_consent(tx: Transaction, consent: Consent) -> None:
    """In place of what she said of this before."""
    await tx.execute(
        """insert into consent (participant, purpose, item, given, version) values ($1, $2, $3, $4, $5)
           on conflict (participant, purpose, item) do update set given = excluded.given, version = excluded.version""",
        consent.participant,
        consent.purpose,
        consent.item or EVERYTHING,
        consent.given,
        consent.version,
    )
