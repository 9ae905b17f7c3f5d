"""A service is ready while it has what it needs, and not when that is taken away: real servers stop and start."""

import asyncio
from collections.abc import Iterator
from typing import Any

import asyncpg
import pytest

from cascade.embedded import jars
from cascade.embedded.kafka import Kafka
from cascade.embedded.postgres import Postgres
from cascade.provisioning import database, topics
from cascade.provisioning.database import SERVICES, dsn_for, new_passwords
from tests.support.processes import Places, Region, region
from tests.support.servers import in_memory
from tests.support.waiting import until

pytestmark = pytest.mark.slow

NAMESPACE = "cascade"
SECONDS = 60.0
"""A broker starts anew meanwhile, on a machine that others use too."""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with in_memory(tmp_path_factory.mktemp("own-postgres")) as data:
        server = Postgres(data, durable=False)
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="module")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kafka]:
    jars.fetch()
    server = Kafka(tmp_path_factory.mktemp("own-kafka"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def places(postgres: Postgres, kafka: Kafka) -> Places:
    passwords = new_passwords()
    asyncio.run(database.provide(postgres.admin_dsn, passwords))
    asyncio.run(topics.provide(kafka.bootstrap, NAMESPACE, "tj"))
    dsn = {name: dsn_for(postgres.admin_dsn, name, passwords[name], "cascade") for name in SERVICES}
    return Places(dsn, kafka.bootstrap, NAMESPACE)


@pytest.fixture(scope="module")
def running(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    """Followup, ready."""
    with region(places, tmp_path_factory.mktemp("region")) as made:
        made.start("followup")
        yield made


async def missing(running: Region) -> list[str] | None:
    """What readiness names; None if the service is ready."""
    async with running.asked("followup") as anyone:
        reply = await anyone.http.get("/health/ready")
        said: dict[str, Any] = reply.json()
        assert reply.is_success == (not said["missing"])
        return sorted(said["missing"]) or None


async def says(running: Region, expected: list[str] | None) -> None:
    await until(lambda: missing(running), lambda named: named == expected, SECONDS)


async def still_lives(running: Region) -> None:
    async with running.asked("followup") as anyone:
        assert await anyone.get("/health/live") == {"service": "followup", "live": "yes"}


async def test_without_its_database_a_service_is_not_ready_and_with_it_again_it_is(
    running: Region, postgres: Postgres, places: Places
) -> None:
    assert await missing(running) is None
    postgres.stop()
    await says(running, ["database"])
    await still_lives(running)
    postgres.start()

    await says(running, None)
    assert f":{postgres.port}/" in places.dsn["followup"]


async def test_a_database_that_keeps_silent_is_missed_too(running: Region, postgres: Postgres) -> None:
    admin = await asyncpg.connect(postgres.admin_dsn, database="cascade")
    async with admin.transaction():
        await admin.execute("lock table followup.relay_cursor in access exclusive mode")
        assert await missing(running) == ["database"]
    await admin.close()

    await says(running, None)


async def test_without_its_broker_a_service_is_not_ready_and_with_it_again_it_is(
    running: Region, kafka: Kafka, places: Places
) -> None:
    assert await missing(running) is None
    kafka.stop()
    await says(running, ["kafka"])
    await still_lives(running)
    kafka.start()

    await says(running, None)
    assert running.services["followup"].runs
    assert kafka.bootstrap == places.bootstrap


async def test_a_service_whose_servers_went_away_ends_well_when_it_is_asked(
    running: Region, postgres: Postgres, kafka: Kafka
) -> None:
    postgres.stop()
    kafka.stop()
    await says(running, ["database", "kafka"])

    assert running.stop("followup") == 0
