"""What a person typed as a day and a time, on the clock of the training."""

import pytest

from scheduling.pages import times


def test_a_time_is_read_on_the_clock_of_its_zone() -> None:
    assert times.instant("2017-05-15T09:30", "Asia/Dushanbe") == "2017-05-15T04:30:00+00:00"


@pytest.mark.parametrize("text", ["", "soon", None, [], "0001-01-01T00:00", "2017-02-30T09:00", "9999-12-31T23:59"])
def test_what_is_no_time_that_can_be_counted_with_stays_as_it_was_typed_for_the_interface_to_name(text: object) -> None:
    zones = ("Asia/Dushanbe", "America/New_York", None)
    assert text in [times.instant(text, zone) for zone in zones]


@pytest.mark.parametrize("zone", ["Europe", "America/Argentina", "x" * 300, "../UTC", "\0", "nowhere"])
def test_a_name_that_no_zone_has_is_left_to_the_api_to_refuse(zone: str) -> None:
    assert times.instant("2017-05-15T09:00", zone) == "2017-05-15T09:00:00+00:00"
