"""What the benchmark measures in seconds is held down here in counts, which are the same on a busy machine."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from registration.lottery import lottery
from registration.panel import easing
from registration.panel import verify_selection as verifier
from registration.panel.call import Call, asked
from registration.panel.document import decide
from registration.panel.merit import Outcome, Status, solve
from registration.panel.program import Places
from registration.panel.replacement import substitutes
from tests.bench.selection import calls, pools


def outcome(number: int, seed: int) -> Outcome:
    question = asked(calls.call(number, seed))
    return solve(question.program, question.tickets)


@pytest.mark.parametrize("seed", range(6))
def test_ten_thousand_candidates_take_few_programs_columns_and_leaves(seed: int) -> None:
    found = outcome(10_000, seed)

    assert found.status == Status.PROVEN
    assert found.proof is not None
    assert found.effort.rounds <= 2
    assert found.effort.columns <= 2500
    assert found.effort.open <= 250
    assert found.proof.leaves <= 60


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_million_take_hardly_more(seed: int) -> None:
    found = outcome(1_000_000, seed)

    assert found.status == Status.PROVEN
    assert found.proof is not None
    assert found.effort.rounds <= 3
    assert found.effort.columns <= 6000
    assert found.effort.open <= 500
    assert found.proof.leaves <= 60


@pytest.mark.parametrize(("people", "seats", "seed"), [(150, 22, 0), (150, 22, 1), (300, 45, 0), (300, 45, 1)])
def test_a_lottery_takes_few_programs_and_lists_fewer_panels_than_there_are_types(
    people: int, seats: int, seed: int
) -> None:
    call = pools.made(people, seats, seed).pool().call
    found = lottery(call)

    assert (found.verdict, found.proven) == ("leximin", True)
    assert found.programs <= 5 * len(call.sizes)
    assert len(found.entries) <= len(call.sizes)


@pytest.mark.parametrize("seed", range(3))
def test_what_a_thousand_who_draw_would_have_if_a_limit_gave_takes_no_list_of_panels(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = decide(asked(replace(calls.impossible(1000, seed), policy="lottery")))
    monkeypatch.setattr(easing, "lottery", None)
    assert decided.conflict is not None
    found = easing.enough(decided.asked, decided.conflict).alone

    assert len(found) == 3
    assert all(one.worth.chance for one in found)


def test_every_seat_of_ten_thousand_candidates_has_a_substitute() -> None:
    question = asked(calls.call(10_000))
    found = solve(question.program, question.tickets)

    assert all(substitutes(question, found.selected).values())


def test_after_a_lottery_substitutes_for_all_seats_take_one_ticket_of_each_who_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = asked(replace(calls.call(500), policy="tickets", quotas=()))
    found, made, of = solve(question.program, question.tickets), [0], Call.tickets

    def counted(call: Call, who: Places) -> list[bytes]:
        made[0] += len(who)
        return of(call, who)

    monkeypatch.setattr(Call, "tickets", counted)

    assert all(substitutes(question, found.selected).values())
    assert 0 < made[0] <= 475


@pytest.mark.parametrize(("reserve", "empty"), [(0, "all"), (5, [])])
def test_pairs_of_a_thousand_seats_are_told_apart_by_what_they_count_for_alone(
    monkeypatch: pytest.MonkeyPatch, reserve: int, empty: object
) -> None:
    looks, fills = Counter[int](), verifier.Reserve.fills

    def counted(ready: verifier.Reserve, gone: Any) -> bool:
        looks[ready.seats] += 1
        return fills(ready, gone)

    monkeypatch.setattr(verifier.Reserve, "fills", counted)
    call = replace(calls.call(3000), seats=1000, quotas=(), organisation_max=None)

    assert decide(asked(call), reserve).unfillable == (empty, empty)
    assert looks == {1: 1, 2: 1}


def test_a_call_that_is_made_is_the_same_for_a_seed_and_another_for_another() -> None:
    first, again, other = (calls.call(500, seed) for seed in (1, 1, 2))

    assert (first.score == again.score).all()
    assert not (first.score == other.score).all()


def test_the_call_that_is_made_to_be_impossible_is() -> None:
    question = asked(calls.impossible(1000))

    assert solve(question.program, question.tickets).status == Status.INFEASIBLE
