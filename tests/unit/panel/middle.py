"""Calls of some hundred or thousand candidates, loose and tight, and the rules written down once more for them.

What is asked is read here from rows as a person writes them, so that the reading is compared too.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import NamedTuple

import numpy as np

from registration.panel.program import UNLIMITED, Program
from tests.unit.panel.brute import Small

SIZES = {"country": 8, "sector": 5, "gender": 3, "age": 4}
Asked = tuple[str, str, object, object]


class Shape(NamedTuple):
    """`room`: seats that each quota leaves around what one panel has, fewer than none for quotas that may exclude one
    another; `step`: scores are its multiples, so that many are equal.
    """

    room: int
    step: int = 1
    cap: int | None = None
    combined: bool = False
    percent: bool = False
    apart: bool = False


class Middle(NamedTuple):
    people: list[dict[str, object]]
    quotas: list[Asked]
    seats: int
    seed: int
    shape: Shape
    must: dict[str, str]

    @property
    def ids(self) -> list[str]:
        """Of those who are free to be chosen, in the order of the program."""
        return sorted(str(one["id"]) for one in self.people if one["id"] not in self.must)

    def ticket(self, id: str) -> bytes:
        return Small((), (), self.seats, self.seed).ticket(id)

    def program(self) -> Program:
        """A family per quota and one for organisations; those who must have a seat have it."""
        known = {str(one["id"]): one for one in self.people}
        seated = [known[one] for one, side in self.must.items() if side == "in"]
        free = [known[one] for one in self.ids]
        rows = [(self.seats, self.seats), *(self._limits(quota) for quota in self.quotas)]
        marks = [[_counts(quota, one) for one in free] for quota in self.quotas]
        taken = [len(seated), *(sum(_counts(quota, one) for one in seated) for quota in self.quotas)]
        organisations = sorted({str(one["organisation"]) for one in self.people} - {""})
        if self.shape.cap is not None:
            there = Counter(one["organisation"] for one in seated)
            rows += [(0, self.shape.cap)] * len(organisations)
            taken += [there[name] for name in organisations]
            place = {name: 1 + len(self.quotas) + at for at, name in enumerate(organisations)}
            of = [np.array([place.get(str(one["organisation"]), len(rows)) for one in free], np.int32)]
        else:
            of = []
        families = [np.where(mark, row, len(rows)).astype(np.int32) for row, mark in enumerate(marks, 1)]
        lower, upper = np.array([*rows, (0, UNLIMITED)], np.int64).T - np.array([*taken, 0])
        return Program(np.array([one["score"] for one in free], np.int64), (*families, *of), lower, upper)

    def _limits(self, quota: Asked) -> tuple[int, int]:
        least, most = map(str, quota[2:])
        return self._seats(least or "0", floor), min(self.seats, self._seats(most, ceil))

    def _seats(self, said: str, rounding: Callable[[Fraction], int]) -> int:
        return rounding(Fraction(said[:-1]) * self.seats / 100) if said.endswith("%") else int(said)


def _counts(quota: Asked, person: dict[str, object]) -> bool:
    names, values = quota[0].split("×"), quota[1].split("×")
    return all(person[name] == value for name, value in zip(names, values, strict=True))


def middle(number: int, seed: int, shape: Shape) -> Middle:
    dice = Random(f"{seed} {number} {shape}")
    shares = {name: [dice.gammavariate(2, 1) + 0.1 for _ in range(size)] for name, size in SIZES.items()}
    people: list[dict[str, object]] = []
    for place in range(number):
        person: dict[str, object] = {
            name: f"{name}{dice.choices(range(size), shares[name])[0]}" for name, size in SIZES.items()
        }
        score = round(dice.gauss(5000 + 400 * (person["gender"] == "gender0"), 1000) / shape.step) * shape.step
        organisation = "" if dice.random() < 0.2 else f"o{int(dice.paretovariate(0.9)) % (number // 4)}"
        people.append({"id": f"A{place:05}", "score": max(0, score), "organisation": organisation, **person})
    dice.shuffle(people)
    seats = dice.randint(8, 30)
    panel = dice.sample(people, seats)
    quotas = list(_quotas(panel, dice, shape))
    apart = [str(one["id"]) for one in dice.sample(people, 6)] if shape.apart else []
    must = {one: "in" if place < 2 else "out" for place, one in enumerate(apart)}
    return Middle(people, quotas, seats, dice.getrandbits(64), shape, must)


def _quotas(panel: list[dict[str, object]], dice: Random, shape: Shape) -> Iterator[Asked]:
    """Around what this panel has of each value, and of some combinations."""
    pairs = [(name, f"{name}{value}") for name, size in SIZES.items() for value in range(size)]
    if shape.combined:
        pairs += [("country×sector", f"country{dice.randrange(8)}×sector{sector}") for sector in range(SIZES["sector"])]
        pairs += [("gender×age", f"gender1×age{dice.randrange(4)}")]
    for name, value in pairs:
        has = sum(_counts((name, value, 0, 0), one) for one in panel)
        shift = dice.choice((-1, -1, 0, 0, 0, 1)) if shape.room < 0 else 0
        least = max(0, has + shift - max(0, shape.room))
        most = min(len(panel), has + max(shift, 0) + max(0, shape.room))
        if shape.percent:
            yield name, value, f"{100 * least // len(panel)}%", f"{100 * most / len(panel):.1f}%"
        else:
            yield name, value, least or "", most
