"""FastAPI leaves nulls out of the examples that it describes, so that required fields are missing there: here they come
back.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]


def restore(schemas: Mapping[str, Schema]) -> None:
    """In the example of each shape of an OpenAPI document, as far down as it goes."""
    for schema in schemas.values():
        if "example" in schema:
            complete(schema["example"], schema, schemas)


def complete(value: Any, schema: Schema, schemas: Mapping[str, Schema]) -> None:
    for shape in shapes(schema, schemas):
        if isinstance(value, list):
            for one in value:
                complete(one, shape.get("items", {}), schemas)
        if isinstance(value, dict):
            for name, field in shape.get("properties", {}).items():
                if name in value:
                    complete(value[name], field, schemas)
                elif name in shape.get("required", ()) and {"type": "null"} in field.get("anyOf", ()):
                    value[name] = None


def shapes(schema: Schema, schemas: Mapping[str, Schema]) -> Iterator[Schema]:
    """What it is or may be, behind references and alternatives."""
    if "$ref" in schema:
        yield from shapes(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    elif "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from shapes(one, schemas)
    else:
        yield schema
