"""What decides who is selected computes, and does nothing else: numpy and highspy, no file, no database, no service."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[2] / "services" / "registration" / "src" / "registration"
VERIFIER = ENGINE / "panel" / "verify_selection.py"
FILES = sorted(path for part in ("panel", "lottery") for path in (ENGINE / part).rglob("*.py") if path != VERIFIER)
COMPUTES = {
    *("collections", "contextlib", "dataclasses", "enum", "fractions", "functools", "hashlib", "hmac", "itertools"),
    *("math", "typing", "numpy", "highspy", "registration.panel", "registration.lottery"),
}
WITH_A_CLOCK = {
    "panel/relaxation.py": {"time", "importlib"},
    "lottery/solver.py": {"time"},
    "lottery/fairest.py": {"time"},
}
"""Where a time limit is kept; and where the version of the solver is read."""
OF_THE_VERIFIER = {"argparse", "csv", "datetime", "gc", "json", "operator", "pathlib", "sys", "__future__"}
"""Which reads the files that it checks."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        yield from [one.name for one in node.names] if isinstance(node, ast.Import) else ()
        if isinstance(node, ast.ImportFrom):
            yield "" if node.level else str(node.module)


def part_of(name: str) -> str:
    """The package; of ours the part of the service too."""
    parts = name.split(".")
    return ".".join(parts[: 2 if parts[0] == "registration" else 1])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_the_engine_imports_nothing_but_what_computes(path: Path) -> None:
    allowed = COMPUTES | WITH_A_CLOCK.get(str(path.relative_to(ENGINE)), set())
    assert {part_of(name) for name in imported(path)} - allowed == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_the_engine_opens_nothing_and_prints_nothing(path: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert {one.id for one in calls if isinstance(one, ast.Name)} & {"open", "print", "input", "exec", "eval"} == set()


def test_the_verifier_imports_the_standard_library_alone() -> None:
    standard = {
        name for name in COMPUTES if not name.startswith(("registration", "numpy", "highspy"))
    } | OF_THE_VERIFIER
    assert set(imported(VERIFIER)) <= {*standard, "collections.abc"}
