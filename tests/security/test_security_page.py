"""What the page on security says is shown by tests: each of them exists, and every part of an answer names one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()
CITED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)))
TABLES = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| requirement")]
ROWS = [line.split("|")[1:-1] for line in TABLES]


def test_the_page_cites_tests() -> None:
    assert len(CITED) > 40


@pytest.mark.parametrize(("file", "name"), CITED, ids=[name for _, name in CITED])
def test_a_test_that_the_page_cites_exists(file: str, name: str) -> None:
    assert re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text(), re.MULTILINE)


def test_every_row_names_a_test_or_says_that_it_is_open() -> None:
    bare = [cells[0] for cells in ROWS if "::test_" not in cells[-1] and "**open**" not in cells[-1]]

    assert len(ROWS) > 25
    assert bare == []


def test_nothing_else_that_looks_like_a_test_is_cited() -> None:
    assert len(re.findall(r"::test_", PAGE)) == len(re.findall(r"`tests/[\w/]+\.py::test_\w+`", PAGE))
