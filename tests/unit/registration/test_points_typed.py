"""Points as somebody types them for a lottery, in the hundredths that the API counts; what is none is left to it."""

import json

import pytest

from registration.pages.lotteries import hundredths


@pytest.mark.parametrize(
    ("typed", "sent"), [("3", 300), (" 3.5 ", 350), ("3,25", 325), ("0", 0), ("-1", -100), ("", None), (" ", None)]
)
def test_points_are_sent_as_hundredths(typed: str, sent: int | None) -> None:
    assert hundredths(typed) == sent


@pytest.mark.parametrize(
    "typed", ["3.123", "many", "NaN", "sNaN", "Infinity", "1e2", "1e5000", "1e999999", "-1e999999", "9" * 5_000]
)
def test_what_is_no_number_of_points_is_sent_as_it_was_typed(typed: str) -> None:
    assert json.loads(json.dumps({"threshold": hundredths(typed)})) == {"threshold": typed}
