"""A system in which the whole story was played, and Chromium; both end with these tests: idle they slow the others."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from cascade.system.running import Running
from cascade.system.system import System
from tests.browser.place import Place, begun
from tests.browser.tour.tour import toured

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")


def require_chromium() -> Any:
    """What drives it. Skips where there is none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here (Debian: apt install chromium)")
    return pytest.importorskip("playwright.sync_api", reason="`make browser` installs what drives Chromium")


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    with require_chromium().sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the tour: in it once the story was played."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="package")
def story(tmp_path_factory: pytest.TempPathFactory, pictures: Path) -> Iterator[Running]:
    """Everything that was told is there to look at, and the pictures that were taken meanwhile."""
    require_chromium()
    system = System(tmp_path_factory.mktemp("story"), lambda _: None)
    try:
        running = system.start()
        asyncio.run(toured(running, pictures, Console(quiet=True)))
        yield running
    finally:
        system.stop()


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A system on which nothing was told yet."""
    with begun(tmp_path_factory.mktemp("place")) as made:
        yield made
