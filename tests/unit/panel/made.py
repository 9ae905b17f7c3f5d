"""Calls of any size: 25 seats, regions, sectors, gender, ages and languages, small organisations that send many."""

import random
from pathlib import Path
from typing import Any

from tests.unit.panel.written import Files, written

SIZES = {"country": 30, "sector": 6, "gender": 3, "age_band": 4, "language": 4}


def made(folder: Path, number: int, seed: int, *, step: int = 1, **asked: Any) -> Files:
    """`step`: scores are its multiples, so that many are equal."""
    dice = random.Random(seed)
    shares = {name: [dice.gammavariate(3, 1) + 0.2 for _ in range(size)] for name, size in SIZES.items()}
    shares["gender"] = [62, 35, 3]
    people: list[dict[str, object]] = []
    for place in range(number):
        person: dict[str, object] = {
            name: str(dice.choices(range(size), shares[name])[0]) for name, size in SIZES.items()
        }
        person["region"] = str(int(str(person["country"])) // 6)
        person["organisation"] = f"o{int(dice.paretovariate(0.8)) % max(50, number // 5)}"
        score = min(10_000, max(0, round(dice.gauss(4500 + 300 * (person["gender"] == "0"), 1000) / step) * step))
        people.append({"id": f"A{place:06}", "score": score, **person})
    quotas: list[tuple[str, str, object, object]] = [("country", str(value), 0, 2) for value in range(30)]
    quotas += [("sector", str(value), 2, 7) for value in range(6)]
    quotas += [("gender", "0", "", 14), ("gender", "1", "44%", ""), ("country×sector", "1×1", 0, 1)]
    quotas += [("age_band", str(value), 4, 9) for value in range(4)]
    quotas += [("language", str(value), "10%", 10) for value in range(4)]
    quotas += [("region", str(value), 3, 8) for value in range(5)]
    return written(folder, people, quotas, 25, organisation_max=2, **asked)
