"""The 115 who are not selected, drawn from a seed in such a way that no seed can change what is told.

- Scores: different from one another, and below the last of the reserve, so that the reserve is always the same ten.
- Sectors: a fixed number by country, shuffled; so the totals stand.
- Organisations: numbers from 4 on; nobody drawn shares one with somebody told, who have the numbers up to 3.

A test replaces all of them by the most helpful applicants that this leaves possible and finds the same optimum: it is
the optimum of every seed.
"""

import random
from collections.abc import Iterator

from cascade.story.data.cast import RESERVE, SELECTED, Ending, Role
from cascade.story.data.programme import Country, Sector

LOWEST, HIGHEST, STEP = 3500, 7525, 25
COUNTS = {
    Country.TJ: (20, 4, 4, 8),
    Country.KZ: (15, 4, 3, 5),
    Country.KG: (16, 4, 3, 7),
    Country.GE: (8, 2, 2, 3),
    Country.TM: (4, 1, 1, 1),
}
"""How many are drawn by country, in the order of Sector."""
FIRST_ORGANISATION = 4
_RURAL, _UNDER_30 = 0.42, 0.33


def _organisations(rng: random.Random, country: Country) -> Iterator[str]:
    """Each for one, two or three of a sector in turn; sectors share the numbers."""
    number = FIRST_ORGANISATION
    while True:
        yield from [f"{country}-E{number}"] * rng.choice((1, 2, 3))
        number += 1


def codes(country: Country) -> list[str]:
    """The codes of those who are drawn: what the told ones leave free."""
    told = {role.code for role in (*SELECTED, *RESERVE) if role.country is country}
    total = sum(COUNTS[country]) + len(told)
    return [code for n in range(1, total + 1) if (code := f"{country}-{n:02d}") not in told]


def drawn(seed: int) -> list[Role]:
    """In the order of countries and codes; the same seed gives the same people on every machine."""
    rng = random.Random(seed)  # noqa: S311 - a story, not a secret
    scores = rng.sample(range(LOWEST, HIGHEST + 1, STEP), sum(map(sum, COUNTS.values())))
    return [role for country in COUNTS for role in _drawn_in(country, rng, scores)]


def _drawn_in(country: Country, rng: random.Random, scores: list[int]) -> Iterator[Role]:
    sectors = [sector for sector, n in zip(Sector, COUNTS[country], strict=True) for _ in range(n)]
    rng.shuffle(sectors)
    organisations = {sector: _organisations(rng, country) for sector in Sector}
    for code, sector in zip(codes(country), sectors, strict=True):
        rural, under30 = rng.random() < _RURAL, rng.random() < _UNDER_30
        organisation = next(organisations[sector])
        yield Role(code, sector, Ending.NOT_SELECTED, scores.pop(), rural, under30, organisation)
