"""What the shapes of requests and answers have in common."""

from typing import Annotated, Generic, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from shared.web.models import View

Item = TypeVar("Item")

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True)]
"""Beside a reason or a change; for staff."""
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]


def example(value: JsonDict) -> ConfigDict:
    """Every operation shows one of what is sent and one of what is answered."""
    return ConfigDict(json_schema_extra={"example": value})


class Shown(View):
    """Made of a domain value whose attributes have the same names."""

    model_config = ConfigDict(from_attributes=True)


def one_item(schema: JsonDict, model: type[BaseModel]) -> None:
    """A list is shown with the example of its items."""
    (item,) = get_args(model.model_fields["items"].annotation)
    shown = getattr(item, "model_config", {}).get("json_schema_extra")
    if isinstance(shown, dict):
        schema["example"] = {"items": [shown["example"]]}


class Items(Shown, Generic[Item]):
    """A list."""

    model_config = ConfigDict(json_schema_extra=one_item)

    items: list[Item]
