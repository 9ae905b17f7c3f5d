"""A region of three processes for each worker, until its last test of these: what one test stops, it starts again."""

import asyncio
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.collector import Collector, collecting
from tests.support.disks import Disk, small_disk
from tests.support.processes import Places, Region, region
from tests.support.servers import PostgresServer, Topics


@pytest.fixture(scope="package")
def places(postgres_server: PostgresServer, kafka_server: str) -> Iterator[Places]:
    topics = Topics(kafka_server, f"t{secrets.token_hex(5)}")
    asyncio.run(topics.create("tj"))
    database = asyncio.run(postgres_server.copy())
    yield Places.of(database, topics)
    asyncio.run(postgres_server.drop(database.name))


@pytest.fixture(scope="package")
def collector() -> Iterator[Collector]:
    with collecting() as made:
        yield made


@pytest.fixture(scope="package")
def running(places: Places, collector: Collector, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    """All three are ready, and send their traces to the collector."""
    with region(places, tmp_path_factory.mktemp("region"), collector.address) as made:
        made.start(*made.services)
        yield made


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk") as made:
        yield made
