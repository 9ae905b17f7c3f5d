"""Followup on its real database. Nothing is sent: what it says is read from its outbox."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from followup.app import service
from followup.settings import Settings
from tests.integration.followup.facts import AT, Told
from tests.integration.followup.workbench import Workbench
from tests.support.servers import PostgresServer, TestDatabase, Topics
from tests.support.services import Story, asking, settings_for

NO_BROKER = Topics("127.0.0.1:9", "unsent")


@asynccontextmanager
async def on(database: TestDatabase, folder: Path) -> AsyncIterator[Workbench]:
    settings = Settings(**settings_for("followup", database, NO_BROKER, folder), keys={"file": folder / "keys.json"})
    clock = Story(AT)
    async with service(settings, clock) as built:
        yield Workbench(built, clock, asking(built, folder))


@pytest.fixture
async def bench(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Workbench]:
    async with on(database, tmp_path) as here:
        yield here


@pytest.fixture
async def other(postgres_server: PostgresServer, tmp_path: Path) -> AsyncIterator[Workbench]:
    """A second one on a database of its own, for what is to end alike."""
    copied = await postgres_server.copy()
    async with on(copied, tmp_path) as here:
        yield here
    await postgres_server.drop(copied.name)


@pytest.fixture
async def told(bench: Workbench) -> Told:
    """A training that six people attended."""
    told = Told()
    await bench.hear(*told.facts())
    return told
