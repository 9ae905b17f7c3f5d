"""A request with an Idempotency-Key happens once, and is answered alike for a day."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx2
import pytest
from fastapi import Request
from starlette.types import Message

from shared.backbone import outbox
from shared.backbone.apart import Computed
from shared.backbone.transaction import Database, Transaction
from shared.runtime.database import connect, pool
from shared.runtime.kafka import Address
from shared.web.answers import Asked, content, recall
from shared.web.service import Service
from tests.support.servers import TestDatabase
from tests.support.services import Asking

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"
TRAINING = uuid4()


async def take(ask: Asking, number: int = 1, key: str = KEY, training: UUID = TRAINING) -> httpx2.Response:
    headers = {"Idempotency-Key": key}
    return await ask.http.post(f"/v1/trainings/{training}/seats", json={"number": number}, headers=headers)


async def taken(ask: Asking, training: UUID = TRAINING) -> int:
    return int(await ask.staff("auditor").get(f"/v1/trainings/{training}/seats"))


async def as_owner(database: TestDatabase, statement: str) -> None:
    connection = await connect(database.owner_dsn("scheduling"))
    await connection.execute(statement)
    await connection.close()


@pytest.fixture
def coordinator(ask: Asking) -> Asking:
    return ask.staff("coordinator", uuid4())


async def test_what_is_sent_again_happens_once_and_is_answered_alike(ask: Asking, coordinator: Asking) -> None:
    first, again = await take(coordinator), await take(coordinator)

    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    assert again.headers["content-type"] == first.headers["content-type"]
    assert await taken(ask) == 1


async def test_without_a_key_it_happens_again(ask: Asking, coordinator: Asking) -> None:
    path = f"/v1/trainings/{TRAINING}/seats"
    await coordinator.post(path, {"number": 1})

    assert await coordinator.refused("POST", path, {"number": 1}) == "internal-error"


async def test_an_answer_that_was_lost_behind_the_commit_is_given_again(
    service: Service, ask: Asking, coordinator: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = service.database.transaction

    @asynccontextmanager
    async def lost(computed: Computed | None = None) -> AsyncIterator[Transaction]:
        async with plain(computed) as tx:
            yield tx
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr(service.database, "transaction", lost)
        assert (await take(coordinator)).status_code == 503

    assert (await take(coordinator)).status_code == 201
    assert await taken(ask) == 1


async def test_another_body_under_the_same_key_is_refused_and_changes_nothing(ask: Asking, coordinator: Asking) -> None:
    await take(coordinator, number=1)
    other = await take(coordinator, number=2)

    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert await taken(ask) == 1


async def test_while_the_first_one_runs_the_second_is_asked_to_wait(
    service: Service, coordinator: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, goes_on, is_there = service.database.transaction, asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def slow(computed: Computed | None = None) -> AsyncIterator[Transaction]:
        async with plain(computed) as tx:
            yield tx
            is_there.set()
            await goes_on.wait()

    monkeypatch.setattr(service.database, "transaction", slow)
    first = asyncio.create_task(take(coordinator))
    await is_there.wait()
    monkeypatch.setattr(service.database, "transaction", plain)
    second = await take(coordinator)
    goes_on.set()

    assert (second.status_code, second.json()["code"]) == (409, "still-running")
    assert second.headers["retry-after"] == "1"
    assert (await first).status_code == 201


async def test_what_runs_in_one_service_is_in_the_way_of_no_other_in_its_database(
    service: Service, database: TestDatabase
) -> None:
    alike = Asked(bytes(32), bytes(32), bytes(32))
    async with pool(database.dsn("followup")) as connections:
        neighbour = Database(connections, Address("tests", "tj", "followup"))
        async with neighbour.transaction() as there, service.database.transaction() as here:
            assert await recall(there, alike) is None
            assert await recall(here, alike) is None


async def test_a_key_is_hers_who_sent_it(ask: Asking, coordinator: Asking, database: TestDatabase) -> None:
    await take(coordinator)
    await as_owner(database, "delete from reminder")
    other = uuid4()

    assert (await take(ask.staff("coordinator", other))).json()["person"] == str(other)


async def test_a_key_is_good_for_one_address(ask: Asking, coordinator: Asking) -> None:
    elsewhere = uuid4()
    await take(coordinator)
    await take(coordinator, training=elsewhere)

    assert (await taken(ask), await taken(ask, elsewhere)) == (1, 1)


async def test_a_refusal_is_not_kept(ask: Asking, coordinator: Asking) -> None:
    assert (await take(coordinator, number=13)).status_code == 409
    assert (await take(coordinator, number=1)).status_code == 201


async def test_who_may_not_ask_is_refused_before_anything_is_looked_up(ask: Asking) -> None:
    person = uuid4()
    await take(ask.staff("coordinator", person))

    assert (await take(ask.staff("reviewer", person))).json()["code"] == "not-allowed"


@pytest.mark.parametrize("key", ["short", "x" * 129, "sixteen letters and more", "1234567890123456é"])
async def test_a_key_that_others_may_have_is_refused(coordinator: Asking, key: str) -> None:
    headers = {b"Idempotency-Key": key.encode("latin-1")}
    refused = await coordinator.http.post(f"/v1/trainings/{TRAINING}/seats", json={"number": 1}, headers=headers)

    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency-key-unfit")


async def test_a_kept_answer_can_be_read_by_nobody_but_who_has_the_key(
    coordinator: Asking, database: TestDatabase
) -> None:
    answer = await take(coordinator)
    connection = await connect(database.owner_dsn("scheduling"))
    kept = await connection.fetchval("select sealed || digest || asked from answer")
    await connection.close()

    assert answer.json()["person"] in answer.text
    assert [word for word in (answer.json()["person"], "person", KEY) if word.encode() in kept] == []


async def test_after_a_day_it_is_another_request(ask: Asking, coordinator: Asking, database: TestDatabase) -> None:
    await take(coordinator, number=1)
    await as_owner(database, "update answer set given_at = now() - interval '24 hours 1 second'")
    await as_owner(database, "delete from reminder")
    again = await take(coordinator, number=2)

    assert again.status_code == 201
    assert (await take(coordinator, number=2)).content == again.content


async def kept_after_a_look(database: TestDatabase) -> list[timedelta]:
    """How old the answers are that the relay's looking after the days leaves, the youngest first."""
    relay, owner = await connect(database.dsn("scheduling")), await connect(database.owner_dsn("scheduling"))
    try:
        await outbox.keep_days(relay)
        rows = await owner.fetch("select date_trunc('hour', now() - given_at) as age from answer order by age")
    finally:
        await relay.close()
        await owner.close()
    return [row["age"] for row in rows]


async def of_ages(coordinator: Asking, database: TestDatabase, *ages: str) -> None:
    """An answer of each."""
    for age in ages:
        await take(coordinator, key=str(uuid4()), training=uuid4())
        await as_owner(
            database,
            f"update answer set given_at = now() - interval '{age}' where given_at > now() - interval '1 hour'",
        )


async def test_a_kept_answer_is_deleted_after_a_day_and_no_sooner(coordinator: Asking, database: TestDatabase) -> None:
    await of_ages(coordinator, database, "30 days", "24 hours 1 second", "23 hours 50 minutes", "2 hours")

    assert await kept_after_a_look(database) == [timedelta(hours=2), timedelta(hours=23)]


async def test_old_answers_are_deleted_while_a_long_transaction_is_in_the_way_of_the_days(
    coordinator: Asking, database: TestDatabase
) -> None:
    await of_ages(coordinator, database, "25 hours")
    await as_owner(database, "drop table outbox_" + (datetime.now(UTC) + timedelta(days=3)).strftime("%Y%m%d"))
    long = await connect(database.owner_dsn("scheduling"))
    async with long.transaction():
        await long.execute("lock table outbox_rest in access share mode")
        assert await kept_after_a_look(database) == []
        days = await long.fetchval("select count(*) from days_of('outbox') where day = current_date + 3")
    await long.close()

    assert days == 0


def form(body: bytes, kind: str) -> Request:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request({"type": "http", "headers": [(b"content-type", kind.encode())]}, receive)


@pytest.mark.parametrize("parameter", ["boundary={}", 'boundary="{}"', "Boundary={}", "boundary={}; charset=utf-8"])
async def test_a_form_with_a_file_is_the_same_whatever_divides_its_parts(parameter: str) -> None:
    async def sent(divider: str) -> bytes:
        body = f"--{divider}\r\nContent-Disposition: form-data; name=caption\r\n\r\nTwo of us\r\n--{divider}--".encode()
        return await content(form(body, f"multipart/form-data; {parameter.format(divider)}"))

    assert await sent("abc123") == await sent("xyz789")
