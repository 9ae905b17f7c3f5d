"""Whoever reads a list page after page sees each row once, whatever comes into it meanwhile."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from shared.web.service import Service
from tests.integration.web.growing import LISTS, PLACES
from tests.security.worlds import WORLDS
from tests.support.paged import onward
from tests.support.servers import TestDatabase
from tests.support.three import SERVICES, three

AT_FIRST = (2, 6, 10, 14)
MEANWHILE = (0, 4, 8, 12, PLACES - 1)
"""Before all rows, between them, behind all."""
FIRST = {next(one for one in LISTS if one[0] == name) for name in SERVICES}
EACH = [
    pytest.param(name, path, id=f"{name}{path}", marks=() if (name, path) in FIRST else pytest.mark.slow)
    for name, path in LISTS
]
"""One of each service belongs to the quick tests."""


def paged(name: str, service: Service) -> set[tuple[str, str]]:
    paths = service.app.openapi()["paths"]
    return {
        (name, path)
        for path, methods in paths.items()
        if any(one["name"] == "cursor" for one in methods.get("get", {}).get("parameters", ()))
    }


def known(page: Any) -> list[str]:
    """Its rows, to be told apart."""
    return [json.dumps(row, sort_keys=True) for row in page["items"]]


async def test_every_list_that_comes_in_pages_is_tried(database: TestDatabase, tmp_path: Path) -> None:
    async with three(database, tmp_path) as services:
        assert set.union(*[paged(name, service) for name, service in services.items()]) == LISTS.keys()


@pytest.mark.parametrize(("name", "path"), EACH)
async def test_what_comes_in_between_two_pages_moves_no_row(
    name: str, path: str, database: TestDatabase, tmp_path: Path
) -> None:
    asked = LISTS[name, path]
    async with WORLDS[name](database, tmp_path) as world:
        story = min((one for one in world.stories if one.keys() >= set(asked.needs)), key=len)
        asking = asked.by(world.anyone, story)

        async def come(places: Iterable[int]) -> None:
            for place in places:
                async with world.service.database.transaction() as tx:
                    for row in asked.rows:
                        await row.put(tx, story, place)

        address = f"{path.format(**story)}?{urlencode(asked.query)}"
        await come(AT_FIRST)
        before = known(await asking.get(address))
        answer = await asking.http.get(f"{address}&limit=2")
        first = known(answer.json())
        await come(MEANWHILE)
        after = known(await asking.get(address))
        rest = [row async for page in onward(asking, answer.links["next"]["url"]) for row in known(page)]

    assert first == before[:2]
    assert len(set(after)) == len(after) == len(before) + len(MEANWHILE)
    assert not {after[0], after[-1]} & set(before)
    assert [*first, *rest] == [*first, *after[after.index(first[-1]) + 1 :]]
    assert {*first, *rest} >= set(before)
