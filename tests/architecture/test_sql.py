"""What is put into a statement of SQL is a constant of ours: values go beside it, as `$1`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = [ROOT / "services", ROOT / "shared" / "src"]
STATEMENT = re.compile(r"\b(select|insert into|update|delete from)\b|\b(where|order by|limit)\b.*\$\d", re.DOTALL)
CONSTANT = re.compile(r"[A-Z][A-Z_]*")
OF_OUR_OWN = {
    ("scheduling/store/catalogue.py", "table"): "its callers are in the same file, each with a name",
    ("shared/backbone/suspensions.py", "trainings"): "an expression of a service's own query",
    ("shared/backbone/suspensions.py", "going_on(trainings)"): "an expression of a service's own query",
    ("shared/web/lockdown.py", "query"): "what a service says of itself in `Blueprint.belongs`",
    **{
        ("shared/backbone/pages.py", name): "a statement of a service, its columns and their types, and counts"
        for name in ("sql", "place", "columns", "beyond", "behind", "ordered", "count + 1", "count + 2")
    },
}
"""What is put in and is no constant where it stands, and why it is nobody's value."""


def put_in(file: Path) -> Iterator[ast.expr]:
    """Of each statement that is put together."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if STATEMENT.search(text):
                yield from (part.value for part in node.values if isinstance(part, ast.FormattedValue))


def is_constant(value: ast.expr) -> bool:
    """Or what a function of ours makes of constants."""
    match value:
        case ast.Constant():
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return CONSTANT.fullmatch(name) is not None
        case ast.Call(func=ast.Name(), args=given, keywords=[]):
            return all(is_constant(one) for one in given)
    return False


TAKING = {"going_on": 0, "goes_on": 1, "unknown": 1}
"""The functions that take a piece of a statement, and at which place."""


def files() -> list[Path]:
    return [file for folder in SOURCES for file in folder.rglob("*.py")]


def given_on(file: Path) -> Iterator[ast.expr]:
    """To a function that takes a piece of a statement."""
    for call in ast.walk(ast.parse(file.read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TAKING:
            yield call.args[TAKING[call.func.id]]


def test_nothing_but_constants_is_put_into_a_statement() -> None:
    put = [(file, value) for file in files() for value in (*put_in(file), *given_on(file))]
    others = {(str(file).partition("/src/")[2], ast.unparse(value)) for file, value in put if not is_constant(value)}

    assert len(put) > 50
    assert others == set(OF_OUR_OWN)
