"""Pages are tried on the bench of a home, and on that of a host beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.registration.home.conftest import bench, office
from tests.integration.registration.host.conftest import at_work
from tests.integration.registration.host.workbench import Bench
from tests.support.servers import TestDatabase

__all__ = ["bench", "office"]


@pytest.fixture
async def host(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Bench]:
    async with at_work(database, tmp_path) as built:
        yield built
