"""What proves a lottery, as it is written: prices by the names of their rows, types by their place in the list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from registration.lottery import Ceiling, Level, Lottery, Prices, Proof, judged

Json = Any
Name = tuple[Literal["seats", "quotas", "organisations", "ceilings"], str]


@dataclass(frozen=True)
class Proved:
    """What can be checked of a lottery. A level that rests on a solver's word is left out, with those after it; value,
    bound and verdict are of the others. Nothing is proved of a list without a panel.
    """

    ceilings: list[Json]
    levels: list[Json]
    value: Fraction
    bound: Fraction
    verdict: str


def proved(lottery: Lottery, names: Sequence[Name]) -> Proved:
    """`names`: of the rows of the call, its seats, then its quotas."""
    rows = set(range(len(names)))
    stand: dict[int, Ceiling] = {}
    for row, ceiling in enumerate(lottery.ceilings, start=len(names)):
        if _stands(ceiling, rows):
            rows.add(row)
            stand[row] = ceiling
    levels = list(_standing(lottery.levels, rows))
    if not any(level.chance for level in levels):
        levels = list(_standing(lottery.before, rows)) or levels
    value, bound, verdict = judged(lottery.call, lottery.chances, levels)
    told = _in_order(levels)
    ceilings = _needed(stand, [level.ceiling for level in told])
    named: dict[int, Name] = dict(enumerate(names))
    named.update((row, ("ceilings", str(at))) for at, row in enumerate(ceilings))
    return Proved(
        [_ceiling(one, named) for one in (*(stand[row] for row in ceilings), *(level.ceiling for level in told))],
        [{"chance": str(level.chance), "ceiling": len(ceilings) + at} for at, level in enumerate(told)],
        value,
        bound,
        verdict if lottery.numbers else "bounded",
    )


def _in_order(levels: Sequence[Level]) -> list[Level]:
    """Levels of the same chance hold in any order: by their ceilings, without those that say nothing new."""
    told, said = list[Level](), set[int]()
    for level in sorted(levels, key=lambda one: (one.chance, _key(one.ceiling))):
        types = set(map(int, np.flatnonzero(level.ceiling.weights)))
        if types - said:
            told.append(level)
            said |= types
    return told


def _needed(stand: Mapping[int, Ceiling], rest_on: Sequence[Ceiling]) -> list[int]:
    """The rows of all ceilings that these rest on, in order: of those that rest on none that is to come, the one of the
    smallest weights.
    """
    rests = {row: _rows(ceiling) & stand.keys() for row, ceiling in stand.items()}
    needed = {row for ceiling in rest_on for row in _rows(ceiling) & stand.keys()}
    for row in sorted(stand, reverse=True):
        needed |= rests[row] if row in needed else set()
    order: list[int] = []
    while len(order) < len(needed):
        ready = [row for row in needed.difference(order) if rests[row] <= set(order)]
        order.append(min(ready, key=lambda row: _key(stand[row])))
    return order


def _key(ceiling: Ceiling) -> tuple[list[list[int]], int]:
    return pairs(ceiling.weights), ceiling.most


def _standing(levels: Sequence[Level], rows: set[int]) -> Iterator[Level]:
    """Those that need no solver, before the first that does."""
    for level in levels:
        if not _stands(level.ceiling, rows):
            return
        yield level


def _stands(ceiling: Ceiling, rows: set[int]) -> bool:
    return ceiling.proof is not None and _rows(ceiling) <= rows


def _rows(ceiling: Ceiling) -> set[int]:
    """Those that its proof has prices for."""
    if ceiling.proof is None:
        return set()
    return {int(row) for prices in _leaves(ceiling.proof) for row in np.flatnonzero(prices.of)}


def _leaves(proof: Proof) -> Iterator[Prices]:
    if isinstance(proof, Prices):
        yield proof
    else:
        yield from _leaves(proof.few)
        yield from _leaves(proof.more)


def _ceiling(ceiling: Ceiling, rows: Mapping[int, Name]) -> Json:
    if ceiling.proof is None:
        raise ValueError("a ceiling is not proved")
    return {"weights": pairs(ceiling.weights), "most": ceiling.most, "proof": _proof(ceiling.proof, rows)}


def _proof(proof: Proof, rows: Mapping[int, Name]) -> Json:
    if isinstance(proof, Prices):
        return _prices(proof, rows)
    few, more = _proof(proof.few, rows), _proof(proof.more, rows)
    return {"type": proof.kind, "at_most": proof.at_most, "few": few, "more": more}


def _prices(prices: Prices, rows: Mapping[int, Name]) -> Json:
    told: dict[str, Json] = {"over": int(prices.over), "seats": 0, "quotas": {}, "organisations": {}, "ceilings": {}}
    for row, price in pairs(prices.of):
        kind, name = rows[row]
        if kind == "seats":
            told["seats"] = price
        else:
            told[kind][name] = price
    return told


def pairs(row: NDArray[np.int64]) -> list[list[int]]:
    """Of a sparse row what is not 0: place and number."""
    return [[int(at), int(row[at])] for at in np.flatnonzero(row)]
