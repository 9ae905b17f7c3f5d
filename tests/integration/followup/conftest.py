"""Followup on its real database, entered as its process does; facts are handed to its intake."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from followup.app import service as build
from followup.settings import Settings
from shared.web.service import Service
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Asking, Story, asking, settings_for


@pytest.fixture
def clock() -> Story:
    return Story(START)


@pytest.fixture
async def service(database: TestDatabase, topics: Topics, tmp_path: Path, clock: Story) -> AsyncIterator[Service]:
    told = settings_for("followup", database, topics, tmp_path)
    settings = Settings(**told, keys={"file": tmp_path / "keys.json"})
    async with build(settings, clock) as built:
        yield built


@pytest.fixture
def ask(service: Service, tmp_path: Path) -> Asking:
    return asking(service, tmp_path)
