"""Calls to draw from: small ones of any shape, and larger ones of people with attributes."""

import csv
import os
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import strategies as st

from registration.lottery import Call, Pool, pool

INSTANCES = "CASCADE_TEST_SELECTION_INSTANCES"
"""Names a folder of public instances, which are not part of the project: each `pool.csv` and `quotas.csv`."""


def call(rows: list[list[int]], limits: list[tuple[int, int]], sizes: list[int], seats: int) -> Call:
    """One row per quota: the types that it counts."""
    membership = np.zeros((len(sizes), len(rows)), np.bool_)
    for at, row in enumerate(rows):
        membership[row, at] = True
    lower, upper = np.array(limits, np.int64).reshape(-1, 2).T
    return Call(membership, np.array(sizes, np.int64), lower, upper, seats)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    """Quotas around one panel, so that there is at least that one; they cross as they like."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=6))
    panel = [draw(st.integers(0, size)) for size in sizes]
    if not sum(panel):
        panel[0] = 1
    kinds = st.lists(st.integers(0, len(sizes) - 1), min_size=1, unique=True)
    rows = draw(st.lists(kinds, min_size=1, max_size=6))
    taken = [sum(panel[kind] for kind in row) for row in rows]
    limits = [(max(0, n - draw(st.integers(0, 2))), n + draw(st.integers(0, 1))) for n in taken]
    return call(rows, limits, sizes, sum(panel))


def counting(
    features: Sequence[str], attributes: np.ndarray, quotas: Sequence[Mapping[str, str]]
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Who [people × quotas] has every value that a quota names; `attributes` [people × features]."""
    place = {feature: at for at, feature in enumerate(features)}
    counted = np.ones((len(attributes), len(quotas)), np.bool_)
    for at, quota in enumerate(quotas):
        for feature, value in sorted(quota.items()):
            counted[:, at] &= attributes[:, place[feature]] == value
    return counted


def made(people: int, seats: int, seed: int, room: int = 1, *, crossing: bool = False) -> Pool:
    """People with five attributes; quotas on every value, `room` around what some panel has.

    If `crossing`, on every two values as well, which makes panels hard to find.
    """
    chance = np.random.default_rng(seed)
    features = {"country": 6, "sector": 5, "gender": 3, "age": 4, "language": 3}
    shares = [chance.dirichlet(np.ones(values) * 2) for values in features.values()]
    attributes = np.column_stack([chance.choice(len(share), people, p=share) for share in shares]).astype(np.str_)
    quotas = [{feature: str(value)} for feature, values in features.items() for value in range(values)]
    if crossing:
        quotas += [one | other for one, other in combinations(quotas, 2) if one.keys() != other.keys()]
    counted = counting(list(features), attributes, quotas)
    taken = counted[chance.choice(people, seats, replace=False)].sum(axis=0)
    ids = [f"P{at:04}" for at in range(people)]
    return pool(ids, counted, np.maximum(taken - room, 0), taken + room, seats)


def folder(name: str) -> Path:
    """Of a public instance; skips the test where it is not there."""
    parent = os.environ.get(INSTANCES)
    if parent is None:
        pytest.skip(f"{INSTANCES} does not say where the public instances are")
    return Path(parent) / name


def instance(name: str, seats: int) -> Pool:
    with (folder(name) / "pool.csv").open() as file:
        people = list(csv.DictReader(file))
    with (folder(name) / "quotas.csv").open() as file:
        quotas = list(csv.DictReader(file))
    features = [feature for feature in people[0] if feature != "id"]
    attributes = np.array([[person[feature].lower() for feature in features] for person in people])
    counted = counting(features, attributes, [{quota["feature"]: quota["value"].lower()} for quota in quotas])
    lower, upper = (np.array([int(quota[side]) for quota in quotas], np.int64) for side in ("min", "max"))
    return pool([person["id"] for person in people], counted, lower, upper, seats)
