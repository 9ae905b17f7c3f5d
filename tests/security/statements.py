"""The statements of SQL that stand in a program, and what they need of the tables that they name."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Need:
    """`text`: the statement; `{}` stands where another was put in."""

    table: str
    privilege: str
    text: str


WRITES: Mapping[str, str] = {
    "insert": r"\binsert into (\w+)",
    "update": r"\bupdate (\w+)(?: \w+)? set\b",
    "delete": r"\bdelete from (\w+)",
}
READS = r"\b(?:from|join|update) (\w+)"
CHANGES_WHAT_IS_THERE = r"\binsert into (\w+)(?:(?!insert into).)*on conflict [^)]*\) do update set"
ASKS_WHAT_IS_THERE = r"\binsert into (\w+)(?:(?!insert into).)*(?:on conflict|returning)"


def needs(*packages: str) -> set[Need]:
    return {need for package in packages for text in texts(package) for need in needs_of(text)}


def needs_of(text: str) -> Iterator[Need]:
    """The lists of names in `from a, b` are read up to the first of them."""
    patterns = [*WRITES.items(), ("update", CHANGES_WHAT_IS_THERE), ("select", READS), ("select", ASKS_WHAT_IS_THERE)]
    for privilege, pattern in patterns:
        for table in re.findall(pattern, text):
            yield Need(table, privilege, text)


def texts(package: str) -> Iterator[str]:
    """Every string of its sources, on one line."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    for file in Path(spec.origin).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.JoinedStr(values=values):
                    parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in values]
                    yield " ".join("".join(map(str, parts)).split())
                case ast.Constant(value=str() as text):
                    yield " ".join(text.split())
