"""What the shapes of requests and answers have in common."""

from datetime import UTC, date, datetime
from typing import Annotated, Generic, TypeVar, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from shared.web.models import View

Item = TypeVar("Item")

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True, pattern=r"^[^\x00]+$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True, pattern=r"^[^\x00]+$")]
"""Beside a reason or a change; for staff."""
Count = Annotated[int, Field(ge=0, le=100_000)]
Positive = Annotated[int, Field(ge=1, le=100_000)]
Days = Annotated[int, Field(ge=1, le=366)]
"""How many days somebody has."""
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2200, 1, 1))]
"""Within what calendars and time zones can count with."""
Instant = Annotated[AwareDatetime, Field(ge=datetime(1990, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC))]


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
