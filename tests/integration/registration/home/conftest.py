"""Registration as a home, on its real database and with a mail server. Facts are read from its outbox."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from registration.app import service
from registration.mail.sender import Sender
from registration.settings import Settings
from tests.integration.registration.home.facts import BEFORE
from tests.integration.registration.home.post_office import PostOffice, post_office
from tests.integration.registration.home.workbench import Bench
from tests.support.servers import TestDatabase, Topics
from tests.support.services import Story, asking, settings_for

NO_BROKER = Topics("127.0.0.1:9", "unsent")
ADDRESSES = {name: f"https://{name}.example.org" for name in ("registration", "scheduling", "followup")}


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with post_office() as opened:
        yield opened


@pytest.fixture
async def bench(database: TestDatabase, office: PostOffice, tmp_path: Path) -> AsyncIterator[Bench]:
    async with on(database, office, tmp_path) as here:
        yield here


@asynccontextmanager
async def on(database: TestDatabase, office: PostOffice, folder: Path) -> AsyncIterator[Bench]:
    settings = Settings(
        **settings_for("registration", database, NO_BROKER, folder),
        keys={"file": folder / "keys.json"},
        mail={"host": "127.0.0.1", "port": office.port, "sender": "programme@example.org"},
        addresses=ADDRESSES,
    )
    clock = Story(BEFORE)
    async with service(settings, clock) as built:
        sender = Sender(built.database, clock, settings.mail, settings.addresses)
        yield Bench(built, clock, asking(built, folder), sender, office)
