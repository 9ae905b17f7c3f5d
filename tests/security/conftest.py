"""The three services as an attacker finds them."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from shared.web.service import Service
from tests.support.servers import TestDatabase
from tests.support.services import Asking, asking
from tests.support.three import three


@pytest.fixture
async def services(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Mapping[str, Service]]:
    async with three(database, tmp_path) as built:
        yield built


@pytest.fixture
def ask(services: Mapping[str, Service], tmp_path: Path) -> Mapping[str, Asking]:
    return {name: asking(service, tmp_path) for name, service in services.items()}
