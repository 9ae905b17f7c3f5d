"""Measurements, each in a process of its own, one after another."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.selection import peer
from tests.bench.selection.job import ENOUGH_SECONDS
from tests.bench.selection.pools import People, made, public

ROOT = Path(__file__).parents[3]
NAIVE_SECONDS = 120
TIMES = 7
FEW_TIMES = 3


@dataclass(frozen=True)
class Measured:
    """`seconds`: of each time; `told`: what it came to."""

    seconds: tuple[float, ...]
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def median(self) -> float:
        return median(self.seconds)


@dataclass(frozen=True)
class Merit:
    """`plain` without a value did not end; None was not tried."""

    number: int
    ours: Measured
    plain: Measured | None
    peak: int


@dataclass(frozen=True)
class Beside:
    what: str
    number: int
    measured: Measured
    came_to: str


@dataclass(frozen=True)
class Drawn:
    """`peer`: None where it is not installed; without chances where it did not end."""

    people: People
    smallest: Measured
    maximin: Measured
    fairest: Measured
    peer: Measured | None


def measure(name: str, *arguments: object, times: int = TIMES) -> Measured:
    """Raises CalledProcessError, with what was wrong on the standard error."""
    command = [sys.executable, "-m", "tests.bench.selection.job", name, times, *arguments]
    ended = subprocess.run([*map(str, command)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(ended.stdout)
    return Measured(tuple(told.pop("seconds")), told)


def merit(number: int, *, naive: bool = True) -> Merit:
    """Raises ValueError where the naive program finds another value."""
    ours = measure("merit", number)
    peak = measure("memory", number, times=1).told["peak"]
    plain = measure("plain", number, NAIVE_SECONDS, times=FEW_TIMES) if naive else None
    if plain is not None and plain.told["value"] not in (None, ours.told["value"]):
        raise ValueError(f"of {number} candidates the naive program finds {plain.told}, we {ours.told}")
    return Merit(number, ours, plain, peak)


def merits() -> Iterator[Merit]:
    yield merit(10_000)
    yield merit(100_000)
    yield merit(1_000_000, naive=False)


def beside() -> Iterator[Beside]:
    many, some = 100_000, 1_000
    one = measure("decision", many, times=FEW_TIMES)
    yield Beside("all of a decision: a reserve of ten, the exact cost of every quota", many, one, came_to(one, "costs"))
    one = measure("verify", many, times=FEW_TIMES)
    size = f"a document of {one.told['bytes'] / 1000:.0f} kB {one.told['said']}"
    yield Beside("the verifier, from starting Python and reading the files on", many, one, size)
    one = measure("substitute", many)
    yield Beside("the best substitute for every seat", many, one, f"{one.told['found']} of 25 seats have one")
    one = measure("impossible", some)
    words = f"{came_to(one, 'limits')} exclude one another, {came_to(one, 'relaxations')}"
    yield Beside("an infeasible call: the conflict and its relaxations", some, one, words)


def came_to(one: Measured, what: str) -> str:
    return f"{one.told[what]} {what}"


def lotteries(interpreter: Path | None) -> Iterator[Drawn]:
    named = {"150/22": made(150, 22), "300/45": made(300, 45), **{one.name: one for one in public()}}
    for name, people in named.items():
        smallest = measure("smallest", name)
        maximin, fairest = (measure("fairest", name, aim, times=FEW_TIMES) for aim in ("maximin", "leximin"))
        yield Drawn(people, smallest, maximin, fairest, _peer(interpreter, people))


def _peer(interpreter: Path | None, people: People) -> Measured | None:
    if interpreter is None:
        return None
    found = peer.lottery(interpreter, people, FEW_TIMES, ENOUGH_SECONDS)
    return Measured((peer.PATIENCE_SECONDS,)) if found is None else Measured(tuple(found.pop("seconds")), found)
