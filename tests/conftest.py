"""Kafka once per session, PostgreSQL once per worker; a database and topics of its own for each test."""

import asyncio
import gc
import os
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.support import distributing, seed, servers
from tests.support.servers import PostgresServer, TestDatabase, Topics

Serve = Callable[[Path], AbstractContextManager[str]]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Passed or failed: what a test drew, so that somebody can have it drawn again."""
    for report in [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]:
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}={value} {report.nodeid}")
    if terminalreporter.getreports("failed"):
        terminalreporter.write_line(f"{seed.NAME}={seed.SEED}")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: whoever looks for garbage need not look through it again and again, and
    seldom at what one test leaves, after which pytest looks anyway.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> distributing.ByModule | None:
    return distributing.ByModule(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all workers of this session."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def kinds() -> dict[str, Serve]:
    """Embedded servers, unless somebody asks for containers."""
    if os.environ.get("CASCADE_TEST_SERVERS") == "containers":
        from tests.support import containers

        return {"postgres": containers.postgres, "kafka": containers.kafka}
    return {"postgres": servers.embedded_postgres, "kafka": servers.embedded_kafka}


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory, kinds: dict[str, Serve]) -> Iterator[PostgresServer]:
    """One for each worker: transaction ids are those of a whole server, and tests fix their interleavings."""
    with kinds["postgres"](tmp_path_factory.mktemp("postgres")) as admin_dsn:
        server = PostgresServer(admin_dsn)
        asyncio.run(server.make_template())
        yield server


@pytest.fixture(scope="session")
def kafka_server(session_folder: Path, kinds: dict[str, Serve]) -> Iterator[str]:
    """Its bootstrap address."""
    with servers.shared(session_folder, "kafka", kinds["kafka"]) as bootstrap:
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
