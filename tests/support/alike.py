"""Whether two services ended alike, although each gave ids of its own."""

import json
from collections.abc import Mapping
from typing import Any


def named(value: Any, names: Mapping[str, str]) -> Any:
    """As JSON with names in place of ids, its lists in one order."""
    text = json.dumps(value, default=str)
    for given, name in names.items():
        text = text.replace(given, name)
    return ordered(json.loads(text))


def ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: ordered(part) for name, part in value.items()}
    return sorted((ordered(part) for part in value), key=json.dumps) if isinstance(value, list) else value
