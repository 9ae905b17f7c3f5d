"""docs/tour.md and its pictures."""

import re
from pathlib import Path

import pytest

from tests.browser.tour.shots import SHOTS
from tests.browser.tour.tour import DOCUMENT, PICTURES

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


@pytest.mark.slow
@pytest.mark.usefixtures("story")
def test_every_picture_is_taken_while_the_story_is_played_of_a_page_that_is_there(pictures: Path) -> None:
    assert sorted(one.name for one in pictures.iterdir()) == FILES
