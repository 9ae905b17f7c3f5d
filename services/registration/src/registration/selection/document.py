"""A decision as a document that anyone can check: canonical JSON of whole numbers and strings, and its hash.

Canonical: UTF-8, keys sorted, no white space, nothing left to say is left out. What is hashed depends neither on the
machine nor on the solver or the time.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from registration.selection import solver
from registration.selection.merit import Selection
from registration.selection.passed_over import AllPassedOver, PassedOver
from registration.selection.problem import PER_ORGANISATION, Candidate, Problem, Quota, Relaxation

Json = str | int | Sequence["Json"] | Mapping[str, "Json"]

FORMAT = "cascade-selection-1"


def canonical(value: Json) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: Json) -> str:
    """SHA-256 of the canonical form: 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def input_hash(problem: Problem) -> str:
    """Of everything that the decision follows from; the same for any order of candidates and quotas."""
    cap = problem.per_organisation
    return digest(
        {
            "candidates": [_candidate(candidate) for candidate in sorted(problem.candidates, key=lambda c: c.id)],
            "kept": ids(problem.kept),
            "quotas": [_quota(quota) for quota in _in_order(problem.quotas)],
            "seats": problem.seats,
            "seed": _seed(problem),
            **({} if cap is None else {PER_ORGANISATION: cap}),
        }
    )


def decided(problem: Problem, selection: Selection) -> dict[str, Json]:
    """What both kinds of decision say: the rules that were kept, what each gave and cost, the value and its bound."""
    seated = [candidate for candidate in problem.candidates if candidate.id in set(selection.taken)]
    cap = problem.per_organisation
    price = selection.prices
    return {
        "format": FORMAT,
        "policy": "merit",
        "training": str(problem.training),
        "candidates": len(problem.candidates),
        "seats": problem.seats,
        "seed": _seed(problem),
        "quotas": [
            {**_quota(quota), "seats": sum(map(quota.counts, seated)), "price": price[quota.id]}
            for quota in _in_order(problem.quotas)
        ],
        **({} if cap is None else {PER_ORGANISATION: {"maximum": cap, "price": price.get(PER_ORGANISATION, 0)}}),
        "value": selection.value,
        "bound": selection.value,
    }


def signed(decision: Mapping[str, Json], explained: AllPassedOver) -> dict[str, Json]:
    """The whole document: the decision, its hash, and, outside the hash, what explains it and what found it."""
    name, version = solver.version()
    return {
        "decision": decision,
        "hash": digest(decision),
        "passed_over": {"people": explained.people, "first": [_passed_over(one) for one in explained.first]},
        "solver": {"name": name, "version": version},
    }


def _passed_over(one: PassedOver) -> Json:
    bounds: list[Json] = [
        {"quota": told.bound.quota, "side": told.bound.side, "value": told.bound.value, "exchanges": told.exchanges}
        for told in one.in_the_way
    ]
    return {"application": str(one.id), "exchanges": one.exchanges, "in_the_way": bounds}


def relaxations(problem: Problem, relaxed: Sequence[Relaxation]) -> list[Json]:
    """Each quota that was eased: why, from what the training says to what holds for this decision."""
    eased = problem.relaxed(relaxed)
    return [
        {"quota": one.quota, "reason": one.reason, "from": _sides(problem, one.quota), "to": _sides(eased, one.quota)}
        for one in sorted(relaxed, key=lambda relaxation: relaxation.quota)
    ]


def ids(of: Iterable[UUID]) -> list[Json]:
    return [str(one) for one in sorted(of)]


def _candidate(candidate: Candidate) -> Json:
    organisation = {} if candidate.organisation is None else {"organisation": candidate.organisation}
    attributes = dict(candidate.attributes)
    return {"id": str(candidate.id), "score": candidate.score, "attributes": attributes, **organisation}


def _quota(quota: Quota) -> dict[str, Json]:
    maximum: dict[str, Json] = {} if quota.maximum is None else {"maximum": quota.maximum}
    return {"id": quota.id, "where": dict(quota.where), "minimum": quota.minimum, **maximum}


def _sides(problem: Problem, id: str) -> Json:
    if id == PER_ORGANISATION:
        return {"maximum": problem.per_organisation or 0}
    told = next(_quota(quota) for quota in problem.quotas if quota.id == id)
    return {side: told[side] for side in ("minimum", "maximum") if side in told}


def _seed(problem: Problem) -> str:
    """16 hexadecimal digits: the key of the order of ties, too long for the numbers of some readers of JSON."""
    return f"{problem.seed:016x}"


def _in_order(quotas: Iterable[Quota]) -> list[Quota]:
    return sorted(quotas, key=lambda quota: quota.id)
