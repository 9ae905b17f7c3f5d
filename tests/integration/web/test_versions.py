"""A change names the state that it was made from: none is overwritten unseen."""

import asyncio
from contextlib import nullcontext
from uuid import UUID, uuid4

import httpx2
import pytest
from asyncpg import LockNotAvailableError
from fastapi import APIRouter

from shared.backbone.transaction import Database
from shared.runtime.database import pool
from shared.runtime.kafka import Address
from shared.web.door import Door, allow
from shared.web.principal import Staff
from shared.web.versions import alone
from tests.integration.web.conftest import LOOKS
from tests.support.servers import TestDatabase
from tests.support.services import Asking

NOTE = uuid4()


@pytest.fixture
def coordinator(ask: Asking) -> Asking:
    return ask.staff("coordinator")


async def write(asking: Asking, words: str, tag: str | None = None, note: UUID = NOTE) -> httpx2.Response:
    headers = {} if tag is None else {"If-Match": tag}
    return await asking.http.put(f"/v1/notes/{note}", json={"words": words}, headers=headers)


async def tag_of(asking: Asking) -> str:
    return str((await asking.http.get(f"/v1/notes/{NOTE}")).headers["etag"])


async def words(asking: Asking) -> str:
    return str((await asking.get(f"/v1/notes/{NOTE}"))["words"])


async def test_what_is_read_has_a_tag_that_stays_as_long_as_it_looks_the_same(coordinator: Asking) -> None:
    empty = await tag_of(coordinator)
    await write(coordinator, "first", empty)
    first = await tag_of(coordinator)
    await write(coordinator, "first", first)

    assert first != empty
    assert await tag_of(coordinator) == first


async def test_a_change_that_names_no_state_is_refused_and_told_where_to_read(coordinator: Asking) -> None:
    refused = await write(coordinator, "first")
    behind_a_door = await coordinator.http.put(f"/scheduling/v1/notes/{NOTE}", json={"words": "first"})

    assert (refused.status_code, refused.json()["code"]) == (428, "precondition-missing")
    assert refused.json()["read"] == f"/v1/notes/{NOTE}"
    assert behind_a_door.json()["read"] == f"/scheduling/v1/notes/{NOTE}"
    assert await words(coordinator) == ""


async def test_a_change_of_another_state_is_refused_with_the_tag_of_this_one(coordinator: Asking) -> None:
    seen = await tag_of(coordinator)
    await write(coordinator, "hers", seen)
    refused = await write(coordinator, "mine", seen)

    assert (refused.status_code, refused.json()["code"]) == (412, "changed-meanwhile")
    assert refused.json()["etag"] == await tag_of(coordinator)
    assert '"hers"' in await words(coordinator)


async def test_the_answer_to_a_change_has_the_tag_for_the_next(coordinator: Asking) -> None:
    first = await write(coordinator, "first", await tag_of(coordinator))
    second = await write(coordinator, "second", first.headers["etag"])

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.headers["etag"] == await tag_of(coordinator)


@pytest.mark.parametrize("tag", ["*", '"other", {}', '{},"other"'])
async def test_any_of_several_tags_will_do_and_a_star_stands_for_all(coordinator: Asking, tag: str) -> None:
    seen = await tag_of(coordinator)

    assert (await write(coordinator, "first", tag.replace("{}", seen))).status_code == 200


@pytest.mark.parametrize(
    "tag", ["foo", "unquoted, {}", "{} {}", '*, "other"', "W/*", '"', ",", "Canary Canarova"], ids=lambda tag: tag[:8]
)
async def test_what_is_no_tag_is_told_as_a_mistake_and_not_as_another_state(coordinator: Asking, tag: str) -> None:
    refused = await write(coordinator, "first", tag.replace("{}", await tag_of(coordinator)))

    assert (refused.status_code, refused.json()["code"]) == (400, "if-match-unfit")
    assert refused.json()["read"] == f"/v1/notes/{NOTE}"
    assert "Canary" not in refused.text
    assert await words(coordinator) == ""


@pytest.mark.parametrize("tag", ['W/"{}"', '""', '"a,b"'])
async def test_a_tag_of_another_state_is_one_whatever_is_in_it(coordinator: Asking, tag: str) -> None:
    told = tag.replace("{}", (await tag_of(coordinator)).strip('"'))

    assert (await write(coordinator, "first", told)).json()["code"] == "changed-meanwhile"


async def test_tags_in_several_headers_are_one_list(coordinator: Asking) -> None:
    headers = [("If-Match", '"other"'), ("If-Match", await tag_of(coordinator))]
    response = await coordinator.http.put(f"/v1/notes/{NOTE}", json={"words": "first"}, headers=headers)

    assert response.status_code == 200


async def test_a_change_of_whichever_state_there_is_looks_at_the_new_one_alone(coordinator: Asking) -> None:
    note = uuid4()
    response = await write(coordinator, "first", "*", note)

    assert LOOKS[note] == 1
    assert response.headers["etag"] == (await coordinator.http.get(f"/v1/notes/{note}")).headers["etag"]


async def test_of_two_changes_made_from_the_same_state_one_is_done(coordinator: Asking) -> None:
    seen = await tag_of(coordinator)
    answers = await asyncio.gather(*[write(coordinator, f"by {number}", seen) for number in range(5)])

    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412]


@pytest.mark.parametrize("address", ["%00", "%FF", "%ED%A0%80", "%0A", "%25"])
async def test_an_address_that_nothing_can_have_is_refused_by_its_shape(coordinator: Asking, address: str) -> None:
    refused = await coordinator.http.put(f"/v1/notes/{address}", json={"words": "first"}, headers={"If-Match": "*"})

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-request")


async def test_who_may_not_change_it_learns_nothing_of_its_state(ask: Asking) -> None:
    assert (await write(ask.staff("mentor"), "first", "*")).json()["code"] == "not-allowed"


async def test_a_change_says_in_the_description_that_it_needs_a_tag(ask: Asking) -> None:
    described = (await ask.get("/openapi.json"))["paths"]["/v1/notes/{note}"]["put"]["parameters"]

    assert {"If-Match": True}.items() <= {one["name"]: one["required"] for one in described}.items()


def test_a_rule_that_both_changes_and_judges_cannot_be_written() -> None:
    async def view() -> None: ...

    with pytest.raises(TypeError, match="changes or judges"):
        allow(Staff.COORDINATOR, changes=view, judges=view)


def test_a_change_of_what_no_route_shows_cannot_be_built() -> None:
    async def unseen(note: UUID) -> None:
        """No route."""

    @allow(Staff.COORDINATOR, changes=unseen)
    async def change(note: UUID) -> None:
        """Changes what nobody can read."""

    with pytest.raises(TypeError, match="changes or judges what no route before it shows"):
        APIRouter(route_class=Door).put("/notes/{note}", summary="Change")(change)


@pytest.mark.parametrize(("beside", "waits"), [("scheduling", True), ("followup", False)])
async def test_a_change_waits_for_one_at_the_same_address_of_its_own_service_alone(
    database: TestDatabase, beside: str, waits: bool
) -> None:
    address = Address("cascade", "tj", "scheduling")
    async with (
        pool(database.dsn("scheduling")) as first,
        pool(database.dsn(beside)) as second,
        Database(first, address).transaction() as one,
    ):
        await alone(one, "/v1/trainings/1")
        with pytest.raises(LockNotAvailableError) if waits else nullcontext():
            async with Database(second, address).transaction() as other:
                await other.execute("set local lock_timeout = '200ms'")
                await alone(other, "/v1/trainings/1")
