"""Lists of what trainings refer to."""

from dataclasses import dataclass
from uuid import UUID

from scheduling.domain.catalogue import Organisation, Programme
from scheduling.domain.manual import Manual
from scheduling.store import catalogue, trainings
from scheduling.store.catalogue import MANUAL
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

BY_CODE = {"code": "text"}
BY_EDITION = {"code": "text", "edition": "integer", "language": "text"}


@dataclass(frozen=True, slots=True)
class Taught:
    manual: UUID
    language: str
    code: str
    title: str


async def organisations(tx: Transaction, page: Page) -> Listed[Organisation]:
    sql = "select id, code, name, country from organisation"
    return await tx.page(Organisation, sql, order=BY_CODE, page=page)


async def programmes(tx: Transaction, page: Page) -> Listed[Programme]:
    return await tx.page(Programme, "select id, code, title from programme", order=BY_CODE, page=page)


async def manuals(tx: Transaction, page: Page) -> Listed[Manual]:
    return await tx.page(Manual, MANUAL, order=BY_EDITION, page=page)


async def modules(tx: Transaction, training: UUID) -> list[Taught]:
    """Of all manuals of a training. Raises NotKnownHere."""
    used = (await trainings.get(tx, training)).particulars.manuals
    return [
        Taught(manual.id, manual.language, module.code, module.title)
        for manual in await catalogue.manuals(tx, used)
        for module in manual.modules
    ]


async def manual(tx: Transaction, id: UUID) -> Manual:
    """Raises NotKnownHere."""
    found = await tx.one(Manual, f"{MANUAL} where id = $1", id)
    if found is None:
        raise NotKnownHere("manual", id)
    return found
