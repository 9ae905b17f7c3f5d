"""A training's life until it takes place."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from scheduling import facts
from scheduling.domain.actors import Actor
from scheduling.domain.particulars import Particulars
from scheduling.domain.refusals.common import UnknownReferences
from scheduling.domain.training import Request, Training
from scheduling.domain.vocabulary import CancelReason
from scheduling.handlers.asking import asked_for
from scheduling.store import catalogue, roster
from scheduling.store import suspensions as suspending
from scheduling.store import trainings as store
from shared.backbone.suspensions import require_going_on
from shared.backbone.transaction import Transaction


async def draft_training(tx: Transaction, particulars: Particulars, parent: UUID | None) -> Training:
    """Raises UnknownReferences, and what `Training.checked` raises."""
    await refuse_unknown(tx, particulars)
    generation = await generation_after(tx, parent)
    training = Training(uuid7(), particulars, parent=parent, generation=generation).checked()
    await store.add(tx, training)
    return training


async def save_draft(tx: Transaction, id: UUID, particulars: Particulars, parent: UUID | None) -> Training:
    """The whole draft again; what comes from its plan stays."""
    draft = await store.for_update(tx, id)
    await refuse_unknown(tx, particulars)
    generation = draft.generation if draft.plan else await generation_after(tx, parent)
    training = draft.save(particulars, parent, generation)
    await store.save(tx, training)
    return training


async def announce_training(tx: Transaction, id: UUID, *, at: datetime) -> Training:
    """Raises Suspended, and what `Training.announce` raises."""
    await suspending.while_nobody_suspends(tx)
    draft = await store.for_update(tx, id)
    await require_going_on(tx, id, draft.parent)
    training = draft.announce()
    await store.save(tx, training)
    fact = facts.training_announced(training, host=tx.region, at=at)
    tx.announce(fact, visibility=facts.visibility(training))
    return training


async def set_dates(
    tx: Transaction, id: UUID, starts_on: date, ends_on: date, words: str | None, *, by: Actor, at: datetime
) -> Training:
    before = await asked_for(tx, id, Request.SET_DATES, by)
    return await say_what_changed(tx, before, before.set_dates(starts_on, ends_on, words, at=at), at)


async def change_training(
    tx: Transaction, id: UUID, amend: Callable[[Particulars], Particulars], words: str | None, *, at: datetime
) -> Training:
    before = await store.for_update(tx, id)
    wanted = amend(before.particulars)
    await refuse_unknown(tx, wanted)
    confirmed = await roster.confirmed(tx, id)
    return await say_what_changed(tx, before, before.change(wanted, confirmed=confirmed, words=words, at=at), at)


async def say_what_changed(tx: Transaction, before: Training, after: Training, at: datetime) -> Training:
    """Nothing is said of a draft, nor if nothing differs."""
    if after == before:
        return after
    await store.save(tx, after)
    if after.version > before.version:
        fact = facts.training_changed(after, before.particulars, host=tx.region, at=at)
        tx.announce(fact, visibility=facts.visibility(after))
    return after


async def cancel_training(
    tx: Transaction, id: UUID, reason: CancelReason, words: str | None, *, at: datetime
) -> Training:
    training = (await store.for_update(tx, id)).cancel(reason, words, at=at)
    await store.save(tx, training)
    tx.announce(facts.training_cancelled(training, at=at), visibility=facts.visibility(training))
    return training


async def discard_training(tx: Transaction, id: UUID) -> Training:
    training = (await store.for_update(tx, id)).discard()
    await store.save(tx, training)
    return training


async def note_selection(tx: Transaction, id: UUID) -> None:
    """Its rules stay from now on."""
    training = await store.find_for_update(tx, id)
    if training is not None:
        await store.save(tx, training.on_selection_decided())


async def generation_after(tx: Transaction, parent: UUID | None) -> int:
    """0 for a training of trainers. Raises UnknownReferences."""
    if parent is None:
        return 0
    known = await store.find(tx, parent)
    if known is None:
        raise UnknownReferences("training", (str(parent),))
    return known.generation + 1


async def refuse_unknown(tx: Transaction, particulars: Particulars) -> None:
    """Raises UnknownReferences."""
    organisations = [partner.organisation for partner in particulars.partners]
    programmes = [particulars.programme] if particulars.programme else []
    unknown = {
        "programme": await catalogue.unknown_programmes(tx, programmes),
        "organisation": await catalogue.unknown_organisations(tx, organisations),
        "manual": await catalogue.unknown_manuals(tx, particulars.manuals),
    }
    for what, ids in unknown.items():
        if ids:
            raise UnknownReferences(what, tuple(str(each) for each in ids))
