"""Calls that cannot be tried out: against one plain program, with the sizes that what is found may have."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from registration.panel import relaxation, search
from registration.panel.call import Asked
from registration.panel.elastic import Give, cheapest
from registration.panel.merit import Outcome, Status, solve
from registration.panel.program import UNLIMITED, Program
from tests.unit.panel import naive
from tests.unit.panel.made import made


def outcome(asked: Asked) -> Outcome:
    return solve(asked.program, asked.tickets)


@pytest.mark.parametrize("seed", range(20))
def test_the_value_is_that_of_one_plain_program(tmp_path: Path, seed: int) -> None:
    asked = made(tmp_path, 150 + 10 * seed, seed, step=(1, 25, 500)[seed % 3]).asked()
    found = outcome(asked)

    assert (found.value if found.status == Status.PROVEN else None) == naive.best_value(asked.program)


@pytest.mark.parametrize("step", [500, 2500, 20_000])
def test_of_many_equals_it_is_the_first_by_ticket(tmp_path: Path, step: int) -> None:
    asked = made(tmp_path, 150, 0, step=step).asked()
    found = outcome(asked)
    order = sorted(range(len(asked.free)), key=lambda place: asked.tickets(np.array([place]))[0])

    assert found.status == Status.PROVEN
    assert found.selected.tolist() == naive.first_of(asked.program, order, found.value)


@pytest.mark.parametrize("step", [1, 100, 500, 2500])
def test_the_proof_stays_small_and_holds(tmp_path: Path, step: int) -> None:
    files = made(tmp_path, 3000, 1, step=step, reserve=5)
    document = files.document()
    files.verified(document)

    assert document["decision"]["status"] == "proven"
    assert len(document["proof"]["selection"]["tree"]) < 400


@pytest.mark.parametrize("seed", range(4))
def test_the_proof_is_as_short_in_whatever_steps_scores_are_told(tmp_path: Path, seed: int) -> None:
    """No value lies between two steps: a bound below the next one is a proof."""
    asked = made(tmp_path, 300, seed).asked()
    coarse = asked.program.score // 500
    told = [replace(asked.program, score=4000 + step * coarse) for step in (1, 500)]
    leaves = [outcome.proof.leaves for one in told if (outcome := solve(one, asked.tickets, ties=False)).proof]

    assert leaves[1] <= leaves[0]


def test_a_proof_that_would_be_too_long_is_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = made(tmp_path, 300, 2, reserve=3)
    best = files.document()["decision"]
    monkeypatch.setattr(search, "MOST_LEAVES", 2)
    document = files.document()
    files.verified(document)

    decision = document["decision"]
    assert (decision["status"], decision["reproducible"]) == ("bounded", False)
    assert decision["value"] <= best["value"] <= decision["bound"]
    assert decision["selected"]


def test_a_bound_is_a_sum_that_scores_can_add_up_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = made(tmp_path, 300, 6, step=500)
    monkeypatch.setattr(search, "MOST_LEAVES", 0)
    document = files.document()
    files.verified(document)

    assert document["decision"]["status"] == "bounded"
    assert document["decision"]["bound"] % 500 == 0


def test_a_relaxation_that_the_solver_gives_up_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, run, runs = made(tmp_path, 300, 2).asked(), relaxation.run, list[object]()
    best = outcome(asked)

    def every_second_time(solver: Any, clock: relaxation.Clock) -> None:
        runs.append(solver)
        if len(runs) % 2 == 0 or solver.getLp().integrality_:
            run(solver, clock)

    monkeypatch.setattr(relaxation, "run", every_second_time)
    found = outcome(asked)

    assert (found.status, found.value) == (Status.PROVEN, best.value)
    assert found.selected.tolist() == best.selected.tolist()


def test_where_a_program_in_whole_people_takes_too_long_without_a_time_limit_its_bound_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relaxation, "MOST_NODES", 0)
    files = made(tmp_path, 300, 2)
    document = files.document()
    files.verified(document)

    assert document["decision"]["status"] in ("bounded", "undecided")


def test_what_limits_would_give_together_is_not_sought_for_ever_without_a_time_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Everybody counts in one of three rows of each of six families, and each row needs more than its third."""
    chance, people, seats, families = np.random.default_rng(0), 60, 15, 6
    rows = 1 + 3 * families + 1
    counted = tuple((1 + 3 * at + chance.integers(0, 3, people)).astype(np.int32) for at in range(families))
    lower, upper = np.full(rows, seats // 3 + 1), np.full(rows, UNLIMITED)
    lower[0] = upper[0] = seats
    lower[-1] = 0
    gives = [Give((row,), "min", int(lower[row])) for row in range(1, rows - 1)]
    monkeypatch.setattr(relaxation, "MOST_NODES", 0)
    with pytest.raises(relaxation.TimeIsUp):
        cheapest(Program(np.zeros(people, np.int64), counted, lower, upper), gives, len(gives))
