"""What the shapes of requests and answers of every service have in common."""

from typing import Any, Generic, TypeVar, get_args

from pydantic import ConfigDict
from pydantic.config import JsonDict

from shared.web.models import View

Item = TypeVar("Item")


def example(value: JsonDict) -> ConfigDict:
    """Every operation shows one of what is sent and one of what is answered."""
    return ConfigDict(json_schema_extra={"example": value})


def example_of(model: type[View]) -> JsonDict:
    """As it was written down with the shape. Raises TypeError where there is none."""
    told = model.model_config.get("json_schema_extra")
    if not isinstance(told, dict) or not isinstance(shown := told["example"], dict):
        raise TypeError(f"{model.__name__} has no example")
    return shown


class Shown(View):
    """Made of a domain value whose attributes have the same names."""

    model_config = ConfigDict(from_attributes=True)


def one_item(schema: JsonDict, model: type[Any]) -> None:
    """The example of a list is one of what it lists."""
    (listed,) = get_args(model.model_fields["items"].annotation) or (None,)
    if isinstance(listed, type) and issubclass(listed, View):
        schema["example"] = {"items": [example_of(listed)]}


class Items(Shown, Generic[Item]):
    """A list."""

    model_config = ConfigDict(json_schema_extra=one_item, use_attribute_docstrings=False)
    """Where it is made for one kind of rows, there is no source of a class to read."""

    items: list[Item]
