"""A dead letter that is tried again under an Idempotency-Key: done once, whatever becomes of a request."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx2
import pytest

from shared.backbone.intake import Replayed
from shared.backbone.transaction import Transaction
from shared.runtime.database import connect
from shared.web.service import Service
from tests.support.servers import TestDatabase
from tests.support.services import Asking

CUT_OFF = """
    select pg_terminate_backend(pid, 10000) from pg_stat_activity
    where state = 'idle in transaction' and datname = current_database() and pid <> pg_backend_pid()
"""
DONE = {"applied": 1, "still_fails": None, "further": None}


class Operator:
    """Asks for the same dead letter with one key, again and again."""

    def __init__(self, ask: Asking, dead_letter: int) -> None:
        self._http = ask.staff("operator").http
        self._path = f"/v1/operations/dead-letters/{dead_letter}/replay"
        self._headers = {"Idempotency-Key": str(uuid4())}

    async def tries(self) -> httpx2.Response:
        return await self._http.post(self._path, headers=self._headers)


@pytest.fixture
def operator(ask: Asking, dead_letter: int) -> Operator:
    return Operator(ask, dead_letter)


class Held:
    """The first who tries is held, once she has done it, until she may go on; the others are not."""

    def __init__(self, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
        self._plain = service.engine.intake.replay
        self.is_there, self.goes_on = asyncio.Event(), asyncio.Event()
        self.began = 0
        monkeypatch.setattr(service.engine.intake, "replay", self._replay)

    async def _replay(self, tx: Transaction, id: int) -> Replayed:
        self.began += 1
        held = self.began == 1
        done = await self._plain(tx, id)
        if held:
            self.is_there.set()
            await self.goes_on.wait()
        return done


@pytest.fixture
async def held(service: Service, monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(service, monkeypatch)


@pytest.fixture
async def first(held: Held, operator: Operator) -> AsyncIterator[asyncio.Task[httpx2.Response]]:
    """A request that is being done."""
    task = asyncio.create_task(operator.tries())
    await held.is_there.wait()
    yield task
    held.goes_on.set()
    await asyncio.wait([task])


async def test_what_was_tried_again_is_answered_alike_if_it_is_asked_for_once_more(
    ask: Asking, operator: Operator, dead_letter: int
) -> None:
    first, again = await operator.tries(), await operator.tries()

    assert (first.status_code, again.content) == (200, first.content)
    assert (await Operator(ask, dead_letter).tries()).status_code == 404


async def test_of_two_at_once_one_is_done_and_the_other_is_asked_to_wait(
    operator: Operator, held: Held, first: asyncio.Task[httpx2.Response]
) -> None:
    second = await operator.tries()
    held.goes_on.set()
    done = await first

    assert (second.status_code, second.json()["code"]) == (409, "still-running")
    assert (done.status_code, held.began) == (200, 1)
    assert (await operator.tries()).content == done.content


async def test_what_a_killed_process_had_begun_is_done_by_whoever_asks_next(
    operator: Operator, held: Held, first: asyncio.Task[httpx2.Response], database: TestDatabase
) -> None:
    """A process that is killed ends its connections, and what it had not committed."""
    connection = await connect(database.dsn("scheduling"))
    cut_off = await connection.fetch(CUT_OFF)
    await connection.close()
    again = await operator.tries()
    held.goes_on.set()

    assert len(cut_off) == 1
    assert (again.status_code, again.json()) == (200, DONE)
    assert (await first).status_code == 503
