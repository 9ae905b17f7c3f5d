"""Days in the time zone of a training, as instants in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


def start_of_day(day: date, time_zone: str) -> datetime:
    """00:00 of the day in this IANA time zone, in UTC."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def end_of_day(day: date, time_zone: str) -> datetime:
    """24:00 of the day in this IANA time zone, in UTC."""
    return start_of_day(day + timedelta(days=1), time_zone)


def day_of(instant: datetime, time_zone: str) -> date:
    """The day on which people in this time zone experience the instant."""
    return instant.astimezone(ZoneInfo(time_zone)).date()


def is_time_zone(name: str) -> bool:
    """Whether the IANA data base has it."""
    return name in time_zones()


@cache
def time_zones() -> frozenset[str]:
    return frozenset(available_timezones())
