"""What an event may say: a walk over every type."""

import re
import types
import typing
from collections.abc import Iterator, Sequence
from enum import Enum
from uuid import UUID

import pytest
from pydantic import BaseModel
from pydantic.types import StringConstraints

from shared.events import followup, registration, scheduling
from shared.events.base import Event, Leaves, PublicText

HASH = r"^[0-9a-f]{64}$"
TIME_ZONE = r"^[A-Za-z]+(/[A-Za-z_+\-0-9]+){0,2}$"
MODULES = (scheduling, registration, followup)


def event_types() -> list[type[Event]]:
    def leaves(parent: type[Event]) -> Iterator[type[Event]]:
        for child in parent.__subclasses__():
            if not child.__subclasses__():
                yield child
            yield from leaves(child)

    return sorted(
        {t for t in leaves(Event) if t.__module__ in {m.__name__ for m in MODULES}}, key=lambda t: t.type_name()
    )


def strings(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a model: its path and what is wrong with it, '' for nothing."""
    for name, field in model.model_fields.items():
        yield from judged(field.annotation, field.metadata, f"{path}{name}")


def judged(shape: object, marks: Sequence[object], path: str) -> Iterator[tuple[str, str]]:
    if typing.get_origin(shape) is not None:
        for part, its_marks in parts(shape, marks):
            yield from judged(part, its_marks, path)
    elif shape is str:
        yield path, "" if bounded(marks, path) else "a free string"
    elif isinstance(shape, type) and issubclass(shape, BaseModel):
        yield from strings(shape, f"{path}.")
    elif isinstance(shape, type) and issubclass(shape, (Enum, UUID)):
        yield path, ""


def parts(shape: object, marks: Sequence[object]) -> list[tuple[object, Sequence[object]]]:
    """What a generic shape is made of, each part with the marks that bind it."""
    inside = [part for part in typing.get_args(shape) if part is not Ellipsis]
    if typing.get_origin(shape) is typing.Annotated:
        return [(inside[0], [*marks, *inside[1:]])]
    if typing.get_origin(shape) in (typing.Union, types.UnionType):
        return [(part, marks) for part in inside]
    return [(part, []) for part in inside]


def bounded(marks: Sequence[object], path: str) -> bool:
    patterns = [str(p) for m in marks if (p := getattr(m, "pattern", None))]
    if not patterns:
        return path == "title" and any(isinstance(m, StringConstraints) and m.max_length for m in marks)
    limit = {HASH: 64, TIME_ZONE: 32}.get(patterns[0], 16)
    return not re.match(patterns[0], "two words") and (limit > 16 or not re.match(patterns[0], "a" * (limit + 1)))


def test_there_are_events_of_all_three_services() -> None:
    assert {t.publisher for t in event_types()} == {"scheduling", "registration", "followup"}
    assert len(event_types()) >= 30


@pytest.mark.parametrize("event", event_types(), ids=lambda t: t.__name__)
def test_no_event_has_a_free_string(event: type[Event]) -> None:
    assert [f"{path}: {wrong}" for path, wrong in strings(event) if wrong] == []


@pytest.mark.parametrize("event", event_types(), ids=lambda t: t.__name__)
def test_the_key_of_an_event_is_an_id_that_every_such_event_has(event: type[Event]) -> None:
    assert event.model_fields[event.key].annotation is UUID
    assert event.model_fields[event.key].is_required()


@pytest.mark.parametrize("event", event_types(), ids=lambda t: t.__name__)
def test_an_event_says_whether_it_leaves_its_region(event: type[Event]) -> None:
    assert isinstance(event.leaves, Leaves)
    if event.leaves is Leaves.WITH_ITS_TRAINING:
        assert "training" in event.model_fields


def test_a_free_string_would_be_found() -> None:
    class Leaky(Event):
        publisher = "registration"
        key = "participant"
        leaves = Leaves.NEVER
        participant: UUID
        letter: str
        words: PublicText

    assert dict(strings(Leaky)) == {"participant": "", "letter": "a free string", "words": "a free string"}
