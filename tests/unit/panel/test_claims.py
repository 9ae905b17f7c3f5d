"""What is false has no proof, however complete the tree of cases is that somebody writes for it."""

import json
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings

from registration.panel import verify_selection as verifier
from tests.unit.panel.brute import Small
from tests.unit.panel.calls import possible
from tests.unit.panel.test_merit import handed_in
from tests.unit.panel.test_tampered import refused, resealed, small
from tests.unit.panel.written import Files, written

Json = Any


def claimed(document: Json, files: Files, call: Small, ids: Collection[str]) -> Json:
    """The document as if these had been selected, by the same prices and all cases that they leave open."""
    group = [one for one in call.people if one["id"] in ids]
    decision = json.loads(json.dumps(document["decision"]))
    value = sum(int(str(one["score"])) for one in group)
    decision.update(selected=sorted(ids), value=value, bound=value)
    decision["reproducible"] = not decision["quotas"] and decision["organisation"] is None
    seats = {f"{quota[0]}={quota[1]}": sum(call.counts(quota, one) for one in group) for quota in call.quotas}
    for quota in decision["quotas"]:
        quota.update(seats=seats[quota["id"]], cost=None)
    if decision["organisation"]:
        decision["organisation"]["cost"] = None
    program = verifier.Program(decision, verifier.people_of(decision, str(files.candidates)))
    root = document["proof"]["selection"]["root"]
    prices = [verifier.Prices(one, program) for one in document["proof"]["prices"]]
    goal = verifier.Proof(program, [], value - program.worth, set(ids) - call.must)
    selection = {"root": root, "tree": cases(goal, root, prices)}
    proof = {**document["proof"], "selection": selection, "without": {}}
    return resealed({**document, "decision": decision, "proof": proof})


def cases(goal: verifier.Proof, root: int, prices: list[verifier.Prices]) -> Json:
    """By the prices of the root alone; none where they leave nobody open."""
    try:
        goal.check({"root": root, "tree": []}, prices)
    except verifier.DoesNotHold as open_:
        if not str(open_).startswith("cases are missing"):
            return []
    pending: list[list[bool | None]] = [[None] * len(goal.people)] if goal.people else []
    tree = []
    while pending:
        state = goal.looked_at(pending.pop(), prices[root])
        if state and None in state:
            at = state.index(None)
            tree.append({"prices": root, "split": goal.people[at].id})
            pending += [[*state[:at], side, *state[at + 1 :]] for side in (False, True)]
        else:
            tree.append({"prices": root})
    return tree


@given(possible())
@settings(max_examples=60, deadline=None)
def test_no_selection_but_the_best_and_first_has_a_proof(call: Small) -> None:
    groups = [{str(one["id"]) for one in group} for group in call.groups(call.limits())]
    assume(1 < len(groups) <= 40)
    best = call.best()
    assert best is not None
    with TemporaryDirectory() as folder:
        files = handed_in(call, folder, reserve=0)
        document = files.document()
        held = [ids for ids in groups if not refused(files, claimed(document, files, call, ids))]

    assert held == [set(best[1])]


def test_that_scores_are_below_nothing_does_not_prove_that_nobody_can_be_selected(tmp_path: Path) -> None:
    files = written(tmp_path, [{"id": f"A{n}", "score": -100} for n in range(3)], [], 2)
    document = files.document()
    document["decision"].update(selected=[], status="infeasible", value=0, bound=0, unfillable={"one": [], "two": []})
    price = {"seats": -100, "quotas": {}, "organisations": {}, "scored": 1, "unit": 1}
    document["proof"].update(prices=[price], selection={"root": 0, "tree": []}, without={})

    with pytest.raises(verifier.DoesNotHold, match="scores count, and nothing is selected"):
        files.verified(resealed(document))


def doubled(text: str) -> str:
    return text.replace(' "about": [', ' "about": [],\n "about": [', 1)


def reordered(text: str) -> str:
    return json.dumps(dict(reversed(json.loads(text).items())), indent=1, ensure_ascii=False) + "\n"


def in_one_line(text: str) -> str:
    return json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False)


@pytest.mark.parametrize("change", [doubled, reordered, in_one_line])
def test_a_file_has_one_form(tmp_path: Path, change: Callable[[str], str]) -> None:
    files = small(tmp_path)
    text = verifier.written(files.document())
    verifier.check(text, str(files.candidates), str(files.quotas))

    with pytest.raises(verifier.DoesNotHold, match="the file is not in its one form"):
        verifier.check(change(text), str(files.candidates), str(files.quotas))


@pytest.mark.parametrize("column", ["score", "organisation", "country"])
def test_the_hash_of_what_was_asked_is_of_every_column(tmp_path: Path, column: str) -> None:
    people = [{"id": f"A{n}", "score": 100 * n, "country": "TJ", "organisation": f"o{n}"} for n in range(5)]
    files = written(tmp_path, people, [], 2)
    document = files.document()
    written(tmp_path, [{**people[0], column: 7}, *people[1:]], [], 2)

    with pytest.raises(verifier.DoesNotHold, match="input_hash is of other candidates"):
        files.verified(document)


def test_who_is_left_out_is_told_in_one_order(tmp_path: Path) -> None:
    must = [("A0", "out", "staff"), ("A1", "out", "staff")]
    files = written(tmp_path, [{"id": f"A{n}", "score": n} for n in range(5)], [], 2, must=must)
    document = files.document()
    document["decision"]["left_out"].reverse()

    with pytest.raises(verifier.DoesNotHold, match="left_out is not in order of ids"):
        files.verified(resealed(document))


def test_somebody_who_is_in_time_is_not_left_out_as_too_late(tmp_path: Path) -> None:
    files = written(tmp_path, [{"id": f"A{n}", "score": n} for n in range(5)], [], 2, must=[("A4", "out", "staff")])
    document = files.document()
    document["decision"]["left_out"][0]["reason"] = "visa_lead"

    with pytest.raises(verifier.DoesNotHold, match="visa_lead is told of others than arrive too late"):
        files.verified(resealed(document))
