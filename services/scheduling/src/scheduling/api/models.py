"""What the shapes of requests have in common."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from shared.web.values import Code, InWords, Language

Title = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True, pattern=r"^[^\x00]+$"),
    InWords("text of 1 to 200 characters, without the character NUL"),
]
Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True, pattern=r"^[^\x00]+$"),
    InWords("text of 1 to 1000 characters, without the character NUL"),
]
"""Beside a reason or a change; for staff."""
Count = Annotated[int, Field(ge=0, le=100_000)]
Positive = Annotated[int, Field(ge=1, le=100_000)]
Days = Annotated[int, Field(ge=1, le=366)]
"""How many days somebody has."""
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2200, 1, 1))]
"""Within what calendars and time zones can count with."""
Instant = Annotated[AwareDatetime, Field(ge=datetime(1990, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC))]
Codes = Annotated[tuple[Code, ...], Field(max_length=20)]
"""Every list has an end, so that no fact is larger than a topic takes."""
Languages = Annotated[tuple[Language, ...], Field(max_length=20)]
MOST = 100
"""Modules of a manual; rooms, people, quotas of a training."""
MOST_SESSIONS = 200
