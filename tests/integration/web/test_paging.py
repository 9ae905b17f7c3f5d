"""A list comes in pages, each linked to the next, and nothing that comes in between moves a row."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.web.paging import MOST_ROWS, written
from tests.support.services import Asking


async def take(ask: Asking, *numbers: int) -> None:
    for number in numbers:
        await ask.staff("coordinator").post(f"/v1/trainings/{uuid4()}/seats", {"number": number})


async def page(ask: Asking, address: str) -> tuple[list[int], str | None]:
    """What is on it, and where the next one is."""
    response = await ask.staff("auditor").http.get(address)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.links.get("next", {})
    return response.json()["items"], told.get("url")


async def pages(ask: Asking, address: str | None) -> list[list[int]]:
    read = []
    while address is not None:
        items, address = await page(ask, address)
        read.append(items)
    return read


async def test_pages_follow_one_another_and_hold_every_row_once(ask: Asking) -> None:
    await take(ask, 5, 3, 1, 4, 2, 3, 3)

    assert await pages(ask, "/v1/seats?limit=3") == [[1, 2, 3], [3, 3, 4], [5]]


async def test_a_page_that_is_just_full_is_the_last(ask: Asking) -> None:
    await take(ask, 1, 2, 3)

    assert await pages(ask, "/v1/seats?limit=3") == [[1, 2, 3]]


@pytest.mark.parametrize("asked", ["limt=3", "limit=3&name=Gulnora"])
async def test_a_name_that_the_query_does_not_have_is_refused_and_not_repeated(ask: Asking, asked: str) -> None:
    response = await ask.staff("auditor").http.get(f"/v1/seats?{asked}")

    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"pointer": "query", "detail": "only cursor, limit may stand there; is it a typing error?"}
    ]
    assert "Gulnora" not in response.text


async def test_an_empty_list_is_one_page(ask: Asking) -> None:
    assert await pages(ask, "/v1/seats") == [[]]


async def test_what_comes_in_between_moves_nothing(ask: Asking) -> None:
    await take(ask, 1, 3, 5, 7)
    first, behind = await page(ask, "/v1/seats?limit=2")
    await take(ask, 0, 2, 4)

    assert behind is not None
    assert [first, *await pages(ask, behind)] == [[1, 3], [4, 5], [7]]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "é",
        "e30",
        written(["1"]),
        written(["one", str(UUID(int=1))]),
        written(["1", "2"]),
        written(["1", "\0"]),
    ],
)
async def test_a_cursor_of_another_list_is_refused(ask: Asking, cursor: str) -> None:
    assert await ask.staff("auditor").refused("GET", f"/v1/seats?cursor={cursor}") == "cursor-unfit"


@pytest.mark.parametrize("query", ["limit=0", f"limit={MOST_ROWS + 1}", "limit=many", f"cursor={'x' * 513}"])
async def test_a_page_of_no_size_is_refused(ask: Asking, query: str) -> None:
    assert await ask.staff("auditor").refused("GET", f"/v1/seats?{query}") == "invalid-request"
