"""A document by merit that somebody forged who knows of what no proof is asked, or what another form could hide."""

from pathlib import Path
from typing import Any

import pytest

from registration.panel import merit
from tests.unit.panel.test_forged_lots import refusal
from tests.unit.panel.test_tampered import by_tickets, impossible, resealed, small, time_is_up
from tests.unit.panel.written import Files, written

Json = Any


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return small(tmp_path)


@pytest.fixture
def bounded(files: Files, monkeypatch: pytest.MonkeyPatch) -> Json:
    """Time was up: any selection will do that keeps the limits, and any bound that prices prove."""
    monkeypatch.setattr(merit, "proven", time_is_up)
    told = files.document()
    assert told["decision"]["status"] == "bounded"
    return told


def sit(told: Json, *ids: str) -> Json:
    """With what follows from it; the score of A`n` is 100 * (n % 7) + n."""
    decision = told["decision"]
    decision.update(selected=sorted(ids), reserve_size=0, reserve=[], unfillable={"one": "all", "two": "all"})
    numbers = [int(one[1:]) for one in ids]
    decision["value"] = sum(100 * (n % 7) + n for n in numbers)
    for quota in decision["quotas"]:
        quota["seats"] = sum(("TJ" if n % 3 else "KZ") == quota["where"]["country"] for n in numbers)
    return resealed(told)


OTHERS = [
    (("A0", "A3", "A4", "A5"), ""),
    (("A3", "A4", "A5", "A8"), "selected does not keep the limits of country=TJ"),
    (("A3", "A4", "A9"), "selected does not keep the limits of seats"),
    (("A3", "A4", "A5", "A7"), "selected does not keep the limits of country=TJ"),
    (("A3", "A4", "A5", "A9", "A0"), "selected does not keep the limits of seats"),
    (("A3", "A7", "A11", "A9"), "selected does not keep the limits of o3"),
    (("A0", "A4", "A5", "A9"), "selected has somebody who is left out, or not all who must be"),
    (("A3", "A4", "A5", "A6"), "selected has somebody who is left out, or not all who must be"),
    (("A3", "A4", "A5", "B1"), "selected has somebody who is left out, or not all who must be"),
]


@pytest.mark.parametrize(("ids", "named"), OTHERS)
def test_of_what_is_not_proven_the_limits_hold_all_the_same(
    files: Files, bounded: Json, ids: tuple[str, ...], named: str
) -> None:
    told = sit(bounded, *ids)
    if named:
        assert refusal(files, told) == named
    else:
        files.verified(told)


@pytest.mark.parametrize("prices", [{"unit": -1}, {"unit": 0}, {"scored": -1}, {"scored": 2}])
def test_scores_do_not_count_backwards_in_prices(files: Files, bounded: Json, prices: Json) -> None:
    bounded["proof"]["prices"][0].update(prices)

    assert refusal(files, resealed(bounded)).startswith("prices without a unit, or scores that count neither 0 nor 1")


@pytest.mark.parametrize("part", ["scores", "cases"])
def test_a_bound_follows_from_the_prices_of_its_root_alone(files: Files, bounded: Json, part: str) -> None:
    proof = bounded["proof"]
    if part == "scores":
        proof["prices"][0]["scored"] = 0
    else:
        proof["selection"]["tree"] = [{"prices": 0}]

    assert refusal(files, resealed(bounded)) == "bound: cases are told, or scores do not count in it"


def test_cases_are_told_only_where_one_is_open(tmp_path: Path) -> None:
    files = impossible(tmp_path)
    told = files.document()
    assert told["proof"]["selection"]["tree"] == []
    told["proof"]["selection"]["tree"] = [{"prices": 0}]

    assert refusal(files, resealed(told)) == "cases are told where none is open"


def test_without_any_one_limit_of_a_conflict_a_selection_keeps_the_others(tmp_path: Path) -> None:
    files = impossible(tmp_path)
    told = files.document()
    without = told["proof"]["without"]
    without["0"], without["1"] = without["1"], without["0"]

    assert refusal(files, resealed(told)).startswith("without the conflict's 0 does not keep the limits of country=")


def test_a_name_is_of_one_quota_alone(tmp_path: Path) -> None:
    files = small(tmp_path)
    told = files.document()
    decision = told["decision"]
    files.quotas.write_text("id,feature,value,min,max\nq,country,TJ,25%,2\nq,country,KZ,1,\n", encoding="utf-8")
    first, second = decision["quotas"]
    decision["quotas"] = [{**second, "id": "q"}, {**first, "id": "q"}]

    assert refusal(files, resealed(told)) == "quotas: one is named twice, or as the cap is"


def test_no_part_is_told_that_the_form_does_not_have(files: Files) -> None:
    told = files.document()

    assert refusal(files, {**told, "note": "true"}).startswith("the document should consist of about, decision")


@pytest.mark.parametrize(
    ("number", "quotas", "prices", "named"),
    [
        (1, [], {}, "prices leave another"),
        (2, [], {}, "cases are missing: 1"),
        (2, [("country", "TJ", 0, 1)], {"country=TJ": 1}, "cases are missing: 1"),
    ],
)
def test_what_is_possible_is_not_proved_impossible(
    tmp_path: Path, number: int, quotas: Json, prices: Json, named: str
) -> None:
    """A seat has the price -1, so 1 is left of everybody whose quota has none."""
    files = written(tmp_path, [{"id": f"A{n}", "score": n, "country": "TJ"} for n in range(number)], quotas, 1)
    told = files.document()
    told["decision"].update(selected=[], status="infeasible", value=0, bound=0, unfillable={"one": [], "two": []})
    for quota in told["decision"]["quotas"]:
        quota.update(seats=None, cost=None)
        told["decision"]["conflict"] = [{"quota": quota["id"], "side": "max", "seats": quota["upper"]}]
    price = {"seats": -1, "quotas": prices, "organisations": {}, "scored": 0, "unit": 1}
    told["proof"].update(prices=[price], selection={"root": 0, "tree": []}, without={})

    assert refusal(files, resealed(told)) == named


@pytest.mark.parametrize("who", ["B1", "A3", "closed"])
def test_a_case_is_split_on_somebody_who_is_open(tmp_path: Path, who: str) -> None:
    """Not on a stranger, on one who must have a seat, nor where the prices close it."""
    files = by_tickets(tmp_path)
    told = files.document()
    tree = told["proof"]["selection"]["tree"]
    split = next(case for case in tree if "split" in case)
    if who == "closed":
        next(case for case in tree if "split" not in case)["split"] = split["split"]
    else:
        split["split"] = who

    assert refusal(files, resealed(told)).endswith("is split on nobody who is open")
