"""What is answered is committed; what was in the way is tried once more; what is away is told as away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import pytest

from shared.backbone.apart import Computed
from shared.backbone.transaction import Transaction
from shared.web import envelope, links
from shared.web.principal import Link
from shared.web.service import Service
from tests.integration.web.test_links import linked
from tests.support.services import Asking

Fault = Callable[[], BaseException]


class Faulty:
    """The database of a service, which fails at the given opening or commit."""

    def __init__(
        self, service: Service, *, opening: list[Fault] | None = None, commit: list[Fault] | None = None
    ) -> None:
        self._plain = service.database.transaction
        self._opening, self._commit = list(opening or []), list(commit or [])
        self.opened = 0
        self.open = self.most_open = 0

    @asynccontextmanager
    async def transaction(self, computed: Computed | None = None) -> AsyncIterator[Transaction]:
        self.opened += 1
        if self._opening:
            fault = self._opening.pop(0)
            raise fault()
        self.open += 1
        self.most_open = max(self.open, self.most_open)
        try:
            async with self._plain(computed) as tx:
                yield tx
                if self._commit:
                    fault = self._commit.pop(0)
                    raise fault()
        finally:
            self.open -= 1


def deadlock() -> BaseException:
    return asyncpg.DeadlockDetectedError("in the way")


def away() -> BaseException:
    return ConnectionRefusedError()


@pytest.fixture
def fail(service: Service, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Faulty]:
    def fail(**faults: list[Fault]) -> Faulty:
        faulty = Faulty(service, **faults)
        monkeypatch.setattr(service.database, "transaction", faulty.transaction)
        return faulty

    return fail


async def test_a_deadlock_is_tried_once_more_and_done_once(ask: Asking, fail: Callable[..., Faulty]) -> None:
    training = uuid4()
    faulty = fail(commit=[deadlock])
    await ask.staff("coordinator").post(f"/v1/trainings/{training}/seats", {"number": 1})

    assert faulty.opened == 2
    assert await ask.staff("auditor").get(f"/v1/trainings/{training}/seats") == 1


async def test_a_second_deadlock_asks_to_try_again(ask: Asking, fail: Callable[..., Faulty]) -> None:
    faulty = fail(opening=[deadlock, deadlock])

    assert await ask.refused("GET", "/v1/open") == "try-again"
    assert faulty.opened == 2


async def test_an_upload_whose_file_is_read_already_is_not_tried_again(
    ask: Asking, fail: Callable[..., Faulty]
) -> None:
    faulty = fail(opening=[deadlock])
    response = await ask.http.get("/v1/open", headers={"Content-Type": "multipart/form-data; boundary=x"})

    assert (response.json()["code"], faulty.opened) == ("try-again", 1)


async def test_what_could_not_be_committed_is_not_answered_as_done(ask: Asking, fail: Callable[..., Faulty]) -> None:
    training = uuid4()
    fail(commit=[away])
    path = f"/v1/trainings/{training}/seats"

    assert await ask.staff("coordinator").refused("POST", path, {"number": 1}) == "try-again"
    assert await ask.staff("auditor").get(path) == 0


async def test_a_database_that_is_away_asks_to_try_again(ask: Asking, fail: Callable[..., Faulty]) -> None:
    fail(opening=[away])
    response = await ask.http.get("/v1/open")

    assert (response.status_code, response.json()["code"]) == (503, "try-again")
    assert response.headers["retry-after"] == "1"


async def test_a_value_that_no_column_takes_is_not_asked_for_again(ask: Asking, fail: Callable[..., Faulty]) -> None:
    faulty = fail()
    path = f"/v1/trainings/{uuid4()}/seats"

    assert await ask.staff("coordinator").refused("POST", path, {"number": 2**31}) == "internal-error"
    assert faulty.opened == 1


async def test_staff_and_strangers_are_refused_without_the_database(ask: Asking, fail: Callable[..., Faulty]) -> None:
    faulty = fail(opening=[away] * 3)
    path = f"/v1/trainings/{uuid4()}/seats"

    assert await ask.refused("GET", path) == "credentials-missing"
    assert await ask.staff("reviewer").refused("GET", path) == "not-allowed"
    assert await ask._as("Bearer forged").refused("GET", path) == "token-refused"
    assert faulty.opened == 0


AS_JSON = {"Content-Type": "application/json"}


class Body:
    """One that begins and never ends; `held`: how many connections were taken when it was first asked for."""

    def __init__(self, faulty: Faulty) -> None:
        self._faulty = faulty
        self.held: int | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.held = self._faulty.open
        yield b"{"
        await asyncio.Event().wait()


async def test_no_connection_is_held_while_a_body_arrives(
    ask: Asking, fail: Callable[..., Faulty], monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = fail()
    monkeypatch.setattr(envelope, "SILENT_SECONDS", 0)
    path = f"/v1/trainings/{uuid4()}/seats"
    response = await ask.staff("coordinator").http.post(path, content=Body(faulty), headers=AS_JSON)

    assert (response.status_code, response.json()["code"]) == (408, "request-too-slow")
    assert faulty.opened == 0


async def test_no_connection_is_held_while_the_body_of_somebody_with_a_link_arrives(
    ask: Asking, service: Service, fail: Callable[..., Faulty], monkeypatch: pytest.MonkeyPatch
) -> None:
    training = uuid4()
    her = ask.link(await linked(service, {"training": training}))
    body = Body(fail())
    monkeypatch.setattr(envelope, "SILENT_SECONDS", 0.2)
    response = await her.http.post(f"/v1/trainings/{training}/seats", content=body, headers=AS_JSON)

    assert (response.status_code, response.json()["code"]) == (408, "request-too-slow")
    assert body.held == 0


async def test_a_link_that_opens_nothing_is_refused_before_a_byte_of_its_body_is_read(
    ask: Asking, service: Service, fail: Callable[..., Faulty]
) -> None:
    unknown, of_another_purpose = links.new_token()[0], await linked(service, {}, purpose=Link.FEEDBACK)
    expired = await linked(service, {}, days=-1)
    body = Body(fail())
    path = f"/v1/trainings/{uuid4()}/seats"
    answers = [await ask.link(token).http.post(path, content=body) for token in (unknown, expired, of_another_purpose)]

    assert [answer.json()["code"] for answer in answers] == ["link-not-known", "link-expired", "not-allowed"]
    assert body.held is None


async def test_a_link_that_ends_while_its_body_arrives_opens_nothing(ask: Asking, service: Service) -> None:
    training, person = uuid4(), uuid4()
    her = ask.link(await linked(service, {"training": training}, person=person))

    async def after_she_was_erased() -> AsyncIterator[bytes]:
        async with service.database.transaction() as tx:
            await links.delete_of(tx, person)
        yield b'{"number": 1}'

    path = f"/v1/trainings/{training}/seats"
    refused = await her.http.post(path, content=after_she_was_erased(), headers=AS_JSON)

    assert (refused.status_code, refused.json()["code"]) == (401, "link-not-known")
    assert await ask.staff("auditor").get(path) == 0


async def test_a_dead_letter_is_tried_again_with_one_connection_at_a_time(
    ask: Asking, fail: Callable[..., Faulty], dead_letter: int
) -> None:
    faulty = fail()
    path = f"/v1/operations/dead-letters/{dead_letter}/replay"

    assert await ask.staff("operator").post(path, status=200) == {"applied": 1, "still_fails": None, "further": None}
    assert faulty.most_open == 1
