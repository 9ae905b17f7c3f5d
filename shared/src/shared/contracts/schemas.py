"""The JSON Schemas of an event type: of what is said, and of the headers beside it; complete in themselves."""

from collections.abc import Mapping
from typing import Any

from shared.events.base import Event

Schema = dict[str, Any]

NOT_SAID = {"type": "null"}
NAMED = ("properties", "patternProperties")
"""Keywords whose keys are names, not keywords."""
CHOICES = ("anyOf", "oneOf", "allOf", "prefixItems")


class Unpromisable(ValueError):
    """A field of which no schema can say what its reader needs to know."""


def data_schema(event: type[Event]) -> Schema:
    """What stands in a topic: a field without a value is missing, never null. Raises Unpromisable."""
    schema = event.model_json_schema(mode="validation")
    return inlined(schema, schema.pop("$defs", {}), f"{event.type_name()} data")


def inlined(schema: Mapping[str, Any], definitions: Mapping[str, Any], place: str) -> Schema:
    """References are replaced by what they name, a single value by a list of one; titles that pydantic makes up, and
    null, are left out.
    """
    if "$ref" in schema:
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        return inlined({**definitions[schema["$ref"].rpartition("/")[2]], **beside}, definitions, place)
    if "const" in schema:
        beside = {word: value for word, value in schema.items() if word != "const"}
        return inlined({**beside, "enum": [schema["const"]]}, definitions, place)
    if found := [word for word in CHOICES if word in schema]:
        raise Unpromisable(f"{place} has several shapes ({found[0]}): an event's field, and what is in it, has one")
    return {word: part(word, value, definitions, place) for word, value in schema.items() if word != "title"}


def field(schema: Mapping[str, Any], definitions: Mapping[str, Any], place: str) -> Schema:
    """One that may have no value is what it is if it has one."""
    choices = [one for one in schema.get("anyOf", ()) if one != NOT_SAID]
    if len(choices) != 1:
        return inlined(schema, definitions, place)
    if schema.get("default", ...) is not None:
        raise Unpromisable(f"{place} may be None, which is never said: let None be its default too")
    beside = {word: value for word, value in schema.items() if word not in ("anyOf", "default")}
    return inlined({**choices[0], **beside}, definitions, place)


def part(word: str, value: Any, definitions: Mapping[str, Any], place: str) -> Any:
    if word in NAMED:
        return {name: field(schema, definitions, f"{place}/{name}") for name, schema in value.items()}
    return inlined(value, definitions, place) if isinstance(value, Mapping) else value


def header_schema(event: type[Event]) -> Schema:
    """CloudEvents 1.0, binary mode. Every value is UTF-8 text."""
    return {
        "type": "object",
        "required": ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "content-type"],
        "properties": {
            "ce_specversion": {"type": "string", "const": "1.0"},
            "ce_id": described({"format": "uuid"}, "The same however often it is delivered."),
            "ce_type": {"type": "string", "const": event.type_name()},
            "ce_source": described(
                {"pattern": f"^/[a-z]{{2}}/{event.publisher}$"}, "Region and service that say the fact."
            ),
            "ce_subject": described({"format": "uuid"}, f"`{event.key}` of the data; the record's key too."),
            "ce_time": described({"format": "date-time"}, "Wall clock: when it was committed."),
            "content-type": {"type": "string", "const": "application/json"},
            "traceparent": described(
                {"pattern": "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"}, "W3C Trace Context."
            ),
        },
    }


def described(schema: Schema, sentence: str) -> Schema:
    return {"type": "string", **schema, "description": sentence}
