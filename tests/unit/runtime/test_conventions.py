"""Names that are not ours are OpenTelemetry's, as the edition that is installed has them."""

import ast
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from pathlib import Path

import pytest
from opentelemetry import semconv
from opentelemetry.semconv import schemas
from opentelemetry.semconv._incubating.attributes import messaging_attributes as messaging

from shared.runtime import conventions

NAMES = {
    name: value for name, value in vars(conventions).items() if isinstance(value, str) and not name.startswith("_")
}
THEIRS = {name: value for name, value in NAMES.items() if "." in value and not value.startswith("cascade.")}
VALUES: dict[str, type[Enum]] = {
    "KAFKA": messaging.MessagingSystemValues,
    "SEND": messaging.MessagingOperationTypeValues,
    "PROCESS": messaging.MessagingOperationTypeValues,
}


def agreed() -> Iterator[str]:
    """Attributes and metrics that are in use: what was given up is kept by the package, and said so beside it."""
    (folder,) = semconv.__path__
    for file in Path(folder).rglob("*.py"):
        for constant, words in pairwise(ast.parse(file.read_text()).body):
            if not isinstance(constant, ast.AnnAssign) or not isinstance(constant.value, ast.Constant):
                continue
            told = ast.literal_eval(words.value) if isinstance(words, ast.Expr) else ""
            if not told.strip().startswith("Deprecated"):
                yield str(constant.value.value)


AGREED = frozenset(agreed())


def test_what_was_given_up_is_told_from_what_is_in_use() -> None:
    assert "messaging.kafka.message.offset" not in AGREED
    assert {"error.type", "messaging.process.duration"} <= AGREED


@pytest.mark.parametrize("name", THEIRS)
def test_a_name_that_is_not_ours_is_agreed_upon(name: str) -> None:
    assert THEIRS[name] in AGREED


def test_every_name_is_theirs_or_ours_or_one_of_their_values() -> None:
    ours = {name for name, value in NAMES.items() if value.startswith("cascade.")}

    assert NAMES.keys() - ours - THEIRS.keys() == VALUES.keys()
    assert len(ours) > 10


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_one_of_theirs(name: str) -> None:
    assert NAMES[name] in {member.value for member in VALUES[name]}


def test_the_edition_that_is_cited_is_the_one_that_is_installed() -> None:
    newest = max((name for name in dir(schemas.Schemas) if name.startswith("V")), key=number)

    assert ".".join(map(str, number(newest)[:2])) in (conventions.__doc__ or "")


def number(name: str) -> tuple[int, ...]:
    """Of `V1_44_0`."""
    return tuple(map(int, name.removeprefix("V").split("_")))
