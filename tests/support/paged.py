"""Lists as a client reads them: page after page, by the link to the next."""

from collections.abc import AsyncIterator
from typing import Any

from tests.support.services import Asking

Json = Any


async def pages(asking: Asking, path: str, limit: int) -> AsyncIterator[Json]:
    """Each answer, as it was asked for."""
    async for page in onward(asking, f"{path}?limit={limit}"):
        yield page


async def onward(asking: Asking, begin: str) -> AsyncIterator[Json]:
    """This page and each that follows it."""
    address: str | None = begin
    while address is not None:
        response = await asking.http.get(address)
        assert response.status_code == 200, response.text
        yield response.json()
        address = response.links.get("next", {}).get("url")


async def items(asking: Asking, path: str, limit: int) -> list[list[Json]]:
    """What stands on each page."""
    return [page["items"] async for page in pages(asking, path, limit)]


async def come_in_pages(asking: Asking, path: str, count: int) -> None:
    """Pages of two, all of them full but the last, hold what the whole list holds, in its order."""
    whole = (await asking.get(path))["items"]
    assert len(whole) == count
    assert await items(asking, path, 2) == [whole[at : at + 2] for at in range(0, count, 2)]
