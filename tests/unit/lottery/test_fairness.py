"""Chances as equal as the quotas allow, compared with a program over every panel there is."""

from fractions import Fraction
from itertools import count
from types import SimpleNamespace
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings

from registration.lottery import Call, NoPanel, fairest, lottery, maximin, solver
from registration.lottery.call import Panels
from registration.lottery.ceilings import Prices, everything, most
from registration.lottery.solver import OutOfEffort
from tests.unit.lottery import brute
from tests.unit.lottery.calls import call, calls, made

# Of three people any two exclude one another; two others may always sit. Half of each of the three is no panel.
ODD = call([[0, 1], [1, 2], [0, 2]], [(0, 1), (0, 1), (0, 1)], [1, 1, 1, 2], seats=2)


def smallest(call: Call) -> Fraction | None:
    level = maximin(call)
    return None if level is None else level.chance


@settings(max_examples=80, deadline=None)
@given(calls())
def test_chances_are_those_that_enumerating_all_panels_finds(call: Call) -> None:
    found = lottery(call)
    assert found.verdict == "leximin"
    assert [float(chance) for chance in found.chances] == pytest.approx(brute.leximin(call), abs=1e-5)


@settings(max_examples=50, deadline=None)
@given(calls())
def test_the_smallest_chance_is_proved_to_the_last_digit(call: Call) -> None:
    found = lottery(call)
    assert found.value == found.bound == min((chance for chance in found.chances if chance), default=0)
    assert found.proven


@settings(max_examples=50, deadline=None)
@given(calls())
def test_where_the_smallest_chance_alone_is_asked_for_it_is_as_large_and_proved(call: Call) -> None:
    found = lottery(call, aim="maximin")
    every, least = set(brute.panels(call)), min((chance for chance in brute.leximin(call) if chance > 1e-5), default=0)
    assert found.verdict in ("maximin", "leximin")
    assert found.value == found.bound == min((chance for chance in found.chances if chance), default=0)
    assert float(found.value) == pytest.approx(least, abs=1e-5)
    assert found.proven
    assert all(tuple(map(int, counts)) in every for _, counts in found.entries)
    assert found.numbers >= 1000


@pytest.mark.parametrize(("people", "seats", "seed"), [(90, 15, 2), (150, 22, 3), (300, 45, 4)])
def test_a_lottery_of_the_smallest_chance_stops_once_that_is_proved_and_gives_nobody_more_than_it_must(
    people: int, seats: int, seed: int
) -> None:
    call = made(people, seats, seed).call
    found, fairest = lottery(call, aim="maximin"), lottery(call)
    assert (found.verdict, found.value) == ("maximin", fairest.value)
    assert [level.chance > 0 for level in found.levels].count(True) == 1
    assert max(found.chances) <= max(fairest.chances) + Fraction(1, 100)
    assert (found.programs, len(found.entries)) < (fairest.programs, len(fairest.entries))


def test_where_no_even_list_is_found_at_once_one_is_found_that_reaches_the_smallest_chance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere(*_: object) -> None:
        raise OutOfEffort

    call = made(150, 22, seed=3).call
    monkeypatch.setattr(fairest, "evenest", nowhere)
    found = lottery(call, aim="maximin", finish=False)
    assert (found.verdict, found.value) == ("maximin", smallest(call))


@settings(max_examples=50, deadline=None)
@given(calls())
def test_every_panel_of_the_list_is_a_panel_and_there_are_a_thousand_numbers_at_least(call: Call) -> None:
    found = lottery(call)
    every = set(brute.panels(call))
    assert all(tuple(map(int, counts)) in every for _, counts in found.entries)
    assert found.numbers >= 1000


def test_a_chance_is_how_many_numbers_have_a_seat_for_her() -> None:
    found = lottery(made(120, 20, seed=1).call)
    seats = np.sum([times * counts.astype(object) for times, counts in found.entries], axis=0)
    assert list(found.chances) == [
        Fraction(int(n), int(size) * found.numbers) for n, size in zip(seats, found.call.sizes, strict=True)
    ]
    assert sum(chance * int(size) for chance, size in zip(found.chances, found.call.sizes, strict=True)) == 20


def test_where_people_in_part_could_do_better_a_ceiling_says_what_panels_cannot() -> None:
    assert smallest(ODD) == Fraction(2, 5)
    found = lottery(ODD)
    assert found.chances == (Fraction(1, 3), Fraction(1, 3), Fraction(1, 3), Fraction(1, 2))
    assert found.verdict == "leximin"
    assert len(found.ceilings) == 1


def test_what_prices_prove_in_part_is_rounded_down_as_panels_have_whole_people() -> None:
    """Half of each exclusion says that at most one and a half of the three are on a panel."""
    panels = Panels.of(ODD)
    three = np.array(ODD.membership.any(axis=1), np.int64)
    assert most(panels, three, Prices(np.array([0, 1, 1, 1]), 2), everything(panels)) == 1


def test_who_can_be_on_no_panel_has_no_chance_and_does_not_lower_the_value() -> None:
    found = lottery(call([[0], [1, 2]], [(0, 0), (1, 1)], [2, 1, 1, 2], seats=2))
    assert [str(chance) for chance in found.chances] == ["0", "1/2", "1/2", "1/2"]
    assert found.value == found.bound == Fraction(1, 2)
    assert found.levels[0].chance == 0


def test_where_no_seat_is_left_there_is_one_panel() -> None:
    found = lottery(call([[0]], [(-1, 0)], [2, 2], seats=0))
    assert found.chances == (Fraction(0), Fraction(0))
    assert len(found.entries) == 1
    assert smallest(found.call) is None


@pytest.mark.parametrize(
    "call",
    [
        call([[0]], [(2, 3)], [1, 5], seats=3),
        call([[0], [1]], [(2, 3), (2, 3)], [4, 4], seats=3),
        call([[0, 1], [1, 2], [0, 2]], [(1, 1), (1, 1), (1, 1)], [1, 1, 1, 2], seats=2),
        call([[0]], [(-2, -1)], [1, 5], seats=1),
        call([[0]], [(0, 1)], [2, 2], seats=5),
    ],
    ids=["people", "sums", "parity", "taken", "seats"],
)
def test_a_call_without_panel_is_told(call: Call) -> None:
    with pytest.raises(NoPanel):
        lottery(call)


@pytest.mark.parametrize(("people", "seats", "seed"), [(90, 15, 2), (150, 22, 3), (300, 45, 4)])
def test_a_call_takes_few_programs(people: int, seats: int, seed: int) -> None:
    call = made(people, seats, seed).call
    found = lottery(call)
    assert (found.verdict, found.proven) == ("leximin", True)
    assert found.loss == 0
    assert found.programs < 12 * len(call.sizes)
    assert len(found.entries) < 2 * len(call.sizes)


@pytest.mark.parametrize("effort", [0, 1, 20, 100])
def test_where_effort_runs_out_what_is_proved_until_then_is_told(effort: int) -> None:
    found = lottery(made(150, 22, seed=3).call, effort)
    assert found.verdict != "leximin"
    assert found.value <= found.bound
    assert found.programs <= effort + 500


@pytest.mark.parametrize("aim", ["maximin", "leximin"])
def test_where_panels_are_hard_to_find_little_effort_still_gives_everybody_a_chance(
    aim: Literal["maximin", "leximin"],
) -> None:
    found = lottery(made(200, 20, seed=3, crossing=True).call, effort=0, aim=aim)
    assert found.verdict == "bounded"
    assert Fraction(1, 50) < found.value == min(found.chances) < found.bound


def test_where_effort_runs_out_everybody_still_has_a_chance_however_many_types_there_are() -> None:
    found = lottery(made(2000, 30, seed=3).call, effort=1)
    assert found.value == min(found.chances) > 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "seats", "seed", "programs"), [(300, 30, 1, 2_000), (500, 50, 6, 3_000), (1000, 50, 3, 4_000)]
)
def test_where_every_two_values_are_a_quota_the_smallest_chance_is_still_proved(
    people: int, seats: int, seed: int, programs: int
) -> None:
    found = lottery(made(people, seats, seed, crossing=True).call, aim="maximin")
    assert (found.verdict, found.proven) == ("maximin", True)
    assert 0 < found.value == found.bound
    assert found.programs < programs


def test_where_time_is_up_at_once_the_seats_are_all_that_bounds_a_chance() -> None:
    found = lottery(made(150, 22, seed=3).call, until=0.0)
    assert (found.entries, found.numbers) == ((), 0)
    assert (found.value, found.bound, found.verdict) == (Fraction(0), Fraction(22, 150), "bounded")


@pytest.mark.parametrize("seconds", [1, 5, 30, 120])
def test_where_time_runs_out_what_is_proved_until_then_is_told(seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told = count()
    for module in (fairest, solver):
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: float(next(told))))
    found = lottery(made(150, 22, seed=3).call, until=float(seconds))
    assert found.programs <= seconds
    assert found.verdict != "leximin"
    assert 0 <= found.value <= found.bound < 1


def test_little_effort_finds_the_largest_smallest_chance_and_does_not_promise_more() -> None:
    call = made(150, 22, seed=3).call
    found = lottery(call, 100)
    assert found.verdict == "maximin"
    assert found.value == found.bound == smallest(call)
    assert found.loss > 0


def test_parts_that_do_not_fit_are_refused() -> None:
    fine = np.ones((2, 1), np.bool_)
    two, one = np.array([1, 1]), np.array([1])
    for parts in ((fine, one, one, one, 1), (fine, two, two, one, 1)):
        with pytest.raises(ValueError, match=r"types need|quotas need"):
            Call(*parts)
