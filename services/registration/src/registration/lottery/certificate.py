"""A lottery and its proof as plain numbers, for `checking` and for documents."""

from typing import Any

import numpy as np

from registration.lottery.call import Whole
from registration.lottery.ceilings import Cases, Ceiling, Proof
from registration.lottery.fairest import Lottery

Json = Any


def certificate(lottery: Lottery) -> dict[str, Json]:
    """Types are counted from 0. Of sparse rows only what is not 0 is said, as pairs.

    Rows, which prices are of: 0 the seats, then the quotas, then the ceilings, each in their order.
    """
    call = lottery.call
    own = [level.ceiling for level in lottery.levels]
    return {
        "seats": call.seats,
        "sizes": call.sizes.tolist(),
        "quotas": [
            {"types": np.flatnonzero(call.membership[:, at]).tolist(), "min": int(lower), "max": int(upper)}
            for at, (lower, upper) in enumerate(zip(call.lower, call.upper, strict=True))
        ],
        "panels": [{"times": times, "counts": _pairs(counts)} for times, counts in lottery.entries],
        "chances": [str(chance) for chance in lottery.chances],
        "ceilings": [_ceiling(one) for one in (*lottery.ceilings, *own)],
        "levels": [
            {"chance": str(level.chance), "types": list(level.types), "ceiling": len(lottery.ceilings) + at}
            for at, level in enumerate(lottery.levels)
        ],
        "value": str(lottery.value),
        "bound": str(lottery.bound),
        "verdict": lottery.verdict,
    }


def _ceiling(ceiling: Ceiling) -> Json:
    proof = None if ceiling.proof is None else _proof(ceiling.proof)
    return {"weights": _pairs(ceiling.weights), "most": ceiling.most, "proof": proof}


def _proof(proof: Proof) -> Json:
    if isinstance(proof, Cases):
        return {
            "type": proof.kind,
            "at_most": proof.at_most,
            "few": _proof(proof.few),
            "more": _proof(proof.more),
        }
    return {"prices": _pairs(proof.of), "over": proof.over}


def _pairs(row: Whole) -> Json:
    return [[int(at), int(row[at])] for at in np.flatnonzero(row)]
