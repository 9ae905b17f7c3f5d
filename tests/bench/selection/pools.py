"""Pools to draw from: made with a seed, or public ones from a folder that is not part of the project."""

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from registration.lottery import Pool, pool

INSTANCES = "CASCADE_TEST_SELECTION_INSTANCES"
"""Names a folder of public instances: each `pool.csv`, `quotas.csv`, and in `meta.json` the seats as `k`."""
SEED = 7
_VALUES = {"country": 6, "sector": 5, "gender": 3, "age": 4, "language": 3}
_ROOM = 1


@dataclass(frozen=True)
class People:
    """`people`: `id` and features; `quotas`: feature, value, min, max."""

    name: str
    people: list[dict[str, str]]
    quotas: list[dict[str, str]]
    seats: int

    def pool(self) -> Pool:
        counted = np.array(
            [[who[one["feature"]].lower() == one["value"].lower() for one in self.quotas] for who in self.people]
        )
        lower, upper = (np.array([int(one[side]) for one in self.quotas], np.int64) for side in ("min", "max"))
        return pool([person["id"] for person in self.people], counted, lower, upper, self.seats)


def made(number: int, seats: int, seed: int = SEED) -> People:
    """Quotas on every value of five features, one seat around what one panel has: so there is that one at least."""
    chance = np.random.default_rng(seed)
    shares = [chance.dirichlet(np.full(values, 2.0)) for values in _VALUES.values()]
    columns = np.column_stack([chance.choice(len(share), number, p=share) for share in shares])
    panel = columns[chance.choice(number, seats, replace=False)]
    people = [
        {"id": f"P{place:04}", **{name: f"{name}{value}" for name, value in zip(_VALUES, row, strict=True)}}
        for place, row in enumerate(columns)
    ]
    quotas = [
        {"feature": name, "value": f"{name}{value}", "min": str(max(0, has - _ROOM)), "max": str(has + _ROOM)}
        for at, (name, values) in enumerate(_VALUES.items())
        for value in range(values)
        for has in [int((panel[:, at] == value).sum())]
    ]
    return People(f"made, {number} people", people, quotas, seats)


def public() -> Iterator[People]:
    """Nothing where the folder is not told."""
    folder = os.environ.get(INSTANCES)
    for place in sorted(Path(folder).glob("*/pool.csv")) if folder else []:
        seats = json.loads(place.with_name("meta.json").read_text(encoding="utf-8"))["k"]
        yield People(place.parent.name, _rows(place), _rows(place.with_name("quotas.csv")), seats)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
