"""A service whose tables are older or newer than it is not ready, and says what to do."""

import pytest

from shared.backbone import schema
from shared.runtime.database import connect
from tests.support.servers import TestDatabase
from tests.support.services import Asking


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
        (f"delete from schema_migrations where version = '{schema.newest('scheduling')}'", "run the migrations"),
        ("insert into schema_migrations (version) values ('9999')", "newer than this program"),
        ("drop table schema_migrations", "no tables of this program"),
    ],
    ids=["older", "newer", "none"],
)
async def test_other_tables_are_told_with_what_to_do(
    ask: Asking, database: TestDatabase, change: str, told: str
) -> None:
    await as_owner(database, change)

    assert told in (await missing(ask))["schema"]
