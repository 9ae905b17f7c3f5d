"""People: synthetic every one of them, by names that no language has."""

from dataclasses import dataclass

from cascade.story.data.canary import Series, word
from cascade.story.data.origin import Origin
from cascade.story.data.programme import LANGUAGES, Country


@dataclass(frozen=True, slots=True)
class Person:
    """`key` is how the story calls her, at all times; `contact` is an address that can reach nobody."""

    key: str
    name: str
    contact: str
    country: str
    languages: tuple[str, ...]
    origin: Origin = Origin.SYNTHETIC


def person(key: str, number: int, country: str) -> Person:
    """The same number is the same name and contact, whatever the seed."""
    given, family = word(Series.GIVEN, number), word(Series.FAMILY, number)
    languages = LANGUAGES[Country(country)] if country in Country.__members__ else ("ru", "en")
    return Person(key, f"{given} {family}", f"{given}.{family}@example.org".lower(), country, languages)
