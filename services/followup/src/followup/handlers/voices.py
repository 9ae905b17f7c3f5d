"""Feedback, testimonials and pictures, and what people agree to."""

import asyncio
from collections.abc import Collection
from uuid import UUID

from uuid_utils.compat import uuid7

from followup.domain import feedback as giving
from followup.domain.actors import Actor
from followup.domain.feedback import Feedback
from followup.domain.findable import require_meant
from followup.domain.items import Consent, Item
from followup.domain.pictures import drawn_anew
from followup.domain.vocabulary import ItemKind
from followup.domain.voice_refusals import NoPicturesOfMinors
from followup.store import plans, trainings, voices
from shared.backbone.transaction import Transaction


async def give_feedback(
    tx: Transaction,
    training: UUID,
    person: UUID,
    impactful: Collection[str],
    useful: Collection[str],
    words: str | None,
) -> Feedback:
    """Once. Raises DidNotAttend, FeedbackAlreadyGiven, UnknownCodes."""
    attendance = await trainings.attendance_of(tx, person, training)
    feedback = giving.give(
        attendance,
        impactful=impactful,
        useful=useful,
        offered=await trainings.topics_of(tx, training),
        earlier=await voices.feedback_of(tx, training, person),
    )
    await voices.add_feedback(tx, feedback, words)
    return feedback


async def write_testimonial(
    tx: Transaction, training: UUID, person: UUID, text: str, *, all_the_same: bool = False
) -> Item:
    """Shown to nobody before she consents and the coordinator releases it. Raises DidNotAttend,
    MayTellWhereSomebodyIs.
    """
    (await trainings.attendance_of(tx, person, training)).require("write a testimonial")
    require_meant(text, all_the_same=all_the_same)
    item = Item(uuid7(), training, ItemKind.TESTIMONIAL, frozenset({person}))
    await voices.add_item(tx, item, text, sealed_for=person)
    return item


async def rewrite_testimonial(tx: Transaction, id: UUID, by: Actor, text: str, *, all_the_same: bool = False) -> Item:
    """Other words are shown to nobody before they are released anew; the same change nothing. Raises NotPermitted,
    MayTellWhereSomebodyIs.
    """
    before = await voices.item_for_update(tx, id)
    item = before.rewrite(by)
    if await voices.words_of(tx, item.id, sealed_for=by.person) == text:
        return before
    require_meant(text, all_the_same=all_the_same)
    await voices.save_state(tx, item)
    await voices.save_words(tx, item, text, sealed_for=by.person)
    return item


async def delete_testimonial(tx: Transaction, id: UUID, by: Actor) -> Item:
    """In whichever state: what is shown of it ends with it. Raises NotPermitted, NotKnownHere."""
    item = await voices.item_for_update(tx, id)
    item.require_author("delete", by)
    await voices.delete(tx, item)
    return item


async def add_picture(
    tx: Transaction,
    training: UUID,
    shown: Collection[UUID],
    caption: str,
    content: bytes,
    *,
    all_the_same: bool = False,
) -> Item:
    """Sealed by a key of its own, without what a camera wrote into it.

    Raises PictureTooLarge, PictureHasTooManyPixels, PictureTypeUnknown, NotKnownHere, NoPicturesOfMinors,
    MayTellWhereSomebodyIs.
    """
    picture = await asyncio.to_thread(drawn_anew, content)
    await trainings.require_known(tx, training)
    became = await plans.becoming(tx, training)
    if became and became.proposal.minors:
        raise NoPicturesOfMinors(training)
    require_meant(caption, all_the_same=all_the_same)
    item = Item(uuid7(), training, ItemKind.PICTURE, frozenset(shown))
    await voices.add_item(tx, item, caption, sealed_for=item.id, picture=picture)
    return item


async def release(tx: Transaction, id: UUID, by: Actor) -> Item:
    item = (await voices.item_for_update(tx, id)).release(by)
    await voices.save_state(tx, item)
    return item


async def take_back(tx: Transaction, id: UUID, by: Actor) -> Item:
    item = (await voices.item_for_update(tx, id)).take_back(by)
    await voices.save_state(tx, item)
    return item


async def note_consent(tx: Transaction, consent: Consent) -> None:
    await voices.save_consent(tx, consent)
