"""What docs/operating.md tells operators is so: every setting with its default, secret, figure and word of the log."""

import ast
import re
from pathlib import Path

import pytest

from cascade.provisioning import secret_files
from shared.backbone import measures
from shared.runtime import conventions, telemetry
from tests.architecture.test_lines import lines
from tests.deployment import compose

PAGE = compose.ROOT / "docs" / "operating.md"
TEXT = PAGE.read_text()


def rows(heading: str) -> list[list[str]]:
    """Of the table whose first column is called so, cell by cell."""
    (table,) = re.findall(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|\n ").split("|")] for row in table.splitlines()]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def told(heading: str) -> list[str]:
    return [name for row in rows(heading) for name in names(row[0])]


def defaults() -> dict[str, str]:
    """As the page tells them; empty for what has to be set, or is empty if nobody sets it."""
    found: dict[str, str] = {}
    for setting, default, *_ in rows("setting"):
        found |= dict(zip(names(setting), names(default) or [""] * len(names(setting)), strict=True))
    return found


def test_it_tells_every_setting_with_its_default() -> None:
    asked = compose.asked(compose.example(), "--profile", "*", "config", "--variables").stdout.splitlines()[1:]
    given = {name: rest[0] if rest else "" for name, _, *rest in map(str.split, asked)}

    assert defaults() == given


def test_it_tells_which_have_to_be_set() -> None:
    needed = {name for setting, default, *_ in rows("setting") if not default for name in names(setting)}

    assert needed == {name for name, is_required in compose.variables().items() if is_required}


def test_it_tells_every_secret() -> None:
    assert sorted(told("secret")) == sorted(secret_files.names())


def test_it_tells_every_figure_of_ours() -> None:
    gauges = {name: f"_{'seconds' if unit == 's' else ''}".rstrip("_") for name, (unit, _) in measures.NOW.items()}
    counters = dict.fromkeys((*measures.SINCE_THE_START, conventions.DROPPED), "_total")

    assert set(told("figure")) == {name.replace(".", "_") + end for name, end in {**gauges, **counters}.items()}


def test_it_tells_every_word_of_a_services_log() -> None:
    said = {first.value for place, first in lines() if isinstance(first, ast.Constant) and "deploy/" not in place}

    assert set(told("event")) == said | {telemetry.FROM_A_LIBRARY}


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)(?:#[a-z-]+)?\)", TEXT))
def test_its_links_lead_somewhere(target: str) -> None:
    assert Path(PAGE.parent, target).exists()
