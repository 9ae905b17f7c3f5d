"""Registration as the host of a training, on its real database. Nothing is sent: homes speak through the tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from registration.app import service
from registration.settings import Settings
from tests.integration.registration.host.homes import OPENED
from tests.integration.registration.host.workbench import Bench
from tests.support.servers import TestDatabase, Topics
from tests.support.services import Story, asking, settings_for

NO_BROKER = Topics("127.0.0.1:9", "unsent")
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
async def bench(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Bench]:
    async with at_work(database, tmp_path) as here:
        yield here


@asynccontextmanager
async def at_work(database: TestDatabase, folder: Path, **more: Any) -> AsyncIterator[Bench]:
    """`more`: settings of registration. Whoever asks waits for what is made, also where the machine is busy."""
    settings = Settings(
        **settings_for("registration", database, NO_BROKER, folder),
        keys={"file": folder / "keys.json"},
        mail={"host": "127.0.0.1", "port": 9, "sender": "programme@example.org"},
        addresses={"registration": NOWHERE, "scheduling": NOWHERE, "followup": NOWHERE},
        **{"selection": {"answer_within_seconds": 30}, **more},
    )
    clock = Story(OPENED)
    async with service(settings, clock) as built:
        yield Bench(built, clock, asking(built, folder))
