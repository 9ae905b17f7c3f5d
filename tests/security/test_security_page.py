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


COUNTED = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 4.1:3 4.2:1 4.3:2 4.4:4 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4
11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 16.1:1 16.2:5 16.3:4 16.4:3
16.5:3
"""
SECTIONS = {section: int(count) for section, count in [one.split(":") for one in COUNTED.split()]}
"""Of each section that the page goes through number by number, how many requirements of levels 1 and 2 it has: in each
of them those of level 3 come last.
"""
NOT_OURS = "does not apply"


def test_every_requirement_of_levels_one_and_two_stands_there_once() -> None:
    told = [number for cells in ROWS for number in re.findall(r"\b\d+\.\d+\.\d+\b", cells[0])]
    of_sections = [number for number in told if number.rpartition(".")[0] in SECTIONS]

    assert sorted(of_sections) == sorted(f"{one}.{n}" for one, count in SECTIONS.items() for n in range(1, count + 1))


def test_what_does_not_apply_says_why() -> None:
    silent = [cells[0] for cells in ROWS if NOT_OURS in cells[-1] and not cells[1].strip().startswith(f"{NOT_OURS}: ")]

    assert silent == []


def test_every_row_names_a_test_or_says_that_it_is_open_or_does_not_apply() -> None:
    answers = ("::test_", "**open**", NOT_OURS)
    bare = [cells[0] for cells in ROWS if not any(answer in cells[-1] for answer in answers)]

    assert len(ROWS) > 25
    assert bare == []


def test_nothing_else_that_looks_like_a_test_is_cited() -> None:
    assert len(re.findall(r"::test_", PAGE)) == len(re.findall(r"`tests/[\w/]+\.py::test_\w+`", PAGE))
