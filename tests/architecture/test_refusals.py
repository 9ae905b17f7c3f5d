"""A refusal that nothing says is a promise that nobody keeps."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.test_anatomy import ROOT, SERVICES

SHARED = ROOT / "shared" / "src" / "shared"
PLACES = {"shared": SHARED} | {name: ROOT / "services" / name / "src" / name for name in SERVICES}


def trees(folder: Path) -> Iterator[ast.Module]:
    yield from (ast.parse(file.read_text()) for file in folder.rglob("*.py"))


def refusals(folder: Path) -> set[str]:
    return {
        node.name
        for tree in trees(folder)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Refusal" for base in node.bases)
    }


def said(folder: Path) -> set[str]:
    """Names that stand in what is raised, or in what is made and handed on."""
    nodes = [node for tree in trees(folder) for node in ast.walk(tree)]
    parts = [node.exc for node in nodes if isinstance(node, ast.Raise) and node.exc is not None]
    parts += [node.func for node in nodes if isinstance(node, ast.Call)]
    return {name.id for part in parts for name in ast.walk(part) if isinstance(name, ast.Name)}


@pytest.mark.parametrize("place", PLACES)
def test_every_refusal_is_said_somewhere(place: str) -> None:
    found = refusals(PLACES[place])
    saying = PLACES.values() if place == "shared" else (PLACES[place],)

    assert len(found) > 10
    assert found - set().union(*map(said, saying)) == set(), "nothing raises these: delete them and their pages"
