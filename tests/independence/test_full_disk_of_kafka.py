"""While the disk of Kafka is full it gives itself up, and the services go on; with room all that was said is heard."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from cascade.embedded import jars
from cascade.embedded.kafka import Kafka
from tests.independence.work import announce, knows
from tests.support.disks import Disk
from tests.support.processes import Places, Region, region
from tests.support.servers import PostgresServer, Topics
from tests.support.waiting import until

FACTS = 5


@pytest.fixture
def kafka(disk: Disk) -> Iterator[Kafka]:
    jars.fetch()
    server = Kafka(disk.folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def running(kafka: Kafka, postgres_server: PostgresServer, tmp_path: Path) -> Iterator[Region]:
    """Scheduling and followup, ready."""
    topics = Topics(kafka.bootstrap, "full")
    asyncio.run(topics.create("tj"))
    database = asyncio.run(postgres_server.copy())
    with region(Places.of(database, topics), tmp_path) as made:
        made.start("scheduling", "followup")
        yield made
    asyncio.run(postgres_server.drop(database.name))


@pytest.mark.slow
async def test_what_is_said_while_nothing_can_be_sent_is_heard_once_there_is_room(
    running: Region, disk: Disk, kafka: Kafka
) -> None:
    before = await announce(running)
    await until(lambda: knows(running, before), bool)
    disk.fill()
    said = [await announce(running) for _ in range(FACTS)]
    await until(lambda: asyncio.to_thread(lambda: kafka.runs), lambda runs: not runs)

    assert not await knows(running, said[-1])
    assert all(running.services[name].runs for name in ("scheduling", "followup"))
    disk.make_room()
    kafka.start()

    await running.settled("scheduling", "followup")
    assert [await knows(running, training) for training in said] == [True] * FACTS
