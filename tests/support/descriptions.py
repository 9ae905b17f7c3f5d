"""What the description of a service says of what is sent to it."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def endless(described: Json) -> Iterator[str]:
    """Lists and maps in bodies that may be as long as one likes, by their place."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            for place, part in parts(described, operation.get("requestBody", {}), f"{method} {path}"):
                if has_no_end(part):
                    yield place


def parts(described: Json, node: object, place: str) -> Iterator[tuple[str, Json]]:
    """Every object of a schema, with those that it refers to."""
    if isinstance(node, list):
        for inner in node:
            yield from parts(described, inner, place)
    elif isinstance(node, dict):
        yield place, node
        if isinstance(name := node.get("$ref"), str):
            yield from parts(described, described["components"]["schemas"][name.rpartition("/")[2]], place)
        for name, inner in node.items():
            if name != "example":
                yield from parts(described, inner, f"{place}/{name}")


def has_no_end(schema: Json) -> bool:
    if schema.get("type") == "array":
        return "maxItems" not in schema
    open_to = schema.get("additionalProperties") or schema.get("patternProperties")
    return bool(open_to) and "maxProperties" not in schema
