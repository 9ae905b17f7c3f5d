"""Followup on its real database. Nothing is sent: what it says is read from its outbox."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from followup.app import service
from followup.settings import Settings
from tests.integration.followup.facts import AT, Told
from tests.integration.followup.workbench import Workbench
from tests.support.servers import TestDatabase, Topics
from tests.support.services import Story, asking, settings_for

NO_BROKER = Topics("127.0.0.1:9", "unsent")


@pytest.fixture
async def bench(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Workbench]:
    settings = Settings(
        **settings_for("followup", database, NO_BROKER, tmp_path), keys={"file": tmp_path / "keys.json"}
    )
    clock = Story(AT)
    async with service(settings, clock) as built:
        yield Workbench(built, clock, asking(built, tmp_path))


@pytest.fixture
async def told(bench: Workbench) -> Told:
    """A training that six people attended."""
    told = Told()
    await bench.hear(*told.facts())
    return told
