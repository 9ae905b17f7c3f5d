"""What is promised of one event type, as it is now."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

import shared.events
from shared.contracts.examples import example
from shared.contracts.schemas import Schema, Unpromisable, data_schema, header_schema
from shared.events.base import Event, Leaves, Role


class Example(BaseModel):
    """A record in full: its headers as text, its value as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    headers: dict[str, str]
    data: dict[str, Any]


class Contract(BaseModel):
    """`examples`: what was recorded in the course of time, the newest last; none is ever taken out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Annotated[str, StringConstraints(pattern=r"^cascade\.[a-z]+\.[A-Za-z]+\.v[1-9][0-9]*$")]
    key: str
    role: Role
    leaves: Leaves
    headers: Schema
    data: Schema
    examples: tuple[Example, ...]

    @property
    def publisher(self) -> str:
        return self.type.split(".")[1]

    @property
    def name(self) -> str:
        """E.g. `PlaceConfirmed.v1`."""
        return self.type.split(".", 2)[2]


def contract_of(event: type[Event]) -> Contract:
    """Without an example: whether a type may be as it is does not depend on one."""
    return Contract(
        type=event.type_name(),
        key=event.key,
        role=event.role,
        leaves=event.leaves,
        headers=header_schema(event),
        data=data_schema(event),
        examples=(),
    )


def with_example(event: type[Event]) -> Contract:
    """Raises NoExample."""
    return contract_of(event).model_copy(update={"examples": (recorded(example(event)),)})


def recorded(fact: Event) -> Example:
    """As scheduling, registration or followup of Tajikistan says it."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": "0192f0c1-0000-7000-8000-00000000ffff",
        "ce_type": fact.type_name(),
        "ce_source": f"/tj/{fact.publisher}",
        "ce_subject": str(fact.subject),
        "ce_time": "2026-05-04T09:30:00.123456+00:00",
        "content-type": "application/json",
        "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    }
    return Example(headers=headers, data=json.loads(fact.model_dump_json(exclude_none=True)))


def event_types() -> list[type[Event]]:
    """Every type that a service may say, by its name. Raises Unpromisable where two have the same."""
    for module in pkgutil.iter_modules(shared.events.__path__, "shared.events."):
        importlib.import_module(module.name)
    found = {one for one in last_born(Event) if one.__module__.startswith("shared.events.")}
    by_name = sorted(found, key=lambda one: one.type_name())
    for one, other in pairwise(by_name):
        if one.type_name() == other.type_name():
            raise Unpromisable(f"{one.type_name()} is said by two classes: let the later have a larger schema_version")
    return by_name


def last_born(parent: type[Event]) -> Iterator[type[Event]]:
    for child in parent.__subclasses__():
        if child.__subclasses__():
            yield from last_born(child)
        else:
            yield child


def current() -> dict[str, Contract]:
    """By type, without examples. Raises Unpromisable."""
    return {event.type_name(): contract_of(event) for event in event_types()}
