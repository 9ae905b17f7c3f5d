"""Lists of what trainings refer to."""

from uuid import UUID

from scheduling.domain.catalogue import Organisation, Programme
from scheduling.domain.manual import Manual
from scheduling.store.catalogue import MANUAL
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere


async def organisations(tx: Transaction) -> list[Organisation]:
    return await tx.many(Organisation, "select id, code, name, country from organisation order by code")


async def programmes(tx: Transaction) -> list[Programme]:
    return await tx.many(Programme, "select id, code, title from programme order by code")


async def manuals(tx: Transaction) -> list[Manual]:
    return await tx.many(Manual, f"{MANUAL} order by code, edition, language")


async def manual(tx: Transaction, id: UUID) -> Manual:
    """Raises NotKnownHere."""
    found = await tx.one(Manual, f"{MANUAL} where id = $1", id)
    if found is None:
        raise NotKnownHere("manual", id)
    return found
