"""Many who send a request byte by byte take nothing from the others, at the service and at the front door."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx2
import pytest

from cascade.system import processes
from tests.independence.work import coordinating, to_draft
from tests.support.processes import Places, Region
from tests.support.services import Asking
from tests.support.waiting import eventually, until

MANY = 200
"""Of each kind: several times what a service has connections to its database."""


@pytest.fixture(params=["service", pytest.param("door", marks=pytest.mark.slow)])
def address(request: pytest.FixtureRequest, running: Region, tmp_path: Path) -> Iterator[str]:
    """Scheduling's."""
    if request.param == "service":
        yield running.services["scheduling"].address
        return
    nobody = processes.service("issuer", {}, tmp_path)
    door = processes.front_door(list(running.services.values()), nobody, tmp_path, tmp_path)
    door.start()
    try:
        address = f"{door.address}/scheduling"
        eventually(lambda: answers(address))
        yield address
    finally:
        door.stop()


def answers(address: str) -> bool:
    try:
        return httpx2.get(f"{address}/health/ready", trust_env=False).is_success
    except httpx2.TransportError:
        return False


def request(address: str, authorization: str) -> tuple[bytes, bytes]:
    """To begin a programme of its own: head and body."""
    url = httpx2.URL(address)
    body = json.dumps({"code": f"P-{uuid4().hex[:8]}", "title": "Of somebody with a slow line"}).encode()
    head = (
        f"POST {url.path.rstrip('/')}/v1/programmes HTTP/1.1\r\nHost: {url.netloc.decode()}\r\n"
        f"Authorization: {authorization}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode(), body


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def begun(address: str, parts: Sequence[bytes]) -> AsyncIterator[list[Connection]]:
    """So much of each request is sent, on a connection of its own."""
    url = httpx2.URL(address)
    connections = [await asyncio.open_connection(url.host, url.port) for _ in parts]
    try:
        for (_, writer), part in zip(connections, parts, strict=True):
            writer.write(part)
            await writer.drain()
        yield connections
    finally:
        for _, writer in connections:
            writer.close()


async def ended(connection: Connection, rest: bytes) -> bytes:
    """The first line of the answer."""
    reader, writer = connection
    writer.write(rest)
    return await asyncio.wait_for(reader.readline(), 60)


async def held(places: Places) -> int:
    """Connections to the database on which scheduling has begun a transaction and waits."""
    database = await asyncpg.connect(places.dsn["scheduling"])
    try:
        waiting = """select count(*) from pg_stat_activity where usename = 'scheduling'
                     and datname = current_database() and state = 'idle in transaction'"""
        return int(await database.fetchval(waiting))
    finally:
        await database.close()


async def test_many_slow_requests_take_nothing_from_the_others_and_are_answered_in_the_end(
    address: str, running: Region, places: Places
) -> None:
    async with httpx2.AsyncClient(base_url=address, timeout=20.0) as http:
        coordinator = coordinating(Asking(http, running.issuer))
        requests = [request(address, coordinator.http.headers["Authorization"]) for _ in range(MANY)]
        half_heads = [head[: len(head) // 2] for head, _ in requests]
        first_bytes = [head + body[:1] for head, body in requests]
        async with begun(address, half_heads), begun(address, first_bytes) as slow:
            await coordinator.post("/v1/trainings", await to_draft(coordinator))
            await until(lambda: held(places), lambda connections: connections == 0)
            rests = [body[1:] for _, body in requests]
            answers = await asyncio.gather(*[ended(one, rest) for one, rest in zip(slow, rests, strict=True)])

    assert answers == [b"HTTP/1.1 201 Created\r\n"] * MANY
