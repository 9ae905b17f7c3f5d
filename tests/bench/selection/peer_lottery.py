"""Run by the peer's own Python: a pool as JSON in, how long the peer's maximin lottery takes and what it gives into the
file that is named; its solver has the standard output.

The peer (sortition-algorithms) is under the GPL-3: nothing else of this project imports it, or runs in its process.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from sortition_algorithms import Settings, read_in_features, read_in_people  # type: ignore[import-not-found]
from sortition_algorithms.committee_generation import (  # type: ignore[import-not-found]
    find_distribution_maximin,
    standardize_distribution,
)
from sortition_algorithms.utils import set_random_provider  # type: ignore[import-not-found]


def main() -> None:
    asked: dict[str, Any] = json.load(sys.stdin)
    features, _, _ = read_in_features(list(asked["quotas"][0]), asked["quotas"], asked["seats"])
    settings = Settings(id_column="id", columns_to_keep=[])
    people, _ = read_in_people(list(asked["people"][0]), asked["people"], features, settings)
    seconds: list[float] = []
    while len(seconds) < asked["times"] and sum(seconds) < asked["enough"]:
        set_random_provider(asked["seed"])
        began = time.perf_counter()
        panels, parts, _ = find_distribution_maximin(features, people, asked["seats"], [])
        seconds.append(time.perf_counter() - began)
    chances: dict[str, float] = defaultdict(float)
    for panel, part in zip(*standardize_distribution(panels, parts), strict=True):
        for one in panel:
            chances[one] += part
    everybody = [chances[one["id"]] for one in asked["people"]]
    found = {"seconds": seconds, "panels": len(panels), "chances": sorted(everybody)}
    Path(sys.argv[1]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
