"""The two kinds of JSON: what is sent to us, and what we answer."""

from datetime import UTC, date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidatorFunctionWrapHandler, field_validator
from pydantic_core import PydanticKnownError


class Body(BaseModel):
    """What a request says. A field that we do not know is refused: it may be a typing error. Instants have an offset
    and are kept in UTC, so that an answer shows them alike whether or not they come from the database. Text may stand
    for a number, as forms send it; a number may not for a day: it would be that of so many seconds after 1970.
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

    @field_validator("*", mode="wrap")
    @classmethod
    def _as_meant(cls, value: Any, read: ValidatorFunctionWrapHandler) -> Any:
        found = read(value)
        if isinstance(found, date) and _is_number(value):
            raise PydanticKnownError("datetime_type" if isinstance(found, datetime) else "date_type")
        if isinstance(value, bool) and type(found) in (int, float):
            raise PydanticKnownError("int_type" if type(found) is int else "float_type")
        return found


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


class View(BaseModel):
    """What an answer shows."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)
