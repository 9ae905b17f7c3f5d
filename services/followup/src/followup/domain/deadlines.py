"""When something is due, and when it is asked for again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

REPORT_WITHIN = timedelta(days=14)
REMINDERS = (timedelta(days=0), timedelta(days=14), timedelta(days=28))
"""After the due time; the last one goes to the coordinator too."""


@dataclass(frozen=True, slots=True)
class Dates:
    """First and last day of a training in its IANA time zone."""

    starts_on: date
    ends_on: date
    time_zone: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """The nth time (1, 2, 3) that something `due` is asked for, and when (UTC)."""

    nth: int
    due: datetime
    remind_at: datetime


def end_of_day(day: date, time_zone: str) -> datetime:
    """24:00 of the day in this IANA time zone, in UTC."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(time_zone))
    return midnight.astimezone(UTC)


def report_due(dates: Dates, *, at: datetime) -> datetime:
    """End of the 14th day after the training's end, or after today if it is over already: she has all 14 days."""
    today = at.astimezone(ZoneInfo(dates.time_zone)).date()
    return end_of_day(max(dates.ends_on, today) + REPORT_WITHIN, dates.time_zone)


def next_reminder(due: datetime | None, reminded: int) -> Reminder | None:
    """The reminder after the first `reminded` ones; none if nothing is due or all three were sent."""
    if due is None or reminded >= len(REMINDERS):
        return None
    return Reminder(nth=reminded + 1, due=due, remind_at=due + REMINDERS[reminded])
