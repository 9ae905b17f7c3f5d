"""Lotteries as files: the calls of the lottery's own tests, handed in as a person would, and their documents."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from registration.lottery import Call
from tests.unit.panel.written import Files, written

Json = Any


def handed_in(call: Call, folder: Path, **asked: Any) -> Files:
    """Each quota is a column of its own, which whoever counts has filled."""
    people = [
        {"id": f"T{kind:03}-{number}", **{f"q{quota}": "x" * bool(counts) for quota, counts in enumerate(of)}}
        for kind, of in enumerate(call.membership)
        for number in range(int(call.sizes[kind]))
    ]
    limits = zip(call.lower, call.upper, strict=True)
    quotas = [(f"q{quota}", "x", int(lower), int(upper)) for quota, (lower, upper) in enumerate(limits)]
    return written(folder, people, quotas, call.seats, **{"policy": "leximin", **asked})


def by_type(document: Mapping[str, Json]) -> list[str]:
    """Of one person of each type, in order of the types of `handed_in`."""
    chances = {one.split("-")[0]: chance for one, chance in document["decision"]["chances"].items()}
    return [chances[kind] for kind in sorted(chances)]
