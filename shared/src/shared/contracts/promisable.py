"""What no schema shows of an event type, so that none may have it: code between its fields and what is said."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    FutureDate,
    FutureDatetime,
    NaiveDatetime,
    PastDate,
    PastDatetime,
    PlainSerializer,
    PlainValidator,
    TypeAdapter,
    WrapSerializer,
    WrapValidator,
)
from pydantic.fields import FieldInfo

from shared.contracts.schemas import Unpromisable
from shared.events.base import Event, Part

CODE = (AfterValidator, BeforeValidator, PlainValidator, WrapValidator, PlainSerializer, WrapSerializer)
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
REWRITING = ("strip_whitespace", "to_lower", "to_upper")
LIKE_ANOTHER = (datetime, time, NaiveDatetime, PastDatetime, FutureDatetime, PastDate, FutureDate)
"""Of the same schema as `AwareDatetime` or `date`, and narrower or wider."""


def require_promisable(event: type[Event]) -> None:
    """Raises Unpromisable."""
    if event.subject is not Event.subject:
        raise Unpromisable(f"{event.type_name()} has a subject of its own: it is the field that `key` names")
    for part in {event, *parts_of(event)}:
        for hidden in hidden_in(part):
            raise Unpromisable(f"{event.type_name()}: {part.__name__} {hidden}, which no schema shows")


def parts_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in model.model_fields.values():
        for one in within(field.annotation):
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield one
                yield from parts_of(one)


def within(annotation: Any) -> Iterator[Any]:
    """A type, and all that its brackets hold."""
    yield annotation
    for one in get_args(annotation):
        yield from within(one)


def hidden_in(part: type[BaseModel]) -> Iterator[str]:
    if any(getattr(part.__pydantic_decorators__, kind) for kind in DECORATED):
        yield "has a validator or serializer of its own"
    for method in sorted(written_in(part) & set(METHODS)):
        yield f"has a {method} of its own"
    if configured := part.model_config.keys() - SHOWN:
        yield f"is configured by {', '.join(sorted(configured))}"
    for name, field in part.model_fields.items():
        yield from hidden_at(name, field)
    yield from unlike_their_schema(part)


def written_in(part: type[BaseModel]) -> set[str]:
    """What it has of its own, or from a parent that is an event's too."""
    return {name for one in part.__mro__ if issubclass(one, Part) and one not in (Part, Event) for name in vars(one)}


def hidden_at(name: str, field: FieldInfo) -> Iterator[str]:
    if field.exclude or field.exclude_if:
        yield f"leaves {name} out where it is said"
    if field.default_factory not in (None, dict):
        yield f"makes {name} up where it is missing"
    for one in (*field.metadata, *within(field.annotation)):
        if isinstance(one, CODE):
            yield f"has code of its own at {name}"
        if any(getattr(one, way, None) for way in REWRITING):
            yield f"rewrites {name}"
        if one in LIKE_ANOTHER:
            yield f"has a {one.__name__} at {name} in place of an AwareDatetime or a date"


def unlike_their_schema(part: type[BaseModel]) -> Iterator[str]:
    """What is computed where it is said is described by hand."""
    told = part.model_json_schema()["properties"]
    computed = {name: TypeAdapter(one.return_type).json_schema() for name, one in part.model_computed_fields.items()}
    for name in told.keys() ^ (part.model_fields.keys() | computed.keys()):
        yield f"says or describes {name}, but not both"
    for name, schema in computed.items():
        if name in told and told[name]["type"] != schema["type"]:
            yield f"says {name} as {schema['type']}"
