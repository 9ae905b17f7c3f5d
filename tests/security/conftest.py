"""The three services as an attacker finds them."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from shared.web.service import Service
from tests.integration.followup.conftest import on as on_followup
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.conftest import on as on_registration
from tests.integration.registration.home.post_office import post_office
from tests.integration.registration.home.workbench import Bench as Registration
from tests.integration.scheduling.conftest import on as on_scheduling
from tests.integration.scheduling.workbench import Workbench as Scheduling
from tests.security.forms import Sender
from tests.security.worlds import WORLDS
from tests.support.servers import TestDatabase
from tests.support.services import Asking, asking
from tests.support.three import SERVICES, three


@pytest.fixture
async def services(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Mapping[str, Service]]:
    async with three(database, tmp_path) as built:
        yield built


@pytest.fixture
def ask(services: Mapping[str, Service], tmp_path: Path) -> Mapping[str, Asking]:
    return {name: asking(service, tmp_path) for name, service in services.items()}


@pytest.fixture
async def followup(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Followup]:
    async with on_followup(database, tmp_path) as here:
        yield here


@pytest.fixture
async def registration(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Registration]:
    async with post_office() as office, on_registration(database, office, tmp_path) as here:
        yield here


@pytest.fixture
async def scheduling(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Scheduling]:
    async with on_scheduling(database, tmp_path) as here:
        yield here


@pytest.fixture(params=SERVICES)
async def sender(
    request: pytest.FixtureRequest, database: TestDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Sender]:
    async with WORLDS[request.param](database, tmp_path) as world:
        yield Sender(world, monkeypatch)
