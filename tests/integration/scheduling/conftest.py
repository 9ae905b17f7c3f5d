"""Scheduling on its real database. Nothing is sent: what it says is read from its outbox."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from scheduling.app import service
from scheduling.settings import Settings
from tests.integration.scheduling.workbench import Workbench
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Story, asking, settings_for

NO_BROKER = Topics("127.0.0.1:9", "unsent")


@pytest.fixture
async def bench(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Workbench]:
    settings = Settings(**settings_for("scheduling", database, NO_BROKER, tmp_path))
    clock = Story(START)
    async with service(settings, clock) as built:
        yield Workbench(built, clock, asking(built, tmp_path))
