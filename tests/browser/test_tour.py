"""docs/tour.md and its pictures."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from cascade.system.running import Running
from cascade.system.system import System
from tests.browser.conftest import CHROMIUM
from tests.browser.tour.shots import SHOTS
from tests.browser.tour.tour import DOCUMENT, PICTURES, toured

LARGEST_BYTES = 100_000
ALL_BYTES = 1_000_000
FILES = [f"{shot.file}.png" for shot in SHOTS]


def test_the_tour_shows_exactly_the_pictures_that_are_taken_in_their_order_and_says_what_each_is_of() -> None:
    shown = re.findall(r"^!\[([^\]]+)\]\(tour/([^)]+)\)$", DOCUMENT.read_text(), re.MULTILINE)

    assert [file for _, file in shown] == FILES
    assert sorted(one.name for one in PICTURES.iterdir()) == FILES


def test_its_pictures_are_small() -> None:
    sizes = {one.name: one.stat().st_size for one in PICTURES.iterdir()}

    assert [name for name, size in sizes.items() if size > LARGEST_BYTES] == []
    assert sum(sizes.values()) < ALL_BYTES


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[Running]:
    """A system in which nothing was told yet."""
    system = System(tmp_path / "system", lambda _: None)
    try:
        yield system.start()
    finally:
        system.stop()


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here (Debian: apt install chromium)")
def test_every_picture_is_taken_while_the_story_is_played_of_a_page_that_is_there(
    untouched: Running, tmp_path: Path
) -> None:
    pytest.importorskip("playwright.async_api", reason="`make browser` installs what drives Chromium")
    asyncio.run(toured(untouched, tmp_path / "pictures", Console(quiet=True)))

    assert sorted(one.name for one in (tmp_path / "pictures").iterdir()) == FILES
