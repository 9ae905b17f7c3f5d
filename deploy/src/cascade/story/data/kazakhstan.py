"""The training before: who was there in 2016, and which of them apply again for 2017."""

from datetime import UTC, datetime

from cascade.story.data.agenda import Session, SessionKind
from cascade.story.data.people import Person, person
from cascade.story.data.programme import Country

_BY_COUNTRY = {Country.KZ: 8, Country.KG: 5, Country.TJ: 4, Country.GE: 2, Country.TM: 1}


def _participants() -> tuple[Person, ...]:
    countries = [country.value for country, n in _BY_COUNTRY.items() for _ in range(n)]
    return tuple(person(f"KZ16-{n:02d}", n, country) for n, country in enumerate(countries, 1))


PARTICIPANTS = _participants()
"""In the order in which they are enrolled."""

ALUMNAE = {
    "KZ-01": "KZ16-01",
    "KZ-02": "KZ16-02",
    "KZ-17": "KZ16-05",
    "KZ-23": "KZ16-06",
    "KG-01": "KZ16-09",
    "KG-19": "KZ16-12",
    "TJ-01": "KZ16-14",
    "TJ-21": "KZ16-16",
    "GE-01": "KZ16-18",
    "GE-12": "KZ16-19",
    "TM-09": "KZ16-20",
}
"""Code of 2017 → who she was in 2016: the same person, with the same contact."""


def _day(number: int) -> Session:
    day = 18 + number
    return Session(
        key=f"D-{number}",
        title=f"Day {number}",
        kind=SessionKind.DAY,
        starts_at=datetime(2016, 9, day, 4, tzinfo=UTC),
        ends_at=datetime(2016, 9, day, 10, tzinfo=UTC),
        room="R-A",
        facilitators=("F-4", "FA-1"),
    )


SESSIONS = tuple(_day(number) for number in range(1, 5))
"""Kept as one session a day: of this training the story tells no more than who attended."""
