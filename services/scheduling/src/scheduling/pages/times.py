"""Between instants and what a person types: the day and the time on the clock of the training."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale

from shared.web.pages.usage import told

LONGEST = 60
"""Days that are offered to choose from."""


def zone_of(name: str | None) -> ZoneInfo:
    """UTC while none is known, and for what is none, such as a folder of them: the API says that."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return ZoneInfo("UTC")


def typed(instant: str | None, zone: str | None) -> str:
    """As a field for a day and a time has it."""
    return at(instant, zone).replace(tzinfo=None).isoformat() if instant else ""


def instant(text: Any, zone: str | None) -> Any:
    """Of what was typed on the clock of this zone; what is no time stays as it is, for the API to name."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone_of(zone)).astimezone(UTC).isoformat()
    except (OverflowError, TypeError, ValueError):
        return text


def at(instant: str, zone: str | None) -> datetime:
    return datetime.fromisoformat(instant).astimezone(zone_of(zone))


def end_of(day: str, zone: str | None) -> datetime:
    """24:00 of the day."""
    return datetime.combine(date.fromisoformat(day) + timedelta(days=1), time.min, tzinfo=zone_of(zone))


def days(first: str | None, last: str | None) -> list[str]:
    """From the first to the last; none where that is not known, or too long to choose from."""
    if first is None or last is None:
        return []
    begin, count = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return [str(begin + timedelta(days=n)) for n in range(count)] if count <= LONGEST else []


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def named(days: Iterable[str], locale: Locale) -> list[tuple[str, str]]:
    """To choose from, with the day of the week."""
    return [(day, told(date.fromisoformat(day), "EEEE, d MMMM", locale)) for day in days]


def place_in_time(session: Mapping[str, Any], zone: str | None) -> dict[str, str]:
    """`day`, `begins`, `ends` and `minutes`, as the fields of a session have them."""
    begins, ends = at(session["starts_at"], zone), at(session["ends_at"], zone)
    minutes = (ends - begins) // timedelta(minutes=1)
    return {
        "day": str(begins.date()),
        "begins": begins.strftime("%H:%M"),
        "ends": ends.strftime("%H:%M"),
        "minutes": str(minutes),
    }


def times_of(fields: Mapping[str, Any], zone: str | None) -> dict[str, Any]:
    """`starts_at` and `ends_at` of what was typed as `day`, `begins` and `minutes`; null where that is no time."""
    starts_at = instant(f"{fields.get('day')}T{fields.get('begins')}", zone)
    try:
        ends_at = datetime.fromisoformat(starts_at) + timedelta(minutes=int(fields.get("minutes") or ""))
    except (OverflowError, TypeError, ValueError):
        return {"starts_at": None if "None" in starts_at else starts_at, "ends_at": None}
    return {"starts_at": starts_at, "ends_at": ends_at.isoformat()}
