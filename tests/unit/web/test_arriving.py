"""Bodies that arrive slowly stand in memory meanwhile, whoever sends them."""

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import Request

from shared.web import arriving
from shared.web.app import application
from shared.web.envelope import Application

AS_JSON = {"Content-Type": "application/json"}
SIZE = 1_000


@pytest.fixture
def app() -> Application:
    taking = application("scheduling", "Seats", [], {})

    @taking.post("/text")
    async def text(request: Request) -> int:
        return len(await request.body())

    return taking


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MOST_BYTES_OF_A_NETWORK", 2 * SIZE)
    monkeypatch.setattr(arriving, "MOST_BYTES", 3 * SIZE)


async def sent(app: Application, address: str, content: AsyncIterator[bytes] | bytes) -> httpx2.Response:
    transport = httpx2.ASGITransport(app, client=(address, 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://t", headers=AS_JSON) as client:
        return await client.post("/scheduling/text", content=content)


async def test_many_who_are_slow_together_do_not_fill_the_memory(app: Application) -> None:
    arrived, goes_on = asyncio.Semaphore(0), asyncio.Event()

    async def dripping() -> AsyncIterator[bytes]:
        yield b"x" * SIZE
        arrived.release()
        await goes_on.wait()

    slow = [asyncio.create_task(sent(app, "192.0.2.7", dripping())) for _ in range(2)]
    for _ in slow:
        await arrived.acquire()
    same_network = await sent(app, "192.0.2.8", b"x")
    elsewhere = await sent(app, "198.51.100.7", b"x" * SIZE)
    too_much_of_all = await sent(app, "198.51.100.7", b"x" * (SIZE + 1))
    goes_on.set()
    taken = [(await one).json() for one in slow]
    after = await sent(app, "192.0.2.8", b"x" * 2 * SIZE)

    assert (same_network.status_code, same_network.json()["code"]) == (503, "try-again")
    assert same_network.headers["retry-after"] == "1"
    assert (elsewhere.status_code, too_much_of_all.status_code) == (200, 503)
    assert [*taken, after.json()] == [SIZE, SIZE, 2 * SIZE]
