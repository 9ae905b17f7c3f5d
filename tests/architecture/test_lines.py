"""What a line of the log is about is a word that operators can look for, and never made of values."""

import ast
import re
from collections.abc import Iterator

from shared.runtime import telemetry
from tests.architecture.test_anatomy import ROOT

LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log", "msg"})
WORD = re.compile(r"[a-z]+(_[a-z]+)*")
SAID_AT = [file for top in ("services", "shared", "deploy") for file in sorted((ROOT / top).rglob("src/**/*.py"))]
OWN_LOGGER = "log = structlog.get_logger(__name__)"


def lines() -> Iterator[tuple[str, ast.expr | None]]:
    """Where each is said, and its first argument."""
    for file in SAID_AT:
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name("log"), attr=level)) if level in LEVELS:
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node.args[0] if node.args else None


def test_the_first_of_a_line_is_a_word() -> None:
    found = list(lines())
    others = [
        place
        for place, first in found
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str) and WORD.fullmatch(first.value))
    ]

    assert len(found) > 30
    assert others == []


def test_a_word_of_ours_is_not_the_one_of_the_libraries_and_one_that_is_kept_back_is_said() -> None:
    said = {first.value for _, first in lines() if isinstance(first, ast.Constant)}

    assert telemetry.FROM_A_LIBRARY not in said
    assert said >= telemetry.REPEATED


def test_every_logger_of_ours_has_the_name_by_which_its_lines_are_found() -> None:
    made = {
        f"{file.relative_to(ROOT)}:{number}": line.strip()
        for file in SAID_AT
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if "get_logger(" in line or "getLogger(" in line
    }
    setting_up = {place for place, line in made.items() if line == "logging.getLogger(name).setLevel(logging.WARNING)"}

    assert {place: line for place, line in made.items() if place not in setting_up and line != OWN_LOGGER} == {}
    assert len(setting_up) == 1
