"""The list of organisations: it grows, and what it says of one is put right; nothing is taken off it."""

from registration.domain.organisation import Organisation
from registration.domain.refusals.organisation import CodeTaken
from registration.store import organisations as store
from shared.backbone.transaction import Transaction


async def add(tx: Transaction, organisation: Organisation) -> Organisation:
    """Raises CodeTaken."""
    if not await store.add(tx, organisation):
        raise CodeTaken("organisation", organisation.code)
    return organisation


async def change(tx: Transaction, organisation: Organisation) -> Organisation:
    """Raises NotKnownHere."""
    await store.change(tx, organisation)
    return organisation
