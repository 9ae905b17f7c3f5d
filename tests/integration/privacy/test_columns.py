"""Every column has a class; what is personal is sealed. Services reach their own schema alone."""

import pytest

from shared.privacy.columns import SEALED, columns_of
from shared.runtime.database import connect
from tests.support.servers import TestDatabase

SERVICES = ("registration", "scheduling", "followup")


@pytest.mark.parametrize("service", SERVICES)
async def test_every_column_has_a_class(database: TestDatabase, service: str) -> None:
    connection = await connect(database.owner_dsn(service))
    columns = await columns_of(connection, service)
    await connection.close()

    assert len(columns) > 30
    assert [f"{column.table}.{column.name}" for column in columns if column.data_class is None] == []


@pytest.mark.parametrize("service", SERVICES)
async def test_what_is_personal_is_kept_as_bytes(database: TestDatabase, service: str) -> None:
    connection = await connect(database.owner_dsn(service))
    columns = await columns_of(connection, service)
    await connection.close()
    readable = [f"{c.table}.{c.name}" for c in columns if c.data_class in SEALED and c.type != "bytea"]

    assert readable == []


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("other", SERVICES)
async def test_a_service_reaches_no_other_schema(database: TestDatabase, service: str, other: str) -> None:
    connection = await connect(database.dsn(service))
    try:
        if service == other:
            assert await connection.fetchval(f"select count(*) from {other}.outbox") == 0
        else:
            with pytest.raises(Exception, match="permission denied for schema"):
                await connection.fetchval(f"select count(*) from {other}.outbox")
    finally:
        await connection.close()


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (n integer)",
        "create temporary table mine (n integer)",
        "alter table inbox add column more text",
        "drop table audit",
        "truncate outbox",
        "update audit set action = ''",
        "delete from audit",
        "update outbox set topic = ''",
        "create schema mine",
        "create role mine",
        "select pg_read_file('/etc/hostname')",
        "copy inbox to '/dev/null'",
    ],
)
async def test_a_service_can_do_no_more_than_it_needs(database: TestDatabase, service: str, statement: str) -> None:
    connection = await connect(database.dsn(service))
    try:
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            await connection.execute(statement)
    finally:
        await connection.close()
