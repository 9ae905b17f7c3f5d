"""What the shapes of requests and answers have in common."""

from typing import Annotated, Generic, TypeVar

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


class Items(Shown, Generic[Item]):
    """A list."""

    items: list[Item]
