"""A system in which the whole story was played, and Chromium."""

import asyncio
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from cascade.story.data.call import DEFAULT_SEED
from cascade.story.play import play
from cascade.story.progress import Progress
from cascade.system.running import Running
from cascade.system.stage import Stage
from cascade.system.system import System
from tests.browser.place import Place, begun

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here (Debian: apt install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api", reason="`make browser` installs what drives Chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


async def told(running: Running) -> None:
    stage = Stage.of(running)
    try:
        await play(stage, seed=DEFAULT_SEED, show=Progress(Console(quiet=True)))
    finally:
        await stage.close()


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Everything that was told is there to look at."""
    system = System(tmp_path_factory.mktemp("story"), lambda _: None)
    try:
        running = system.start()
        asyncio.run(told(running))
        yield running
    finally:
        system.stop()


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A system on which nothing was told yet."""
    with begun(tmp_path_factory.mktemp("place")) as made:
        yield made
