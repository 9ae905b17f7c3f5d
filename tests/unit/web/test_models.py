"""What is sent and what is answered."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError

from shared.web.models import Body, View


class Window(Body):
    opens_at: datetime
    closes_at: datetime | None = None
    day: date = date(2017, 5, 18)
    seats: int | None = None
    weight: float = 1


class Shown(View):
    opens_at: datetime


def test_an_instant_is_kept_and_shown_in_utc() -> None:
    window = Window.model_validate_json('{"opens_at": "2017-05-18T19:00:00+05:00"}')

    assert window.opens_at == datetime(2017, 5, 18, 14, tzinfo=UTC)
    assert Shown(opens_at=window.opens_at).model_dump_json() == '{"opens_at":"2017-05-18T14:00:00Z"}'


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValidationError, match="offset"):
        Window.model_validate_json('{"opens_at": "2017-05-18T19:00:00"}')


def test_an_instant_that_may_be_missing_is_kept_in_utc_too() -> None:
    at = datetime(2017, 5, 18, 19, tzinfo=timezone(timedelta(hours=5)))

    assert Window(opens_at=at, closes_at=at).closes_at == datetime(2017, 5, 18, 14, tzinfo=UTC)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="open_at"):
        Window.model_validate_json('{"opens_at": "2017-05-18T19:00:00Z", "open_at": 1}')


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"day": 0}, "date_type"),
        ({"day": "1495065600"}, "date_type"),
        ({"closes_at": "20170518"}, "datetime_type"),
        ({"closes_at": 1495134000.5}, "datetime_type"),
        ({"seats": True}, "int_type"),
        ({"weight": False}, "float_type"),
    ],
)
def test_a_number_is_no_day_and_a_yes_is_no_number(wrong: dict[str, Any], kind: str) -> None:
    """20170518 would be a day in 1970: seconds since then."""
    with pytest.raises(ValidationError) as refused:
        Window.model_validate({"opens_at": "2017-05-18T19:00:00Z", **wrong})
    assert [one["type"] for one in refused.value.errors()] == [kind]
