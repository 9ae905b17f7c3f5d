"""What is recorded of an event type beside its schemas: whole records, one for each way to fill its fields."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from shared.contracts.contract import Contract, Example, contract_of
from shared.contracts.examples import example, filled
from shared.contracts.schemas import Schema
from shared.events.base import Event


def with_examples(event: type[Event]) -> Contract:
    """One from the story, one with no field that may be missing, one with every field. Raises NoExample."""
    contract = contract_of(event)
    said, whole = recorded(example(event)), recorded(filled(event))
    return contract.model_copy(update={"examples": unlike((), (said, bare(said, contract), whole), contract)})


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


def bare(one: Example, contract: Contract) -> Example:
    return Example(headers=needed(one.headers, contract.headers), data=needed(one.data, contract.data))


def needed(value: Any, schema: Schema) -> Any:
    """Without what may be missing, at any depth."""
    if isinstance(value, list):
        return [needed(one, schema["items"]) for one in value]
    if "properties" not in schema:
        return value
    return {name: needed(value[name], schema["properties"][name]) for name in schema.get("required", ())}


def unlike(known: Iterable[Example], more: Iterable[Example], contract: Contract) -> tuple[Example, ...]:
    """Of `more`, each that fills other fields than all before it: another value alone shows a reader nothing new."""
    seen, found = {fields(one, contract) for one in known}, []
    for one in more:
        if fields(one, contract) not in seen:
            seen.add(fields(one, contract))
            found.append(one)
    return tuple(found)


def fields(one: Example, contract: Contract) -> frozenset[str]:
    """The paths of those that it fills, of items of a list in any of them."""
    return frozenset((*paths(one.headers, contract.headers, "headers"), *paths(one.data, contract.data, "data")))


def paths(value: Any, schema: Schema, place: str) -> Iterator[str]:
    yield place
    for item in value if isinstance(value, list) else ():
        yield from paths(item, schema["items"], place)
    for name, inner in schema.get("properties", {}).items():
        if name in value:
            yield from paths(value[name], inner, f"{place}/{name}")
