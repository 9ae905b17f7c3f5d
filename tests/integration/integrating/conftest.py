"""Scheduling on Kafka, for others to listen to."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from scheduling.app import service
from scheduling.settings import Settings
from tests.integration.scheduling.workbench import Workbench
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Story, asking, settings_for, working


@pytest.fixture
async def bench(database: TestDatabase, topics: Topics, tmp_path: Path) -> AsyncIterator[Workbench]:
    settings = Settings(**settings_for("scheduling", database, topics, tmp_path))
    clock = Story(START)
    async with service(settings, clock) as built, working(built):
        yield Workbench(built, clock, asking(built, tmp_path))
