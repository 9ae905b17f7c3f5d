"""Servers once per worker; a database and topics of its own for each test."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support import servers
from tests.support.servers import PostgresServer, TestDatabase, Topics


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    with servers.postgres(tmp_path_factory.mktemp("postgres")) as admin_dsn:
        server = PostgresServer(admin_dsn)
        asyncio.run(server.make_template())
        yield server


@pytest.fixture(scope="session")
def kafka_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its bootstrap address."""
    with servers.kafka(tmp_path_factory.mktemp("kafka")) as bootstrap:
        yield bootstrap


@pytest.fixture
async def database(postgres_server: PostgresServer) -> AsyncIterator[TestDatabase]:
    copied = await postgres_server.copy()
    yield copied
    await postgres_server.drop(copied.name)


@pytest.fixture
async def topics(kafka_server: str) -> Topics:
    """Of the region `tj`."""
    made = Topics(kafka_server, f"t{secrets.token_hex(5)}")
    await made.create("tj")
    return made
