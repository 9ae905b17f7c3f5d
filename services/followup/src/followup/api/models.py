"""What the shapes of requests and answers have in common."""

from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from shared.web.models import View

Item = TypeVar("Item")

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,15}$")]
Quarter = Annotated[str, StringConstraints(pattern=r"^\d{4}Q[1-4]$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=8_000, strip_whitespace=True)]
Count = Annotated[int, Field(ge=0, le=100_000)]

AN_ID = "0190a5f2-0000-7000-8000-000000000001"
ANOTHER_ID = "0190a5f2-0000-7000-8000-000000000002"


def example(value: JsonDict) -> ConfigDict:
    """Every operation shows one of what is sent and one of what is answered."""
    return ConfigDict(json_schema_extra={"example": value})


class Shown(View):
    """Made of a domain value whose attributes have the same names."""

    model_config = ConfigDict(from_attributes=True)


def one_item(schema: JsonDict, model: type[Any]) -> None:
    """The example of a list is one of what it lists."""
    (listed,) = get_args(model.model_fields["items"].annotation) or (None,)
    if isinstance(listed, type) and issubclass(listed, View):
        schema["example"] = {"items": [example_of(listed)]}


def example_of(model: type[View]) -> JsonDict:
    """As it was written down with the shape. Raises TypeError where there is none."""
    told = model.model_config.get("json_schema_extra")
    if not isinstance(told, dict) or not isinstance(shown := told["example"], dict):
        raise TypeError(f"{model.__name__} has no example")
    return shown


class Items(Shown, Generic[Item]):
    """A list."""

    model_config = ConfigDict(json_schema_extra=one_item)

    items: list[Item]
