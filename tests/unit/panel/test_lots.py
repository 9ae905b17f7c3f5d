"""Selection by lot: chances as trying every selection finds them, proved, and drawn; and why there is none."""

from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registration.lottery import lottery
from registration.lottery.ceilings import Prover
from registration.panel import lots
from registration.panel.relaxation import Clock
from tests.unit.lottery import brute
from tests.unit.lottery.calls import call as types
from tests.unit.lottery.calls import folder as instance
from tests.unit.lottery.calls import made
from tests.unit.lottery.test_fairness import ODD
from tests.unit.panel.brute import Small
from tests.unit.panel.calls import small
from tests.unit.panel.drawing import by_type, handed_in
from tests.unit.panel.test_merit import handed_in as small_handed_in
from tests.unit.panel.written import Files, written

# Small, and yet the ceiling needs two cases.
BY_CASES = types(
    [[0, 2, 3, 4, 5, 6, 8], [0, 1, 2, 6, 7], [1, 2, 3, 4, 6, 8], [0, 2, 4, 6, 8], [1, 2, 4, 5, 6], [3, 4, 5, 6, 8]],
    [(1, 3), (1, 2), (2, 2), (2, 3), (2, 2), (1, 2)],
    [1] * 9,
    seats=4,
)


def held(files: Files, **asked: Any) -> dict[str, Any]:
    """The document, which the verifier has accepted."""
    document = files.document(**asked)
    files.verified(document)
    return document


def as_by_trying_everything(call: Small, policy: str, threshold: int | None = None) -> None:
    with TemporaryDirectory() as folder:
        decision = held(small_handed_in(call, folder, policy=policy, threshold=threshold))["decision"]
    drawn_among = call.by_lot(threshold)
    groups = [{str(one["id"]) for one in group} for group in drawn_among.groups(call.limits())]
    if not groups:
        assert (decision["status"], decision["selected"], decision["chances"]) == ("infeasible", [], {})
        return
    ids = sorted(str(one["id"]) for one in call.people if one["id"] not in drawn_among.left_out)
    expected = brute.fairest(np.array([[one in group for one in ids] for group in groups], float))
    can_draw = [chance for one, chance in zip(ids, expected, strict=True) if one not in call.must and chance > 0]

    assert decision["status"] == "proven"
    chances = [float(Fraction(decision["chances"][one])) for one in ids]
    if policy == "leximin":
        assert chances == pytest.approx(expected, abs=1e-5)
    assert [chance > 0 for chance in chances] == [chance > 1e-5 for chance in expected]
    assert sorted(decision["chances"]) == ids
    assert decision["value"] == decision["bound"]
    assert float(Fraction(decision["value"])) == pytest.approx(min(can_draw, default=0.0), abs=1e-5)
    assert set(decision["selected"]) in groups
    waiting = sorted(set(ids) - set(decision["selected"]), key=call.ticket)
    assert decision["reserve"] == waiting[:2]


@given(small(), st.sampled_from(["lottery", "leximin"]))
@settings(max_examples=40, deadline=None)
def test_chances_are_what_trying_every_selection_finds(call: Small, policy: str) -> None:
    as_by_trying_everything(call, policy)


@given(small(), st.sampled_from([-1, 0, 4000, 5000, 5025]))
@settings(max_examples=30, deadline=None)
def test_whoever_reaches_the_threshold_takes_part_and_nobody_else(call: Small, threshold: int) -> None:
    as_by_trying_everything(call, "threshold", threshold)


@pytest.mark.slow
@given(small(), st.sampled_from(["lottery", "leximin"]))
@settings(max_examples=1500, deadline=None)
def test_so_it_is_of_many(call: Small, policy: str) -> None:
    as_by_trying_everything(call, policy)


@given(small())
@settings(max_examples=40, deadline=None)
def test_an_impossible_lottery_has_the_conflict_of_merit(call: Small) -> None:
    if call.best() is not None:
        return
    with TemporaryDirectory() as folder:
        by_merit = held(small_handed_in(call, folder))["decision"]
        by_lot = held(small_handed_in(call, folder, policy="lottery"))["decision"]

    assert by_lot["status"] == "infeasible"
    assert by_lot["conflict"] == by_merit["conflict"]


def test_a_ceiling_that_panels_alone_keep_is_proved(tmp_path: Path) -> None:
    document = held(handed_in(ODD, tmp_path))
    assert by_type(document) == ["1/3", "1/3", "1/3", "1/2"]
    assert document["proof"]["ceilings"][0]["most"] == 1


def test_where_a_ceiling_cannot_be_proved_what_was_proved_before_it_bounds_the_smallest_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Prover, "proof", lambda _: None)
    decision = held(handed_in(ODD, tmp_path))["decision"]
    assert (decision["status"], decision["value"], decision["bound"]) == ("bounded", "1/3", "2/5")


def test_a_ceiling_may_need_cases(tmp_path: Path) -> None:
    document = held(handed_in(BY_CASES, tmp_path))
    assert sorted(document["proof"]["ceilings"][0]["proof"]) == ["at_most", "few", "more", "type"]
    assert document["decision"]["verdict"] == "leximin"


def test_who_can_be_on_no_panel_is_told(tmp_path: Path) -> None:
    people = [{"id": f"A{n}", "country": "TJ" if n < 2 else "KZ"} for n in range(6)]
    document = held(written(tmp_path, people, [("country", "TJ", 0, 0)], 2, policy="leximin"))
    assert document["decision"]["value"] == "1/2"
    assert "Whoever has the chance 0 is on no panel that keeps every limit." in document["about"]


@pytest.mark.parametrize(
    ("people", "seats", "must"),
    [(4, 4, []), (4, 2, [("A0", "in", "host"), ("A1", "in", "host")]), (3, 1, [("A0", "in", "host")])],
    ids=["everybody", "no seat is left", "one seat"],
)
def test_where_nothing_is_left_to_chance_the_document_holds(
    tmp_path: Path, people: int, seats: int, must: list[tuple[str, str, str]]
) -> None:
    files = written(tmp_path, [{"id": f"A{n}"} for n in range(people)], [], seats, policy="lottery", must=must)
    decision = held(files)["decision"]
    assert (decision["status"], decision["verdict"]) == ("proven", "leximin")
    assert decision["selected"] == [f"A{n}" for n in range(seats)]


@pytest.mark.parametrize(
    ("effort", "policy", "status"), [(100, "lottery", "proven"), (100, "leximin", "bounded"), (0, "lottery", "bounded")]
)
def test_no_more_is_said_than_was_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, effort: int, policy: str, status: str
) -> None:
    monkeypatch.setattr(lots, "lottery", partial(lottery, effort=effort))
    decision = held(handed_in(made(150, 22, seed=3).call, tmp_path, policy=policy, reserve=2))["decision"]
    assert (decision["status"], decision["reproducible"]) == (status, False)
    assert (decision["value"] == decision["bound"]) is (decision["verdict"] == "maximin")


def test_how_much_is_missing_at_most_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lots, "lottery", partial(lottery, effort=0))
    document = held(handed_in(made(150, 22, seed=3).call, tmp_path, policy="lottery"))
    value, bound = Fraction(document["decision"]["value"]), Fraction(document["decision"]["bound"])
    assert value < bound
    assert any(line.endswith(f"so at most {bound - value} is missing.") for line in document["about"])


def test_a_time_limit_that_leaves_nothing_found_says_so(tmp_path: Path) -> None:
    document = held(handed_in(made(150, 22, seed=3).call, tmp_path, must=[("T000-0", "in", "host")]), clock=Clock(0.0))
    decision = document["decision"]
    assert (decision["status"], decision["selected"], decision["chances"]) == ("undecided", [], {})
    assert (decision["value"], decision["bound"]) == ("0", "21/149")
    assert decision["reproducible"] is False


def test_an_impossible_lottery_whose_conflict_is_not_found_in_time_is_undecided(tmp_path: Path) -> None:
    people = [{"id": f"A{n}", "country": "TJ" if n < 2 else "KZ"} for n in range(6)]
    files = written(tmp_path, people, [("country", "TJ", 2, ""), ("country", "KZ", 2, "")], 3, policy="lottery")
    assert held(files)["decision"]["status"] == "infeasible"
    assert held(files, clock=Clock(0.0))["decision"]["status"] == "undecided"


KNOWN = [
    ("example_small_20", 20, "1/10"),
    ("sf_fixture_22", 22, "1/11"),
    ("diversimax_60_wide", 60, "8/43"),
    ("gen300_45", 45, "3/20"),
]


@pytest.mark.parametrize(("name", "seats", "value"), KNOWN)
@pytest.mark.parametrize("policy", ["lottery", "leximin"])
def test_a_public_instance_is_drawn_and_proved(name: str, seats: int, value: str, policy: Any) -> None:
    class Instance(Files):
        @property
        def candidates(self) -> Path:
            return self.folder / "pool.csv"

    decision = held(Instance(instance(name), seats, policy=policy, reserve=5))["decision"]
    assert (decision["status"], decision["value"], decision["bound"]) == ("proven", value, value)
