"""What was recorded of each event type: the examples of the frozen contracts, and the same with fields of tomorrow."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from shared.backbone.arrivals import Arrival
from shared.contracts import files
from shared.contracts.contract import Contract, Example, event_types
from shared.events.base import Event
from tests.support.formats import FORMATS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "shared" / "contracts"
FROZEN: Mapping[str, Contract] = files.read(FOLDER)
EVENTS: Mapping[str, type[Event]] = {event.type_name(): event for event in event_types()}
FIXTURES = [(contract, example) for contract in FROZEN.values() for example in contract.examples]
NAMES = [f"{contract.name}-{i}" for contract in FROZEN.values() for i, _ in enumerate(contract.examples)]


def of_tomorrow(value: Any) -> Any:
    """With a field that nobody knows yet in every object, except where names are data (`where`, `attributes`)."""
    if isinstance(value, list):
        return [of_tomorrow(one) for one in value]
    if isinstance(value, dict):
        known = {name: one if name in ("where", "attributes") else of_tomorrow(one) for name, one in value.items()}
        return {**known, "of_tomorrow": {"words": ["unknown"]}}
    return value


def newer(example: Example) -> Example:
    headers = {**example.headers, "ce_oftomorrow": "unknown"}
    return Example(headers=headers, data=of_tomorrow(example.data))


def arrival(example: Example) -> Arrival:
    headers = [(name, value.encode()) for name, value in example.headers.items()]
    key = example.headers["ce_subject"].encode()
    publisher = example.headers["ce_type"].split(".")[1]
    return Arrival(f"cascade.tj.{publisher}.local", 0, 0, key, files.text(example.data).encode(), headers)


def refusals(schema: Mapping[str, Any], value: object) -> list[str]:
    """Why a reader that goes by the schema alone would not take it."""
    errors = Draft202012Validator(schema, format_checker=FORMATS).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in errors]
