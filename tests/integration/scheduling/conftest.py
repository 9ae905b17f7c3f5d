"""Scheduling on its real database. Nothing is sent: what it says is read from its outbox."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from scheduling.app import service
from scheduling.settings import Settings
from tests.integration.scheduling.workbench import Workbench
from tests.support.servers import PostgresServer, TestDatabase, Topics
from tests.support.services import START, Story, asking, settings_for

NO_BROKER = Topics("127.0.0.1:9", "unsent")


@asynccontextmanager
async def on(database: TestDatabase, folder: Path, **more: Any) -> AsyncIterator[Workbench]:
    settings = Settings(**settings_for("scheduling", database, NO_BROKER, folder), **more)
    clock = Story(START)
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
