"""Calls of any size, the same for a seed: 25 seats, quotas on six categories, organisations of which few send many."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from registration.panel.call import Call, Coded, Quota

SEATS = 25
MOST_OF_ONE = 2
SEED = 7
Codes = NDArray[np.int32]

_VALUES = {"country": 30, "sector": 6, "gender": 3, "age": 4, "language": 4}
_EVENNESS = {"country": 1.5, "sector": 3.0, "gender": 9.0, "age": 4.0, "language": 2.0}
_COUNTRIES_OF_A_REGION = 6
_LIMITS = {"country": (0, 2), "region": (3, 8), "sector": (2, 7), "age": (4, 9), "language": (3, 10)}


def call(number: int, seed: int = SEED) -> Call:
    """Every category is independent of the others, but scores are not of country and gender: so quotas cost points."""
    chance = np.random.default_rng(seed)
    columns = {name: _column(chance, number, name) for name in _VALUES}
    columns["region"] = columns["country"] // _COUNTRIES_OF_A_REGION
    known = chance.normal(0, 9, number) + 3 * (columns["gender"] == 0) + 4 * (columns["country"] < 3)
    marks = np.clip(45 + known + chance.normal(0, 4, number), 0, 100)
    organisation = chance.zipf(1.6, number) % max(50, number // 5)
    return Call(
        ids=tuple(f"A{place:07}" for place in range(number)),
        score=np.rint(marks * 100).astype(np.int64),
        attributes={name: _coded(codes) for name, codes in sorted(columns.items())},
        quotas=tuple(sorted(quotas(), key=lambda quota: quota.id)),
        seats=SEATS,
        seed=seed,
        organisation=_coded(organisation.astype(np.int32)),
        organisation_max=MOST_OF_ONE,
    )


def quotas() -> Iterator[Quota]:
    for name, (least, most) in _LIMITS.items():
        for value in range(_VALUES.get(name, 5)):
            yield quota(name, str(value), least, most)
    yield quota("gender", "0", 0, 14)
    yield quota("gender", "1", 9, SEATS)


def quota(name: str, value: str, least: int, most: int) -> Quota:
    """A combination is told as in files: `region×language`, `0×0`."""
    where = dict(zip(name.split("×"), value.split("×"), strict=True))
    return Quota(f"{name}={value}", where, {"min": str(least), "max": str(most)})


def impossible(number: int, seed: int = SEED) -> Call:
    """Two minimums that no sum shows to be too many: of 25 seats 13 and 13, for people who are never the same."""
    made = call(number, seed)
    kept = [one for one in made.quotas if one.id.split("=")[0] not in ("region", "language", "country")]
    added = [quota("region", "0", 13, 25), quota("language", "0", 13, 25), quota("region×language", "0×0", 0, 0)]
    return replace(made, quotas=tuple(sorted([*kept, *added], key=lambda one: one.id)))


def _column(chance: np.random.Generator, number: int, name: str) -> Codes:
    shares = chance.dirichlet(np.full(_VALUES[name], _EVENNESS[name]))
    return chance.choice(_VALUES[name], number, p=np.sort(shares)[::-1]).astype(np.int32)


def _coded(codes: Codes) -> Coded:
    return Coded(codes, tuple(map(str, range(int(codes.max()) + 1))))
