"""What writers and our reader do, step by step."""

from collections.abc import Sequence
from uuid import UUID

from shared.backbone import flow, outbox
from shared.backbone.flow import Unsent
from shared.backbone.outbox import Cursor
from shared.runtime.database import Connection
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.facts import noted


async def say(connection: Connection, schema: Schema, thing: UUID, version: int) -> None:
    await outbox.write(connection, [outbox.message(noted(thing, version), schema.address, None)], schema.address)


async def all_after(connection: Connection, cursor: Cursor, limit: int = 100) -> tuple[list[bytes], Cursor]:
    """What our reader hands out until nothing is left, page by page."""
    values: list[bytes] = []
    while True:
        page = await outbox.between(connection, cursor, limit)
        cursor = page.after
        if page.nothing_left:
            return values, cursor
        if page.records:
            await outbox.advance(connection, cursor)
        values += [record.value for record in page.records]


def versions(values: Sequence[bytes]) -> list[int]:
    return [int(value.split(b'"version":')[1].split(b",")[0]) for value in values]


async def waiting(schema: Schema) -> Unsent:
    async with schema.database.transaction() as tx:
        return await flow.unsent(tx)
