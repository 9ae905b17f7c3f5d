"""A lottery and its proof as plain numbers, for `checking` and for documents."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from registration.lottery.call import Whole
from registration.lottery.ceilings import Cases, Ceiling, Prices, Proof
from registration.lottery.fairest import Lottery, judged

Json = Any


def certificate(lottery: Lottery) -> dict[str, Json]:
    """What can be checked of a lottery: a level that rests on a solver's word is left out, with those after it, and the
    verdict is of the others.

    Types are counted from 0. Of sparse rows only what is not 0 is said, as pairs. Rows, which prices are of: 0 the
    seats, then the quotas, then the ceilings, each in their order.
    """
    call = lottery.call
    rows = dict(_rows(lottery))
    levels = lottery.levels[: _standing(lottery, rows)]
    kept = [one for at, one in enumerate(lottery.ceilings) if _first(lottery) + at in rows]
    value, bound, verdict = judged(call, lottery.chances, levels)
    return {
        "seats": call.seats,
        "sizes": call.sizes.tolist(),
        "quotas": [
            {"types": np.flatnonzero(call.membership[:, at]).tolist(), "min": int(lower), "max": int(upper)}
            for at, (lower, upper) in enumerate(zip(call.lower, call.upper, strict=True))
        ],
        "panels": [{"times": times, "counts": _pairs(counts)} for times, counts in lottery.entries],
        "chances": [str(chance) for chance in lottery.chances],
        "ceilings": [_ceiling(one, rows) for one in (*kept, *(level.ceiling for level in levels))],
        "levels": [
            {"chance": str(level.chance), "types": list(level.types), "ceiling": len(kept) + at}
            for at, level in enumerate(levels)
        ],
        "value": str(value),
        "bound": str(bound),
        "verdict": verdict,
    }


def _first(lottery: Lottery) -> int:
    """The row of the first ceiling."""
    return 1 + len(lottery.call.lower)


def _rows(lottery: Lottery) -> Iterator[tuple[int, int]]:
    """The place here of each row there, of those that need no solver."""
    known = set(range(_first(lottery)))
    yield from ((row, row) for row in sorted(known))
    for row, ceiling in enumerate(lottery.ceilings, start=_first(lottery)):
        if _stands(ceiling, known):
            yield row, len(known)
            known.add(row)


def _standing(lottery: Lottery, rows: Mapping[int, int]) -> int:
    """How many levels need no solver, before the first that does."""
    known = set(rows)
    falls = (at for at, level in enumerate(lottery.levels) if not _stands(level.ceiling, known))
    return next(falls, len(lottery.levels))


def _stands(ceiling: Ceiling, known: set[int]) -> bool:
    return ceiling.proof is not None and all(
        int(row) in known for prices in _leaves(ceiling.proof) for row in np.flatnonzero(prices.of)
    )


def _leaves(proof: Proof) -> Iterator[Prices]:
    if isinstance(proof, Prices):
        yield proof
    else:
        yield from _leaves(proof.few)
        yield from _leaves(proof.more)


def _ceiling(ceiling: Ceiling, rows: Mapping[int, int]) -> Json:
    proof = None if ceiling.proof is None else _proof(ceiling.proof, rows)
    return {"weights": _pairs(ceiling.weights), "most": ceiling.most, "proof": proof}


def _proof(proof: Proof, rows: Mapping[int, int]) -> Json:
    if isinstance(proof, Cases):
        few, more = _proof(proof.few, rows), _proof(proof.more, rows)
        return {"type": proof.kind, "at_most": proof.at_most, "few": few, "more": more}
    return {"prices": [[rows[row], price] for row, price in _pairs(proof.of)], "over": proof.over}


def _pairs(row: Whole) -> list[list[int]]:
    return [[int(at), int(row[at])] for at in np.flatnonzero(row)]
