"""What is promised of one event type, as it is now."""

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

import shared.events
from shared.contracts.promisable import require_promisable
from shared.contracts.schemas import Schema, Unpromisable, data_schema, header_schema
from shared.events.base import Event, Leaves, Role


class Example(BaseModel):
    """A record in full: its headers as text, its value as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    headers: dict[str, str]
    data: dict[str, Any]


class Revision(BaseModel):
    """What a reader goes by who has the schemas of that time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    headers: Schema
    data: Schema


class Contract(BaseModel):
    """`earlier`: the schemas that stood before, the oldest first; `examples`: what was recorded in the course of time,
    the newest last. None of either is ever taken out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Annotated[str, StringConstraints(pattern=r"^cascade\.[a-z]+\.[A-Za-z]+\.v[1-9][0-9]*$")]
    key: str
    role: Role
    leaves: Leaves
    headers: Schema
    data: Schema
    earlier: tuple[Revision, ...] = ()
    examples: tuple[Example, ...]

    @property
    def publisher(self) -> str:
        return self.type.split(".")[1]

    @property
    def name(self) -> str:
        """E.g. `PlaceConfirmed.v1`."""
        return self.type.split(".", 2)[2]

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """The oldest first; the last is what stands now."""
        return (*self.earlier, Revision(headers=self.headers, data=self.data))


def contract_of(event: type[Event]) -> Contract:
    """Without an example: whether a type may be as it is does not depend on one. Raises Unpromisable."""
    require_promisable(event)
    return Contract(
        type=event.type_name(),
        key=event.key,
        role=event.role,
        leaves=event.leaves,
        headers=header_schema(event),
        data=data_schema(event),
        examples=(),
    )


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
