"""What no schema shows of an event type, so that none may have it: code between its fields and what is said."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from shared.contracts.schemas import Unpromisable
from shared.events.base import Event, Part

Core = Mapping[str, Any]
"""What pydantic compiles a type to: whatever rewrites, checks or renames a value stands in it under its own word."""

DECORATED = (
    *("validators", "field_validators", "root_validators", "model_validators"),
    *("field_serializers", "model_serializers"),
)
METHODS = (
    *("__init__", "__new__", "model_post_init", "model_dump_json", "model_validate", "model_validate_json"),
    *("__get_pydantic_core_schema__", "__get_pydantic_json_schema__", "type_name"),
)
SHOWN = {"extra", "frozen", "json_schema_extra", "title", "use_attribute_docstrings"}
"""What a model may be configured by: the schema shows it, or it changes nothing of what is said and read."""
ANYWHERE = {"type", "ref", "metadata"}
SIZE = {"min_length", "max_length"}
NUMBER = {"ge", "gt", "le", "lt", "multiple_of", "strict"}
PLAIN: Mapping[str, set[str]] = {
    "bool": set(),
    "uuid": set(),
    "date": set(),
    "datetime": {"tz_constraint", "microseconds_precision"},
    "int": NUMBER,
    "float": {"allow_inf_nan", *NUMBER},
    "str": {"pattern", *SIZE},
    "enum": {"cls", "members", "sub_type"},
    "literal": {"expected"},
    "nullable": {"schema"},
    "default": {"schema", "default", "default_factory", "default_factory_takes_data"},
    "list": {"items_schema", *SIZE},
    "tuple": {"items_schema", "variadic_item_index", *SIZE},
    "dict": {"keys_schema", "values_schema", *SIZE},
    "definitions": {"schema", "definitions"},
    "definition-ref": {"schema_ref"},
    "model": {"cls", "config", "custom_init", "root_model", "schema"},
    "model-fields": {"computed_fields", "fields", "model_name"},
    "model-field": {"schema"},
    "computed-field": {"property_name", "return_schema"},
}
"""Of each kind of value the words that its schema shows too, or that change nothing of what is said and read."""
WORDS = {"title", "description", "examples", "deprecated", "readOnly"}
"""What may be written of a value by hand."""


def require_promisable(event: type[Event]) -> None:
    """Raises Unpromisable."""
    if event.subject is not Event.subject:
        raise Unpromisable(f"{event.type_name()} has a subject of its own: it is the field that `key` names")
    for part in parts_of(event):
        for hidden in hidden_in(part):
            raise Unpromisable(f"{event.type_name()}: {part.__name__} {hidden}, which no schema shows")
    for place, core in within(event.__pydantic_core_schema__):
        for hidden in hidden_at(core):
            raise Unpromisable(f"{event.type_name()}: {place} {hidden}, which no schema shows")


def parts_of(event: type[Event]) -> Iterator[type[BaseModel]]:
    """Itself among them."""
    return (core["cls"] for _, core in within(event.__pydantic_core_schema__) if core["type"] == "model")


def within(core: Core, place: str = "") -> Iterator[tuple[str, Core]]:
    """A value, and all that is in it, each with the field that it stands in."""
    yield place, core
    for word, inner in core.items():
        if word == "fields" and isinstance(inner, dict):
            for field, one in inner.items():
                yield from within(one, f"{core.get('model_name')}/{field}")
        else:
            for one in inner if isinstance(inner, list) else [inner]:
                if isinstance(one, dict) and "type" in one:
                    yield from within(one, place)


def hidden_in(part: type[BaseModel]) -> Iterator[str]:
    if not issubclass(part, Part):
        yield "is no Part"
        return
    if any(getattr(part.__pydantic_decorators__, kind) for kind in DECORATED):
        yield "has a validator or serializer of its own"
    for method in sorted(written_in(part) & set(METHODS)):
        yield f"has a {method} of its own"
    if configured := part.model_config.keys() - SHOWN:
        yield f"is configured by {', '.join(sorted(configured))}"
    for name, field in part.model_fields.items():
        yield from made_up(name, field)
    yield from unlike_their_schema(part)


def written_in(part: type[BaseModel]) -> set[str]:
    """What it has of its own, or from a parent that is an event's too."""
    return {name for one in part.__mro__ if issubclass(one, Part) and one not in (Part, Event) for name in vars(one)}


def made_up(name: str, field: FieldInfo) -> Iterator[str]:
    if field.exclude or field.exclude_if:
        yield f"leaves {name} out where it is said"
    if field.default_factory not in (None, dict):
        yield f"makes {name} up where it is missing"


def hidden_at(core: Core) -> Iterator[str]:
    kind = core["type"]
    if kind not in PLAIN:
        yield f"is a value of the kind {kind}"
        return
    if more := core.keys() - PLAIN[kind] - ANYWHERE:
        yield f"has {', '.join(sorted(more))}"
    if kind == "datetime" and core.get("tz_constraint") != "aware":
        yield "is an instant that may be without offset"
    if kind not in ("model", "enum") and described_by_hand(core.get("metadata", {})):
        yield "is described by hand"


def described_by_hand(metadata: Mapping[str, Any]) -> bool:
    return bool({*metadata} - {"pydantic_js_updates"} or {*metadata.get("pydantic_js_updates", ())} - WORDS)


def unlike_their_schema(part: type[BaseModel]) -> Iterator[str]:
    """What is computed where it is said is described by hand."""
    told = part.model_json_schema().get("properties")
    if told is None:
        yield "holds itself"
        return
    computed = {name: TypeAdapter(one.return_type).json_schema() for name, one in part.model_computed_fields.items()}
    for name in told.keys() ^ (part.model_fields.keys() | computed.keys()):
        yield f"says or describes {name}, but not both"
    for name, schema in computed.items():
        if name in told and told[name]["type"] != schema["type"]:
            yield f"says {name} as {schema['type']}"
