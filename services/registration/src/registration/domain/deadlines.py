"""Deadlines that a person is given, and days in the training's time zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of_day(day: date, time_zone: str) -> datetime:
    """24:00 of the day in this IANA time zone, in UTC."""
    return start_of_day(day + timedelta(days=1), time_zone)


def start_of_day(day: date, time_zone: str) -> datetime:
    """00:00 of the day in this IANA time zone, in UTC."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def deadline(days: int, time_zone: str, *, due: datetime, now: datetime) -> datetime:
    """24:00 of the n-th day after `due`, or after now if that is later: an outage or a jump takes no days from her."""
    today = max(due, now).astimezone(ZoneInfo(time_zone)).date()
    return end_of_day(today + timedelta(days=days), time_zone)


def age_on(day: date, *, born: date) -> int:
    """Completed years of life; who was born on 29 February completes a year on 1 March of common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
