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
    bound and verdict are of the others.
    """

    ceilings: list[Json]
    levels: list[Json]
    value: Fraction
    bound: Fraction
    verdict: str


def proved(lottery: Lottery, names: Sequence[Name]) -> Proved:
    """`names`: of the rows of the call, its seats, then its quotas."""
    rows = dict(enumerate(names))
    ceilings: list[Ceiling] = []
    for row, ceiling in enumerate(lottery.ceilings, start=len(names)):
        if _stands(ceiling, rows):
            rows[row] = "ceilings", str(len(ceilings))
            ceilings.append(ceiling)
    levels = list(_standing(lottery.levels, rows))
    value, bound, verdict = judged(lottery.call, lottery.chances, levels)
    return Proved(
        [_ceiling(one, rows) for one in (*ceilings, *(level.ceiling for level in levels))],
        [{"chance": str(level.chance), "ceiling": len(ceilings) + at} for at, level in enumerate(levels)],
        value,
        bound,
        verdict,
    )


def _standing(levels: Sequence[Level], rows: Mapping[int, Name]) -> Iterator[Level]:
    """Those that need no solver, before the first that does."""
    for level in levels:
        if not _stands(level.ceiling, rows):
            return
        yield level


def _stands(ceiling: Ceiling, rows: Mapping[int, Name]) -> bool:
    return ceiling.proof is not None and all(
        int(row) in rows for prices in _leaves(ceiling.proof) for row in np.flatnonzero(prices.of)
    )


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
