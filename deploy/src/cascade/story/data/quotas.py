"""How the 25 seats of Dushanbe are to be shared out, and by what marks the applications are compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from cascade.story.data.origin import Origin
from cascade.story.data.programme import Country, Sector

SEATS = 25
PER_ORGANISATION = 2
YES = "yes"
NO = "no"


@dataclass(frozen=True, slots=True)
class Quota:
    """Between `minimum` and `maximum` seats for those who match every pair of `where`; no maximum: all seats."""

    id: str
    where: Mapping[str, str]
    minimum: int
    maximum: int | None = None
    origin: Origin = Origin.SYNTHETIC


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weight` in percent. Published is what is asked; the weights are synthetic."""

    code: str
    title: str
    weight: int
    origin: Origin = Origin.SYNTHETIC


COUNTRIES = (
    Quota("country-TJ", {"country": "TJ"}, 6, 9),
    Quota("country-KZ", {"country": "KZ"}, 4, 6),
    Quota("country-KG", {"country": "KG"}, 4, 6),
    Quota("country-GE", {"country": "GE"}, 4, 5),
    Quota("country-TM", {"country": "TM"}, 3, 4),
)
SECTORS = (
    Quota("sector-NGO", {"sector": Sector.NGO.value}, 9, 13),
    Quota("sector-media", {"sector": Sector.MEDIA.value}, 4, 6),
    Quota("sector-gov", {"sector": Sector.GOVERNMENT.value}, 3, 5),
    Quota("sector-edu", {"sector": Sector.EDUCATION.value}, 4, 7),
)
OTHERS = (
    Quota("alumna", {"alumna": YES}, 3, 6),
    Quota("rural", {"rural": YES}, 8),
    Quota("under30", {"under30": YES}, 5),
)
NGO_IN_EVERY_COUNTRY = tuple(
    Quota(f"NGO-of-{country}", {"country": country.value, "sector": Sector.NGO.value}, 1) for country in Country
)
QUOTAS = COUNTRIES + SECTORS + OTHERS + NGO_IN_EVERY_COUNTRY

IMPOSSIBLE_SECTORS = tuple(
    Quota(quota.id, quota.where, minimum, 13) for quota, minimum in zip(SECTORS, (9, 6, 6, 6), strict=True)
)
"""The first draft of the call: these minimums need 27 seats."""
IMPOSSIBLE_QUOTAS = COUNTRIES + IMPOSSIBLE_SECTORS + OTHERS + NGO_IN_EVERY_COUNTRY

CRITERIA = (
    Criterion("commitment", "commitment to women's leadership in her country", 60, Origin.PUBLISHED),
    Criterion("opportunity", "opportunity to pass it on", 25),
    Criterion("need", "need", 15),
)
