"""The connection pool of one service."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import asyncpg
from pydantic_core import from_json, to_json

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    type_of_connection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
    type_of_pool = asyncpg.Pool[asyncpg.Record]
else:
    type_of_connection = asyncpg.Connection
    type_of_pool = asyncpg.Pool

Connection = type_of_connection
Pool = type_of_pool

TRANSIENT = (
    asyncpg.PostgresConnectionError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.OperatorInterventionError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InternalClientError,
    ConnectionError,
    TimeoutError,
)
"""What goes away by itself: the same work may be tried again."""

CONFLICTS = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
"""Two transactions in each other's way: one of them is tried again at once."""

SETTINGS = {"timezone": "UTC"}
LONGEST_SECONDS = 60.0
"""For one statement: a server that does not answer is away."""
LONGEST_CLOSE_SECONDS = 2.0


async def prepare(connection: Connection) -> None:
    """Values of jsonb columns are Python values; dataclasses and models are written as they are."""
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=lambda value: to_json(value).decode(), decoder=from_json
    )


@asynccontextmanager
async def pool(dsn: str, *, size: int = 8) -> AsyncIterator[Pool]:
    """At most `size` connections, opened when they are needed: a service starts alone, ready when its database is."""
    async with asyncpg.create_pool(
        dsn, min_size=0, max_size=size, init=prepare, command_timeout=LONGEST_SECONDS, server_settings=SETTINGS
    ) as connections:
        try:
            yield connections
        finally:
            with suppress(TimeoutError):
                await asyncio.wait_for(connections.close(), LONGEST_CLOSE_SECONDS)


class Unreachable(ConnectionError):
    """No way to the server. Only here can that be told from a file that is missing: some of it is a bare OSError."""


class Ended(ConnectionError):
    """The connection, or the pool, was closed. The driver says so with the class that it has for mistakes of ours too,
    such as a wrong number of arguments, which do not go away by themselves.
    """


@contextmanager
def telling_its_end(connection: Connection) -> Iterator[None]:
    """Raises Ended for what the driver refuses because this connection is closed."""
    try:
        yield
    except asyncpg.InterfaceError as fault:
        if not is_closed(connection):
            raise
        raise Ended(type(fault).__name__) from fault


def is_closed(connection: Connection) -> bool:
    """One of a pool is taken back by it when it closes, and then cannot even be asked."""
    try:
        return connection.is_closed()
    except asyncpg.InterfaceError:
        return True


@asynccontextmanager
async def acquired(connections: Pool, within: float) -> AsyncIterator[Connection]:
    """Raises one of TRANSIENT if none is free in so many seconds, the server is away or goes away meanwhile."""
    try:
        connection = await connections.acquire(timeout=within)
    except OSError as fault:
        raise Unreachable(type(fault).__name__) from fault
    except asyncpg.InterfaceError as fault:
        if not connections.is_closing():
            raise
        raise Ended(type(fault).__name__) from fault
    try:
        with telling_its_end(connection):
            yield connection
    finally:
        await connections.release(connection)


async def connect(dsn: str) -> Any:
    """A connection of its own, for what holds a session lock. Raises one of TRANSIENT."""
    try:
        connection = await asyncpg.connect(dsn, timeout=10.0, command_timeout=LONGEST_SECONDS, server_settings=SETTINGS)
    except OSError as fault:
        raise Unreachable(type(fault).__name__) from fault
    await prepare(connection)
    return connection
