"""Organisations, programmes, manuals."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from scheduling import facts
from scheduling.domain.catalogue import Organisation, Programme
from scheduling.domain.manual import Manual, Module
from scheduling.domain.refusals.common import CodeTaken
from scheduling.store import catalogue as store
from shared.backbone.transaction import Transaction


async def add_organisation(tx: Transaction, code: str, name: str, country: str) -> Organisation:
    """Raises CodeTaken."""
    organisation = Organisation(uuid7(), code, name, country)
    if not await store.add_organisation(tx, organisation):
        raise CodeTaken("organisation", code)
    return organisation


async def add_programme(tx: Transaction, code: str, title: str) -> Programme:
    """Raises CodeTaken."""
    programme = Programme(uuid7(), code, title)
    if not await store.add_programme(tx, programme):
        raise CodeTaken("programme", code)
    return programme


async def draft_manual(
    tx: Transaction, code: str, title: str, edition: int, language: str, modules: tuple[Module, ...]
) -> Manual:
    """Raises CodeTaken, and what `Manual.checked` raises."""
    manual = Manual(uuid7(), code, title, edition, language, modules).checked()
    if not await store.add_manual(tx, manual):
        raise CodeTaken("manual", f"{code} edition {edition} in {language}")
    return manual


async def publish_manual(tx: Transaction, id: UUID, *, at: datetime) -> Manual:
    manual = (await store.manual_for_update(tx, id)).publish()
    await store.save_manual(tx, manual)
    tx.announce(facts.manual_published(manual, at=at))
    return manual
