"""Every page that is shown to anybody, about the first thing of which it is: axe-core finds nothing on it, a phone has
room for it, and no other host is asked for anything. What the story left, and in every language: `make test-all`.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest
import pytest_asyncio

from shared.web.pages.cookies import SESSION
from tests.browser.narrow import IS_WIDER, NARROW_CAPTIONS
from tests.browser.one_service.conftest import ONE_LOOP, windows
from tests.browser.one_service.everybody import faults
from tests.browser.one_service.window import A_PHONE, THIS_HOST, Window, served
from tests.browser.walk import LARGEST_PAGE_BYTES
from tests.security.forms import Sender
from tests.security.opened import Seen, opened
from tests.security.worlds import WORLDS
from tests.support.servers import TestDatabase
from tests.support.three import SERVICES

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)

FEWEST = {"registration": 35, "scheduling": 25, "followup": 25}
"""Pages that each service has at least."""


@pytest_asyncio.fixture(params=SERVICES, loop_scope=ONE_LOOP)
async def sender(
    request: pytest.FixtureRequest, database: TestDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Sender]:
    async with WORLDS[request.param](database, tmp_path) as world:
        yield Sender(world, monkeypatch)


async def shown(sender: Sender) -> list[Seen]:
    return [
        seen
        async for seen, answer in opened(sender, once=True)
        if answer.status_code == httpx2.codes.OK and answer.headers["content-type"].startswith("text/html")
    ]


async def wrong_with(window: Window, seen: Seen) -> list[str]:
    response = await window.page.goto(window.origin + seen.address)
    assert response is not None
    size = len(await response.body())
    narrow = [f"a narrow caption: {one}" for one in await window.page.evaluate(NARROW_CAPTIONS)]
    wider = ["wider than the screen"] if await window.page.evaluate(IS_WIDER) else []
    large = [f"{size} bytes"] if size > LARGEST_PAGE_BYTES else []
    return [f"{seen.address}: {one}" for one in (*narrow, *wider, *large, *await faults(window.page))]


async def test_every_page_is_for_everybody_has_room_on_a_phone_and_asks_no_other_host(
    sender: Sender, chromium: "Browser"
) -> None:
    pages, wrong = await shown(sender), list[str]()
    async with served(sender.service.app) as origin, windows(chromium, origin, f"/{sender.name}")() as window:
        await window.page.set_viewport_size(A_PHONE)
        window.page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(origin) else None)
        for seen in pages:
            cookie = {"name": SESSION.word, "value": await sender.session(seen.principal, seen.things)}
            await window.page.context.clear_cookies()
            if cookie["value"]:
                await window.page.context.add_cookies([{**cookie, "domain": THIS_HOST, "path": window.base}])
            wrong += await wrong_with(window, seen)
    assert wrong == []
    assert len(pages) >= FEWEST[sender.name]
