"""One service's schema, without the service: facts about trainings, written and read by the backbone alone."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from shared.backbone.transaction import Database
from shared.runtime.database import Connection, Pool, connect, pool
from shared.runtime.kafka import Address
from tests.support.servers import TestDatabase, Topics


@dataclass
class Schema:
    """The schema of scheduling, as its role sees it."""

    dsn: str
    connections: Pool
    database: Database
    address: Address


@pytest.fixture
async def schema(database: TestDatabase, topics: Topics) -> AsyncIterator[Schema]:
    address = Address(topics.namespace, "tj", "scheduling")
    dsn = database.dsn("scheduling")
    async with pool(dsn) as connections:
        yield Schema(dsn, connections, Database(connections, address), address)


@pytest.fixture
async def three(database: TestDatabase) -> AsyncIterator[list[Connection]]:
    """Connections whose statements a test interleaves by hand."""
    connections = [await connect(database.dsn("scheduling")) for _ in range(3)]
    yield connections
    for connection in connections:
        await connection.close()
