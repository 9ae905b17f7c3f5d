"""A service whose tables are older or newer than it is not ready, and says what to do."""

import re

import pytest

from shared.backbone import schema
from shared.runtime.database import connect
from tests.support.servers import TestDatabase
from tests.support.services import Asking

NEWEST = max(schema.brought("shared.backbone", "scheduling"))


async def missing(ask: Asking) -> dict[str, str]:
    return dict((await ask.get("/health/ready", status=503))["missing"])


async def as_owner(database: TestDatabase, statement: str) -> None:
    connection = await connect(database.owner_dsn("scheduling"))
    await connection.execute(statement)
    await connection.close()


async def test_tables_that_are_as_they_should_be_are_nothing_to_tell(ask: Asking) -> None:
    assert "schema" not in await missing(ask)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (f"delete from schema_migrations where version = '{NEWEST}'", f"lacks {NEWEST} .* run `cascade provision`"),
        ("delete from schema_migrations where version = '0012'", f"lacks 0012 .* up to {NEWEST}"),
        ("insert into schema_migrations (version) values ('9999')", f"at migration 9999, newer .*{NEWEST}"),
        ("drop table schema_migrations", "no tables that this release can use"),
    ],
    ids=["older", "older-shared", "newer", "none"],
)
async def test_other_tables_are_told_with_what_to_do(
    ask: Asking, database: TestDatabase, change: str, told: str
) -> None:
    await as_owner(database, change)

    assert re.search(told, (await missing(ask))["schema"])
