"""While the disk of the database is full nothing is half done, and with room again all goes on by itself."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from cascade.embedded.postgres import Postgres
from cascade.provisioning import database
from cascade.provisioning.database import SERVICES, dsn_for, new_passwords
from shared.runtime import room
from tests.independence.work import announce, coordinating, knows
from tests.support.disks import Disk
from tests.support.processes import Places, Region, region
from tests.support.servers import Topics
from tests.support.waiting import until

FACTS = 40
"""More than the pages that the tables of a service have already take in."""


@pytest.fixture
def places(disk: Disk, topics: Topics) -> Iterator[Places]:
    server, passwords = Postgres(disk.folder, durable=False), new_passwords()
    server.start()
    try:
        asyncio.run(database.provide(server.admin_dsn, passwords))
        dsn = {name: dsn_for(server.admin_dsn, name, passwords[name], "cascade") for name in SERVICES}
        yield Places(dsn, topics.bootstrap, topics.namespace)
    finally:
        server.stop()


@pytest.fixture
def running(places: Places, tmp_path: Path) -> Iterator[Region]:
    """Scheduling and followup, ready."""
    with region(places, tmp_path) as made:
        made.start("scheduling", "followup")
        yield made


async def programmes(running: Region) -> list[str]:
    async with running.asked("scheduling") as anyone:
        shown = await coordinating(anyone).get("/v1/programmes?limit=500")
        return [one["code"] for one in shown["items"]]


async def post(running: Region, code: str) -> tuple[int, str | None, str | None]:
    """Status, problem and when to ask again."""
    async with running.asked("scheduling") as anyone:
        http = coordinating(anyone).http
        reply = await http.post("/v1/programmes", json={"code": code, "title": "T" * 200})
        return reply.status_code, reply.json().get("code"), reply.headers.get("Retry-After")


async def filled(running: Region) -> tuple[list[str], str]:
    """Makes programmes until one is refused: those that were made, and the one that was not."""
    made: list[str] = []
    while True:
        code = f"P-{uuid4().hex[:8]}"
        answer = await post(running, code)
        if answer[0] != 201:
            assert answer == (503, "store-full", "30")
            return made, code
        made.append(code)


async def full(running: Region, name: str) -> set[str]:
    """What waits for room in this service, as its log says; each time with what to do."""
    lines = await asyncio.to_thread(running.log, name)
    said = [line for line in lines if line["event"] == "database_is_full"]
    assert {line["message"] for line in said} <= {room.WHAT_TO_DO}
    return {line["work"] for line in said}


@pytest.mark.slow
async def test_what_needs_room_is_refused_and_what_was_said_waits_until_there_is_some(
    running: Region, disk: Disk
) -> None:
    running.stop("followup")
    trainings = [await announce(running) for _ in range(FACTS)]
    await running.settled("scheduling")
    before = await programmes(running)
    disk.fill()
    made, refused = await filled(running)

    assert sorted(await programmes(running)) == sorted(before + made)

    running.start_alive("followup")
    await until(lambda: full(running, "followup"), lambda work: "consumer" in work)
    assert "requests" in await full(running, "scheduling")
    assert [(await post(running, refused))[0] for _ in range(2)] == [503, 503]
    assert not await knows(running, trainings[-1])
    assert all(running.services[name].runs for name in ("scheduling", "followup"))
    disk.make_room()

    await until(lambda: knows(running, trainings[-1]), bool)
    assert (await post(running, refused))[0] == 201
    await running.settled("scheduling", "followup")
