"""Services on their real databases, and Chromium in front of them: it is started once, and so all tests here run in one
event loop, as each module says.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import pytest_asyncio

from tests.browser.conftest import CHROMIUM
from tests.browser.one_service.window import A_DESK, PATIENCE_MS, Window, served
from tests.integration.followup.conftest import on as followup_on
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.conftest import on as registration_on
from tests.integration.registration.home.post_office import PostOffice, post_office
from tests.integration.registration.home.workbench import Bench
from tests.integration.scheduling.conftest import on as scheduling_on
from tests.integration.scheduling.workbench import Workbench
from tests.support.servers import TestDatabase

if TYPE_CHECKING:
    from playwright.async_api import Browser

Opens = Callable[..., AbstractAsyncContextManager[Window]]


ONE_LOOP: Final = "session"


@pytest_asyncio.fixture(scope="session", loop_scope=ONE_LOOP)
async def chromium() -> AsyncIterator["Browser"]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here (Debian: apt install chromium)")
    async_api = pytest.importorskip("playwright.async_api", reason="`make browser` installs what drives Chromium")
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


def windows(chromium: "Browser", origin: str, base: str) -> Opens:
    @asynccontextmanager
    async def opened(*, script: bool = True, language: str = "en") -> AsyncIterator[Window]:
        context = await chromium.new_context(viewport=A_DESK, java_script_enabled=script, locale=language)
        context.set_default_timeout(PATIENCE_MS)
        yield Window(await context.new_page(), origin, base)
        await context.close()

    return opened


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def office() -> AsyncIterator[PostOffice]:
    async with post_office() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def registration(database: TestDatabase, office: PostOffice, tmp_path: Path) -> AsyncIterator[Bench]:
    async with registration_on(database, office, tmp_path) as bench:
        yield bench


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def of_registration(registration: Bench, chromium: "Browser") -> AsyncIterator[Opens]:
    """Windows in front of it."""
    async with served(registration.service.app) as origin:
        yield windows(chromium, origin, "/registration")


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def scheduling(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Workbench]:
    async with scheduling_on(database, tmp_path) as bench:
        yield bench


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def of_scheduling(scheduling: Workbench, chromium: "Browser") -> AsyncIterator[Opens]:
    """Windows in front of it."""
    async with served(scheduling.service.app) as origin:
        yield windows(chromium, origin, "/scheduling")


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def followup(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Followup]:
    async with followup_on(database, tmp_path) as bench:
        yield bench


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def of_followup(followup: Followup, chromium: "Browser") -> AsyncIterator[Opens]:
    """Windows in front of it."""
    async with served(followup.service.app) as origin:
        yield windows(chromium, origin, "/followup")
