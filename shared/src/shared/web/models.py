"""The two kinds of JSON: what is sent to us, and what we answer."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator


class Body(BaseModel):
    """What a request says. A field that we do not know is refused: it may be a typing error. Instants have an offset
    and are kept in UTC, so that an answer shows them alike whether or not they come from the database.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @field_validator("*", mode="after")
    @classmethod
    def _in_utc(cls, value: Any) -> Any:
        if not isinstance(value, datetime):
            return value
        if value.tzinfo is None:
            raise ValueError("an instant needs its offset from UTC, as in 2017-05-18T19:00:00Z")
        return value.astimezone(UTC)


class View(BaseModel):
    """What an answer shows."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)
