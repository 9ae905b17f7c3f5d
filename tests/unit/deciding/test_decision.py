"""A decision with its document, the files that this is checked against, and what is told beside it."""

import hmac
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from registration.commands import selection_files as files
from registration.deciding import decision as deciding
from registration.deciding import explained as explaining
from registration.deciding.decision import Decision, decide_first, decide_promotion
from registration.deciding.lots import commit
from registration.domain.announcement import PER_ORGANISATION, Terms
from registration.domain.refusals.selecting import QuotaIdIsTaken, TooFewCandidates, UndecidedInTime
from registration.domain.relaxing import Relaxation, relaxed
from registration.domain.selection import Selection
from registration.domain.vocabulary import DecisionKind
from registration.handlers.problem import as_after, eased, problem_of
from registration.panel import verify_selection as verifier
from registration.panel.call import asked
from registration.panel.document import input_hash
from registration.panel.relaxation import SolverFailed
from tests.unit.deciding.calls import CONTEXT, PEOPLE, QUOTAS, SEED, call, first, ids, person, quota


def written(decision: Decision, folder: Path) -> list[str]:
    """The document, and the two files, as somebody elsewhere is handed them."""
    parts = {
        "OUT.json": verifier.written(decision.document),
        "candidates.csv": decision.handed.candidates,
        "quotas.csv": decision.handed.quotas,
    }
    for name, text in parts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in parts]


def verified(decision: Decision, folder: Path) -> str:
    document, candidates, quotas = written(decision, folder)
    arguments = [document, "--candidates", candidates, "--quotas", quotas]
    ended = subprocess.run(
        [sys.executable, "-I", str(verifier.__file__), *arguments], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


def test_a_first_selection_says_what_was_asked_who_it_is_and_what_each_quota_cost(tmp_path: Path) -> None:
    decision = decide_first(first(), 2, CONTEXT)
    said = decision.document["decision"]
    assert (decision.selected, decision.reserve) == (ids(1, 2, 4), ids(3, 5))
    assert (said["seats"], said["candidates"], said["value"], said["status"]) == (3, 6, 25_800, "proven")
    assert said["seed"] == "00000000000007e1"
    assert said["selected"] == [str(one) for one in ids(1, 2, 4)]
    assert said["reserve"] == [str(one) for one in ids(3, 5)]
    assert said["context"] == CONTEXT
    assert [(one["id"], one["asked"], one["seats"], one["cost"]) for one in said["quotas"]] == [
        ("GE", {"min": "1"}, 1, 0),
        ("TJ", {"max": "2"}, 2, 0),
    ]
    assert said["organisation"] == {"max": 2, "cost": 0}
    assert decision.hash == decision.document["hash"]["decision"] == verifier.digest(said)
    assert verified(decision, tmp_path).startswith("holds:")


def test_a_promotion_seats_those_whose_seat_is_not_in_question_and_holds_elsewhere_too(tmp_path: Path) -> None:
    decision = decide_promotion(call(PEOPLE[:5], 3, *QUOTAS, cap=2, seated=(1, 2)), 0, CONTEXT)
    said = decision.document["decision"]
    assert decision.selected == ids(4)
    assert said["must"] == [{"id": str(one), "reason": "seated"} for one in ids(1, 2)]
    assert said["selected"] == [str(one) for one in ids(1, 2, 4)]
    assert verified(decision, tmp_path).startswith("holds:")


def drawn(seed: int, policy: str, threshold: int | None) -> Decision:
    """Seated are 1 and 2, both of TJ, which is full: of those who stand by only 4 and 5 keep the quotas."""
    decision: dict[str, Any] = {"policy": policy, "threshold": threshold, "selected": [], "value": "1/2"}
    earlier = Selection(
        *(UUID(int=7), UUID(int=77), DecisionKind.FIRST, seed, (), (), Terms(3), ""),
        *({"decision": decision}, datetime(2017, 3, 1, tzinfo=UTC), {}),
    )
    problem = as_after(earlier, call(PEOPLE, 3, *QUOTAS, cap=2, seated=(1, 2), seed=seed))
    return decide_promotion(problem, 0, CONTEXT)


@pytest.mark.parametrize(("policy", "threshold"), [("lottery", None), ("leximin", None), ("threshold", 7500)])
def test_a_seat_that_falls_free_after_a_lottery_goes_by_the_seed_and_not_by_points(
    tmp_path: Path, policy: str, threshold: int | None
) -> None:
    able = ids(4) if threshold else ids(4, 5)
    for seed in range(6):
        key = seed.to_bytes(8, "big")
        first = min(able, key=lambda one: hmac.new(key, str(one).encode(), "sha256").digest())
        decision = drawn(seed, policy, threshold)
        assert decision.selected == (first,)
    assert verified(decision, tmp_path).startswith("holds: 3 seats, 6 candidates, by tickets: no selection that keeps")
    assert decision.explained == {"people": {}}
    told = " ".join(decision.document["about"]).replace("Points do not count", "").replace("75.00 points or more", "")
    assert "oints" not in told
    assert (",9000," in decision.handed.candidates) is (threshold is not None)


def test_the_files_that_are_handed_on_are_the_call_that_was_decided(tmp_path: Path) -> None:
    decision = decide_first(first(), 2, CONTEXT)
    _, candidates, quotas = map(Path, written(decision, tmp_path))
    again = files.given(candidates, quotas, files.Asking(3, SEED, 2)).call
    assert input_hash(asked(again)) == decision.document["decision"]["input_hash"]
    assert decision.handed.candidates.splitlines()[:2] == ["id,score,organisation,country", f"{UUID(int=1)},9000,o,TJ"]
    assert decision.handed.quotas == "id,feature,value,min,max\nGE,country,GE,1,\nTJ,country,TJ,,2\n"


def test_a_document_holds_with_two_quotas_on_the_same_people_and_a_combination(tmp_path: Path) -> None:
    people = [person(n, 5000 + n, country="TJ" if n % 2 else "GE", sector="NGO" if n % 3 else "gov") for n in range(12)]
    quotas = (
        quota("TJ", 2, country="TJ"),
        quota("TJ-most", 0, 3, country="TJ"),
        quota("both", 1, 2, country="GE", sector="gov"),
    )
    decision = decide_first(call(people, 5, *quotas), 2, CONTEXT)
    assert [one["id"] for one in decision.document["decision"]["quotas"]] == ["TJ", "TJ-most", "both"]
    assert verified(decision, tmp_path).startswith("holds:")


def test_an_attribute_that_is_called_like_a_column_stands_beside_it(tmp_path: Path) -> None:
    people = [person(n, 5000 + n, f"o{n}", organisation="NGO" if n else "gov") for n in range(4)]
    decision = decide_first(call(people, 2, quota("gov", 1, organisation="gov"), cap=1), 0, CONTEXT)
    assert decision.selected == ids(0, 3)
    assert verified(decision, tmp_path).startswith("holds:")


def test_no_organisation_is_handed_on_where_none_is_capped() -> None:
    assert "organisation" not in decide_first(first(cap=None), 0, CONTEXT).handed.candidates


@pytest.mark.parametrize("seed", range(5))
def test_rows_in_another_order_give_the_same_decision(seed: int) -> None:
    people, quotas = list(PEOPLE), list(QUOTAS)
    Random(seed).shuffle(people)
    Random(seed).shuffle(quotas)
    assert decide_first(call(people, 3, *quotas, cap=2), 2, CONTEXT) == decide_first(first(), 2, CONTEXT)


def test_what_it_is_a_part_of_is_sealed_with_it() -> None:
    other = {**CONTEXT, "homes_left_out": []}
    assert decide_first(first(), 2, other).hash != decide_first(first(), 2, CONTEXT).hash


def test_a_document_with_another_context_does_not_hold(tmp_path: Path) -> None:
    document, candidates, quotas = written(decide_first(first(), 2, CONTEXT), tmp_path)
    text = Path(document).read_text(encoding="utf-8").replace('"kz"', '"ge"')
    with pytest.raises(verifier.DoesNotHold, match="hash"):
        verifier.check(text, candidates, quotas)


def test_eased_bounds_say_from_what_to_what_and_why() -> None:
    terms = Terms(3, QUOTAS, 2)
    eases = (
        Relaxation("TJ", "visa_lead", maximum=3),
        Relaxation("GE", "visa_lead", minimum=0),
        Relaxation(PER_ORGANISATION, "other", maximum=3),
    )
    assert eased(terms, relaxed(terms, eases), eases) == [
        {"quota": "GE", "reason": "visa_lead", "from": {"minimum": "1"}, "to": {"minimum": "0"}},
        {
            "quota": "TJ",
            "reason": "visa_lead",
            "from": {"minimum": "0", "maximum": "2"},
            "to": {"minimum": "0", "maximum": "3"},
        },
        {"quota": PER_ORGANISATION, "reason": "other", "from": {"maximum": "2"}, "to": {"maximum": "3"}},
    ]


def test_what_is_passed_over_and_what_including_somebody_would_cost_stands_beside_the_document() -> None:
    decision = decide_first(first(), 2, CONTEXT)
    assert decision.explained["passed_over"] == {
        "people": 1,
        "first": [
            {
                "application": str(UUID(int=3)),
                "exchanges": 1,
                "in_the_way": [
                    {"quota": "GE", "side": "minimum", "value": 1, "exchanges": 1},
                    {"quota": "TJ", "side": "maximum", "value": 2, "exchanges": 1},
                ],
            }
        ],
    }
    costs = {one: told["cost"] for one, told in decision.explained["people"].items()}
    assert costs == {str(UUID(int=3)): 300, str(UUID(int=5)): 1000}
    assert decision.explained["prices"].keys() <= {"GE", "TJ", PER_ORGANISATION}
    assert str(UUID(int=3)) not in decision.document["decision"]["selected"]


def test_a_bound_has_the_price_of_one_seat_more_and_who_is_full_stands_at_the_line_without_it() -> None:
    """Two of each kind have as many points: one price alone leaves all four at the line."""
    equals = [person(n, 8000 if n < 3 else 7000, f"o{n}", sector="NGO" if n < 3 else "gov") for n in range(1, 5)]
    decision = decide_first(call(equals, 2, quota("NGO", 0, 1, sector="NGO"), cap=1), 2, CONTEXT)
    assert decision.explained["prices"] == {"NGO": 1000, PER_ORGANISATION: 0}
    assert list(decision.explained["people"].values()) == 2 * [{"adjusted": 7000, "line": 7000, "cost": 0}]


def test_the_cap_has_the_price_of_one_seat_more_for_the_organisation_that_would_gain_most_by_it() -> None:
    scores = {"o": 8000, "p": 7500}
    equals = [person(n, scores.get(one, 7000), one) for n, one in enumerate(["o", "o", "p", "p", "q", "r"], 1)]
    decision = decide_first(call(equals, 3, cap=1), 0, CONTEXT)
    assert decision.explained["prices"] == {PER_ORGANISATION: 1000}


def test_somebody_whom_no_selection_can_have_has_no_cost() -> None:
    people = [person(1, 9000, country="TJ"), person(2, 8000, country="GE"), person(3, 7000, country="TJ")]
    decision = decide_first(call(people, 1, quota("TJ", 0, 0, country="TJ")), 2, CONTEXT)
    assert {one: told["cost"] for one, told in decision.explained["people"].items()} == {
        str(UUID(int=1)): None,
        str(UUID(int=3)): None,
    }


def test_what_including_somebody_would_cost_is_not_told_where_there_was_no_time_to_prove_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deciding, "EXPLAINING_SECONDS", 0.0)
    assert decide_first(first(), 2, CONTEXT).explained["people"] == {}


def test_what_including_somebody_would_cost_is_not_told_where_the_solver_fails_at_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failed(*_: Any) -> None:
        raise SolverFailed("it gave up")

    monkeypatch.setattr(explaining, "explained", failed)
    decision = decide_first(first(), 2, CONTEXT)
    assert (decision.explained["people"], decision.document["decision"]["status"]) == ({}, "proven")


def test_fewer_candidates_than_seats_are_refused() -> None:
    few = call(PEOPLE[:2], 3)
    for refusing in (
        partial(decide_first, few, 0, CONTEXT),
        partial(commit, replace(few, policy="lottery"), 0, CONTEXT, 30.0),
    ):
        with pytest.raises(TooFewCandidates) as refused:
            refusing()
        assert (refused.value.seats, refused.value.candidates) == (3, 2)


def test_what_is_not_decided_in_time_is_refused() -> None:
    with pytest.raises(UndecidedInTime):
        decide_first(first(), 0, CONTEXT, 0.0)


@pytest.mark.parametrize("id", [PER_ORGANISATION, "organisation"])
def test_a_quota_that_is_named_like_the_cap_is_refused(id: str) -> None:
    with pytest.raises(QuotaIdIsTaken):
        call(PEOPLE, 3, quota(id, country="TJ"))


def test_somebody_without_a_score_is_no_candidate() -> None:
    with pytest.raises(ValueError, match="has no score"):
        problem_of(Terms(1), [person(1, None)], SEED)  # type: ignore[arg-type]


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_nothing_that_is_decided_is_a_float_or_free_text() -> None:
    told = list(leaves(decide_first(first(), 2, CONTEXT).document["decision"]))
    assert {type(leaf) for leaf in told} <= {int, str, bool, type(None)}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]{1,64}", leaf) for leaf in told if isinstance(leaf, str))
