"""The document of a decision: complete, canonical, the same everywhere."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any
from uuid import UUID

import pytest

from registration.selection import (
    PER_ORGANISATION,
    Candidate,
    DoesNotRelax,
    Problem,
    Quota,
    Relaxation,
    canonical,
    decide,
    decide_promotion,
    digest,
    input_hash,
)
from registration.selection.document import FORMAT
from tests.unit.selection.calls import TRAINING


def person(number: int, country: str, score: int, organisation: str | None = None) -> Candidate:
    return Candidate(UUID(int=number), score, {"country": country}, organisation)


PEOPLE = (
    person(1, "TJ", 9000, "o"),
    person(2, "TJ", 8800, "o"),
    person(3, "TJ", 8500),
    person(4, "GE", 8000),
    person(5, "GE", 7000),
    person(6, "TJ", 6000),
)
QUOTAS = (Quota("TJ", {"country": "TJ"}, 0, 2), Quota("GE", {"country": "GE"}, 1))
CALL = Problem(TRAINING, PEOPLE, 3, QUOTAS, 2017, per_organisation=2)
FULL = replace(CALL, kept=frozenset({UUID(int=1), UUID(int=2)}), candidates=PEOPLE[:5])


def said(document: Any) -> dict[str, Any]:
    return dict(document["decision"])


def test_a_first_selection_says_rules_value_reserve_and_what_each_quota_cost() -> None:
    decision = decide(CALL, 2, ("kz",))
    assert said(decision.document) == {
        "format": FORMAT,
        "policy": "merit",
        "kind": "first",
        "training": str(TRAINING),
        "candidates": 6,
        "seats": 3,
        "seed": "00000000000007e1",
        "quotas": [
            {"id": "GE", "where": {"country": "GE"}, "minimum": 1, "seats": 1, "price": 0},
            {"id": "TJ", "where": {"country": "TJ"}, "minimum": 0, "maximum": 2, "seats": 2, "price": 0},
        ],
        PER_ORGANISATION: {"maximum": 2, "price": 0},
        "value": 25_800,
        "bound": 25_800,
        "input_hash": input_hash(CALL),
        "homes_left_out": ["kz"],
        "selected": [str(UUID(int=number)) for number in (1, 2, 4)],
        "reserve": [
            {"application": str(UUID(int=3)), "rank": 1},
            {"application": str(UUID(int=5)), "rank": 2},
        ],
    }
    assert decision.reserve == (UUID(int=3), UUID(int=5))
    assert (decision.quotas_kept, decision.quotas_relaxed) == (("GE", "TJ", PER_ORGANISATION), ())


def test_a_promotion_says_who_stays_and_which_bounds_were_relaxed_from_what_to_what_and_why() -> None:
    relaxed = (
        Relaxation("GE", "visa_lead", minimum=0),
        Relaxation("TJ", "visa_lead", maximum=3),
        Relaxation(PER_ORGANISATION, "other", maximum=3),
    )
    decision = decide_promotion(FULL, relaxed)
    document = said(decision.document)
    assert (document["kind"], document["kept"]) == ("promotion", [str(UUID(int=1)), str(UUID(int=2))])
    assert document["selected"] == [str(UUID(int=3))]
    assert document["relaxed"] == [
        {"quota": "GE", "reason": "visa_lead", "from": {"minimum": 1}, "to": {"minimum": 0}},
        {
            "quota": "TJ",
            "reason": "visa_lead",
            "from": {"minimum": 0, "maximum": 2},
            "to": {"minimum": 0, "maximum": 3},
        },
        {"quota": PER_ORGANISATION, "reason": "other", "from": {"maximum": 2}, "to": {"maximum": 3}},
    ]
    assert document["input_hash"] == input_hash(FULL)
    assert (decision.quotas_kept, decision.quotas_relaxed) == ((), ("GE", "TJ", PER_ORGANISATION))


def test_a_promotion_under_all_quotas_relaxes_none() -> None:
    decision = decide_promotion(FULL)
    assert decision.selected == (UUID(int=4),)
    assert said(decision.document)["relaxed"] == []


def test_what_is_no_relaxation_is_refused_before_anything_is_decided() -> None:
    with pytest.raises(DoesNotRelax):
        decide_promotion(FULL, (Relaxation("GE", "other", minimum=2),))


def test_the_hash_is_of_the_canonical_decision_and_not_of_what_found_it() -> None:
    decision = decide(CALL, 2)
    text = json.dumps(said(decision.document), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == decision.hash == decision.document["hash"]
    other_solver = {**decision.document, "solver": {"name": "another", "version": "1"}}
    assert digest(said(other_solver)) == decision.hash


def test_canonical_json_has_sorted_keys_no_white_space_and_plain_letters() -> None:
    assert canonical({"b": [1, "ў"], "a": {"d": 2, "c": 3}}) == '{"a":{"c":3,"d":2},"b":[1,"ў"]}'.encode()


@pytest.mark.parametrize("seed", range(5))
def test_rows_in_another_order_give_the_same_document(seed: int) -> None:
    people, quotas = list(PEOPLE), list(QUOTAS)
    Random(seed).shuffle(people)
    Random(seed).shuffle(quotas)
    shuffled = replace(CALL, candidates=tuple(people), quotas=tuple(quotas))
    assert decide(shuffled, 2) == decide(CALL, 2)


@pytest.mark.parametrize(
    "changed",
    [
        replace(CALL, seats=2),
        replace(CALL, seed=2018),
        replace(CALL, per_organisation=None),
        replace(CALL, kept=frozenset({UUID(int=1)})),
        replace(CALL, quotas=QUOTAS[:1]),
        replace(CALL, quotas=(Quota("TJ", {"country": "TJ"}, 0, 3), QUOTAS[1])),
        replace(CALL, candidates=PEOPLE[:5]),
        replace(CALL, candidates=(*PEOPLE[:5], person(6, "TJ", 6001))),
        replace(CALL, candidates=(*PEOPLE[:5], person(6, "KZ", 6000))),
        replace(CALL, candidates=(*PEOPLE[:5], person(6, "TJ", 6000, "o"))),
    ],
)
def test_whatever_the_decision_follows_from_changes_the_hash_of_the_input(changed: Problem) -> None:
    assert input_hash(changed) != input_hash(CALL)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_nothing_in_a_document_is_a_float_or_free_text() -> None:
    told = list(leaves(json.loads(canonical(decide(CALL, 2).document))))
    assert {type(leaf) for leaf in told} == {int, str}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]{1,64}", leaf) for leaf in told if isinstance(leaf, str))
