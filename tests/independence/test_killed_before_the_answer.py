"""A service that is killed after its commit and before its answer: asked the same again it answers as it would have,
and nothing happens twice.
"""

import asyncio
from typing import Any
from uuid import uuid4

import httpx2

from shared.runtime.database import Pool, pool
from tests.independence.work import coordinating, draft, to_draft
from tests.support.processes import Places, Region
from tests.support.services import ANY_STATE, Asking
from tests.support.waiting import until
from tests.support.ways import Way

Post = tuple[str, Any, str]
"""A path, what is sent to it, and the key under which it happens once."""


class Committed:
    """What scheduling's own database shows, whoever was told of it."""

    def __init__(self, connections: Pool) -> None:
        self._connections = connections

    async def trainings(self, programme: str) -> int:
        return await self._count("select count(*) from training where particulars ->> 'programme' = $1", programme)

    async def facts(self, training: str) -> int:
        return await self._count("select count(*) from outbox where convert_from(key, 'UTF8') = $1", training)

    async def _count(self, query: str, about: str) -> int:
        return int(await self._connections.fetchval(query, about))


async def post(coordinator: Asking, asked: Post) -> httpx2.Response:
    path, body, key = asked
    return await coordinator.http.post(path, json=body, headers={**ANY_STATE, "Idempotency-Key": key})


async def told_nothing(way: Way, running: Region, asked: Post) -> None:
    """Sends it, and waits for an answer until the connection breaks."""
    async with httpx2.AsyncClient(base_url=f"http://{way.address}", timeout=30.0) as http:
        try:
            await post(coordinating(Asking(http, running.issuer)), asked)
        except httpx2.HTTPError:
            return
    raise AssertionError("an answer came through")


async def answered(way: Way) -> int:
    return way.withheld.count(b"HTTP/1.1 201")


async def test_killed_between_commit_and_answer_it_answers_the_same_when_it_is_asked_again(
    running: Region, places: Places
) -> None:
    async with running.asked("scheduling") as anyone:
        announced = await draft(coordinating(anyone))
        drafted = await to_draft(coordinating(anyone))
    posts: list[Post] = [("/v1/trainings", drafted, str(uuid4())), (f"{announced}/announcement", None, str(uuid4()))]

    async with pool(places.dsn["scheduling"], size=1) as connections:
        committed = Committed(connections)

        async def happened() -> tuple[int, int]:
            return await committed.trainings(drafted["programme"]), await committed.facts(announced.rpartition("/")[2])

        async with Way(running.services["scheduling"].address.removeprefix("http://")) as way:
            way.withhold_answers()
            waiting = [asyncio.create_task(told_nothing(way, running, each)) for each in posts]
            await until(happened, lambda both: both == (1, 1))
            await until(lambda: answered(way), lambda count: count == len(posts))
            running.kill("scheduling")
            await asyncio.gather(*waiting)

        running.start("scheduling")
        async with running.asked("scheduling") as anyone:
            again = [await post(coordinating(anyone), each) for each in posts]
        assert [reply.status_code for reply in again] == [201, 201]
        assert all(reply.content in way.withheld for reply in again)
        assert await happened() == (1, 1)
