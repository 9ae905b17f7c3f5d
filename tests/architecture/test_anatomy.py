"""The three services look the same: who knows one knows all."""

import ast
from pathlib import Path

import pytest

from tests.support import distributing

ROOT = Path(__file__).parents[2]
SERVICES = ("registration", "scheduling", "followup")
ROOMS = {
    "__init__",
    "__main__",
    "app",
    "settings",
    "api",
    "pages",
    "consumers",
    "handlers",
    "store",
    "views",
    "facts",
    "domain",
    "commands",
    "migrations",
}
OWN_ROOMS = {"registration": {"deciding", "drafting", "panel", "lottery", "mail"}}
STANDS_ALONE = "verify_selection.py"
"""Handed to people who have nothing else of ours: one file by its nature, and no longer than it must be."""
REQUIRED = {"__main__", "app", "settings", "api", "consumers", "handlers", "store", "domain", "migrations"}


def rooms(service: str) -> set[str]:
    folder = ROOT / "services" / service / "src" / service
    return {
        p.stem for p in folder.iterdir() if (p.suffix == ".py" or p.is_dir()) and not p.name.startswith("__pycache__")
    }


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_the_rooms_that_all_services_have_and_no_other(service: str) -> None:
    assert rooms(service) - ROOMS - OWN_ROOMS.get(service, set()) == set()
    assert REQUIRED - rooms(service) == set()


def python_files() -> list[Path]:
    return [p for top in ("services", "shared", "deploy", "tests") for p in sorted((ROOT / top).rglob("*.py"))]


def test_a_file_fits_into_a_head() -> None:
    long = {str(p.relative_to(ROOT)): n for p in python_files() if (n := len(p.read_text().splitlines())) > 300}
    assert {name: n for name, n in long.items() if not name.endswith(STANDS_ALONE) or n > 1023} == {}


def test_a_function_fits_on_a_screen() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno > 60
    }
    assert long == {}


def test_a_consumer_translates_and_nothing_more() -> None:
    """A reaction is a name, a fact and one call into the handlers."""
    long = {
        f"{path.relative_to(ROOT)}:{node.name}"
        for service in SERVICES
        for path in (ROOT / "services" / service / "src" / service).rglob("consumers*/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.AsyncFunctionDef) and len(node.body) > 3
    }
    assert long == set()


def test_no_handler_asks_for_the_time() -> None:
    asked = {
        str(path.relative_to(ROOT))
        for service in SERVICES
        for room in ("domain", "handlers", "store", "facts")
        for path in (ROOT / "services" / service / "src" / service).rglob("*.py")
        if room in path.parts or path.stem == room
        if "datetime.now(" in path.read_text() or "date.today(" in path.read_text()
    }
    assert asked == set()


def test_the_tests_that_workers_are_given_otherwise_are_there() -> None:
    named = (*distributing.WITH_ONE_STORY, *distributing.EACH_ALONE)

    assert [file for file in named if not (ROOT / file).exists()] == []
