"""What goes away by itself is told from what does not, and nobody waits for a connection for ever."""

import asyncio
from contextlib import suppress

import asyncpg
import pytest

from shared.backbone import transaction
from shared.backbone.transaction import Database
from shared.runtime.database import TRANSIENT, Connection, connect, pool, telling_its_end
from shared.runtime.kafka import Address
from tests.integration.backbone.conftest import Schema

ADDRESS = Address("cascade", "tj", "scheduling")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "nowhere.invalid"])
async def test_a_server_that_cannot_be_reached_is_waited_for(host: str, unused_tcp_port: int) -> None:
    dsn = f"postgresql://somebody:secret@{host}:{unused_tcp_port}/nothing"
    async with pool(dsn) as connections:
        with pytest.raises(TRANSIENT):
            async with Database(connections, ADDRESS).transaction():
                pass
    with pytest.raises(TRANSIENT):
        await connect(dsn)


@pytest.mark.parametrize("error", [FileNotFoundError("a file"), IsADirectoryError("a folder"), OSError("no room")])
def test_a_file_that_cannot_be_read_does_not_go_away_by_itself(error: OSError) -> None:
    assert not isinstance(error, TRANSIENT)


async def test_a_database_that_takes_no_changes_for_a_while_is_waited_for(schema: Schema) -> None:
    """So does one that waits for room, or to be promoted."""
    async with pool(f"{schema.dsn}?default_transaction_read_only=on") as connections:
        with pytest.raises(TRANSIENT):
            async with Database(connections, schema.address).transaction() as tx:
                await tx.execute("insert into suspended (training, since) values (gen_random_uuid(), now())")


async def test_nobody_waits_for_a_connection_for_ever(schema: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    async with pool(schema.dsn, size=1) as connections:
        database = Database(connections, schema.address)
        async with database.transaction() as tx:
            monkeypatch.setattr(transaction, "LONGEST_WAIT_SECONDS", 0.1)
            began = asyncio.get_running_loop().time()
            with pytest.raises(TRANSIENT):
                async with asyncio.timeout(5), database.transaction():
                    pass
            waited_for = asyncio.get_running_loop().time() - began
            still = await tx.one(int, "select 1")

    assert waited_for < 2
    assert still == 1


async def end(by: Schema, pid: int) -> None:
    async with by.database.transaction() as tx:
        assert await tx.one(bool, "select pg_terminate_backend($1, 5000)", pid)


async def test_what_is_asked_of_a_connection_that_ended_goes_away_by_itself(schema: Schema) -> None:
    asked: list[Exception] = []

    async def ask(connection: Connection) -> None:
        try:
            await connection.fetchval("select 1")
        except Exception as fault:
            asked.append(fault)
            raise

    with pytest.raises(TRANSIENT):
        async with schema.database.reading() as connection:
            await end(schema, await connection.fetchval("select pg_backend_pid()"))
            with suppress(*TRANSIENT):
                await ask(connection)
            await ask(connection)
    own = await connect(schema.dsn)
    await own.close()
    with pytest.raises(TRANSIENT), telling_its_end(own):
        await ask(own)
    assert isinstance(asked[-1], asyncpg.InterfaceError)


async def test_a_pool_that_is_closed_goes_away_with_its_service(schema: Schema) -> None:
    async with pool(schema.dsn) as connections:
        pass
    with pytest.raises(TRANSIENT):
        async with Database(connections, ADDRESS).transaction():
            pass


@pytest.mark.parametrize("values", [(), (1, 2), ("one",)])
async def test_a_mistake_of_ours_does_not_go_away_by_itself(schema: Schema, values: tuple[object, ...]) -> None:
    with pytest.raises((asyncpg.InterfaceError, asyncpg.DataError)) as raised:
        async with schema.database.transaction() as tx:
            await tx.one(int, "select $1::integer", *values)
    assert not isinstance(raised.value, TRANSIENT)
