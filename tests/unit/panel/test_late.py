"""What a selection says where its time was up before all was proven."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from highspy._core import _Highs as Highs

from registration.commands.selection import select
from registration.panel import document, relaxation, reserve
from registration.panel import verify_selection as verifier
from registration.panel.call import Asked, Policy
from registration.panel.costs import Cost, costs
from registration.panel.merit import Outcome, solve
from registration.panel.program import Places, Program
from registration.panel.relaxation import Clock, SolverFailed, TimeIsUp
from registration.panel.remainder import Tickets
from tests.unit.panel.made import made
from tests.unit.panel.test_command import PEOPLE, told
from tests.unit.panel.written import written


def test_a_time_limit_ends_with_the_bound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = made(tmp_path, 100, 1)
    code, shown, _ = told(files, capsys, time_limit=0.0, document=tmp_path / "out.json")

    assert code == 4
    assert (shown["status"], shown["reproducible"], shown["selected"]) == ("undecided", False, [])
    assert shown["bound"] > 0
    files.verified(json.loads((tmp_path / "out.json").read_text()))


@pytest.mark.parametrize(
    ("language", "bound"),
    [
        ("en", "No selection has more than 170.00 points."),
        ("ru", "Ни у одного выбора нет больше баллов, чем 170.00."),
        ("tg", "Дар ягон интихоб ҷамъи холҳо аз 170.00 зиёд нест."),
    ],
)
def test_the_bound_is_told_in_words_too_where_nothing_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, bound: str
) -> None:
    files = written(tmp_path, PEOPLE, [("country", "TJ", 0, 1)], 2)
    with pytest.raises(SystemExit) as end:
        select(files.candidates, files.quotas, seats=2, time_limit=0, format="table", language=language)

    assert (end.value.code, capsys.readouterr().out.splitlines()[-1]) == (4, bound)


def test_what_was_found_until_then_is_told_where_the_search_for_a_better_one_was_not_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(solver: Highs, clock: Clock) -> None:
        relaxation_run(solver, clock)
        if len(solver.getLp().integrality_):
            raise TimeIsUp

    relaxation_run = relaxation.run
    files = made(tmp_path, 300, 1)
    best = files.document()["decision"]
    monkeypatch.setattr(relaxation, "run", interrupted)
    decided = files.document()
    files.verified(decided)

    decision = decided["decision"]
    assert (decision["status"], decision["reproducible"]) == ("bounded", False)
    assert decision["value"] == best["value"] <= decision["bound"]


def late_proof(program: Program, tickets: Tickets, clock: Clock, *, ties: bool = True) -> Outcome:
    """Of a conflict, which is without ties."""
    return solve(program, tickets, clock if ties else Clock(0.0), ties=ties)


@pytest.mark.parametrize("policy", ["merit", "tickets"])
@pytest.mark.parametrize("late", ["conflict", "its proof"])
def test_an_impossible_call_whose_conflict_is_not_proven_in_time_is_told_with_a_bound_that_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, policy: Policy, late: str
) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise TimeIsUp

    files = written(tmp_path, PEOPLE, [("country", "TJ", 0, 1), ("country", "KZ", 0, 0)], 3, policy=policy)
    if late == "conflict":
        monkeypatch.setattr(document, "conflict", interrupted)
    else:
        monkeypatch.setattr(document, "solve", late_proof)
    decided = files.document()
    files.verified(decided)

    assert decided["decision"]["status"] == "undecided"


def test_what_a_time_limit_left_unproven_is_not_reproducible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*asked: Any) -> Iterator[Cost]:
        yield from islice(costs(*asked), 3)
        raise TimeIsUp

    monkeypatch.setattr(document, "costs", interrupted)
    files = made(tmp_path, 300, 1)
    decided = files.document()
    files.verified(decided)

    assert (decided["decision"]["status"], decided["decision"]["reproducible"]) == ("proven", False)


def late(program: Program, tickets: Tickets, _: Clock, **how: Any) -> Outcome:
    return solve(program, tickets, Clock(0.0), **how)


def failed(*_: Any, **__: Any) -> Outcome:
    raise SolverFailed("it gave up")


@pytest.mark.parametrize("solving", [late, failed])
def test_a_cost_is_not_told_where_time_is_up_or_the_solver_fails_and_what_is_proven_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, solving: Callable[..., Outcome]
) -> None:
    monkeypatch.setattr("registration.panel.costs.solve", solving)
    files = made(tmp_path, 300, 1)
    decided = files.document()
    files.verified(decided)

    decision = decided["decision"]
    assert (decision["status"], decision["reproducible"]) == ("proven", False)
    assert None in {one["cost"] for one in decision["quotas"]}


@pytest.mark.parametrize("policy", ["merit", "leximin"])
def test_pairs_whose_seats_nobody_looked_at_in_time_are_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, policy: Policy
) -> None:
    def late(asked: Asked, selected: Places, line: Places, clock: Clock) -> Any:
        return reserve.unfillable(asked, selected, line, Clock(0.0))

    monkeypatch.setattr(document, "unfillable", late)
    files = written(tmp_path, PEOPLE, [("country", "TJ", 1, 1)], 2, reserve=1, policy=policy)
    decided = files.document()
    files.verified(decided)

    decision = decided["decision"]
    assert (decision["unfillable"]["two"], decision["reproducible"]) == (None, False)
    decision["reproducible"] = True
    with pytest.raises(verifier.DoesNotHold, match="all pairs told"):
        files.verified(decided)
