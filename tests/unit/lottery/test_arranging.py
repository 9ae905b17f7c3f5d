"""The smallest chance without a list: the same as with one, shown by a panel for each number."""

import numpy as np
import pytest
from hypothesis import given, settings

from registration.lottery import Call, fairest, lottery, smallest_chance
from registration.lottery.arranging import arranged
from registration.lottery.call import Panels
from registration.lottery.numbering import roomy
from registration.lottery.solver import Effort
from tests.unit.lottery import brute
from tests.unit.lottery.calls import call, calls, made


@settings(max_examples=80, deadline=None)
@given(calls())
def test_the_smallest_chance_without_a_list_is_that_of_enumerating_all_panels_or_is_not_told(call: Call) -> None:
    found = smallest_chance(call)
    least = min((chance for chance in brute.leximin(call) if chance > 1e-5), default=0)
    assert found is None or float(found) == pytest.approx(least, abs=1e-5)


@pytest.mark.parametrize("room", [1, 2])
@pytest.mark.parametrize("seed", range(4))
def test_of_a_hundred_and_fifty_people_it_is_told_and_as_large_as_with_a_list(seed: int, room: int) -> None:
    call = made(150, 20, seed, room).call
    assert smallest_chance(call) == lottery(call, aim="maximin").value


@pytest.mark.parametrize("seed", range(4))
def test_the_panels_that_show_it_are_panels_and_give_everybody_what_is_expected(seed: int) -> None:
    call, effort = made(150, 20, seed).call, Effort(1000)
    panels, found = fairest._first_levels(call, effort)
    chance = found[-1].chance
    expected = roomy(panels, fairest._wanted(call, found), chance, effort)
    dealt = arranged(panels, expected, effort)
    assert dealt is not None
    assert len(dealt) == expected.numbers
    assert all(Panels.of(call).holds(panel) for panel in dealt)
    assert (np.sum(dealt, axis=0) == expected.counts).all()


def test_all_who_can_be_on_no_panel_are_told_by_one_ceiling() -> None:
    alike = [[0, 1], [2, 3], *([kind, kind + 1] for kind in range(4, 14))]
    limits = [(2, 4), (2, 4), *[(0, 1)] * 10]
    levels = lottery(call(alike, limits, [3] * 15, seats=4)).levels
    assert [len(level.types) for level in levels if not level.chance] == [11]
