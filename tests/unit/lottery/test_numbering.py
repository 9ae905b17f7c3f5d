"""Lists of panels where peeling does not end by itself, or numbers would be too many."""

from fractions import Fraction
from math import prod

import numpy as np
import pytest

from registration.lottery import fairest, lottery, numbering, peeling
from registration.lottery.call import Panels
from registration.lottery.mixing import Mixture
from registration.lottery.numbering import exactly, nearly, reaching, solution, whole
from registration.lottery.peeling import Rest
from registration.lottery.solver import Effort, OutOfEffort
from tests.unit.lottery.calls import call, made

FREE = call([[0]], [(0, 2)], [2, 2, 2], seats=2)


@pytest.mark.parametrize("seed", [5, 6, 7])
def test_where_no_panel_can_be_peeled_a_mixture_is_made_exact(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = made(60, 12, seed)
    peeled = lottery(pool.call)
    monkeypatch.setattr(peeling, "_NODES", 1)
    mixed = lottery(pool.call)
    assert (peeled.verdict, mixed.verdict) == ("leximin", "leximin")
    assert mixed.chances == peeled.chances


def test_where_a_mixture_cannot_be_made_exact_what_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peeling, "_NODES", 0)
    monkeypatch.setattr(numbering, "_MOST_UNKNOWNS", 0)
    found = lottery(made(60, 12, seed=5).call)
    assert 0 < found.loss < Fraction(1, 10**6)
    assert found.value <= found.bound
    assert found.numbers == 10**9


def test_too_many_numbers_are_rounded_and_nobody_falls_below_the_smallest_chance() -> None:
    first, second = Fraction(10**39, 10**39 + 7), Fraction(10**39 // 2, 10**39 + 9)
    expected = [first, second, 2 - first - second]
    rest = whole(Panels.of(FREE), expected, Fraction(2, 9), Effort(100))
    assert rest.numbers % 9 == 0
    assert rest.counts.sum() == 2 * rest.numbers
    for share, count in zip(rest.shares, expected, strict=True):
        assert abs(share - count) < Fraction(1, rest.numbers)
        assert share >= Fraction(4, 9)


def test_more_numbers_than_can_be_counted_exactly_are_not_made() -> None:
    small = Fraction(10**5 + 3, 10**80 + 39)
    with pytest.raises(OutOfEffort):
        whole(Panels.of(FREE), [small, 1 - small, Fraction(1)], Fraction(1, 10**80 + 39), Effort(100))


def test_chances_are_exact_where_the_numbers_that_make_them_whole_have_more_than_64_bits() -> None:
    sizes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53]
    ends = np.cumsum(sizes).tolist()
    rows = [list(range(end - size, end)) for size, end in zip(sizes, ends, strict=True)]
    found = lottery(call(rows, [(1, 1)] * len(sizes), [1] * ends[-1], seats=len(sizes)))
    assert (found.verdict, found.numbers) == ("leximin", prod(sizes))
    assert found.chances == tuple(Fraction(1, size) for size in sizes for _ in range(size))


def test_where_no_more_can_be_peeled_some_panels_are_put_back_and_others_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fairest, "mix", None)
    found = lottery(made(120, 15, seed=6, room=0).call, aim="maximin")
    assert found.verdict == "maximin"


def test_a_list_has_as_many_numbers_as_make_the_counts_whole_and_a_thousand_at_least() -> None:
    rest = whole(Panels.of(FREE), [Fraction(1, 7), Fraction(6, 7), Fraction(1)], Fraction(1, 14), Effort(100))
    assert rest.numbers == 1001
    assert rest.counts.tolist() == [143, 858, 1001]


def test_a_system_is_solved_in_whole_numbers() -> None:
    matrix = np.array([[1, 0, 2], [0, 3, 1], [1, 1, 1], [2, 1, 3]])
    found = solution(matrix, matrix @ np.array([1, 2, 3]))
    assert found is not None
    times, over = found
    assert [Fraction(often, over) for often in times] == [1, 2, 3]
    assert solution(matrix, np.array([7, 9, 6, 14])) is None
    assert solution(np.array([[1, 1], [1, 1]]), np.array([1, 1])) is None


def test_a_mixture_becomes_a_list_with_its_parts_as_fractions() -> None:
    panels = [np.array([1, 1, 0]), np.array([0, 1, 1]), np.array([1, 0, 1])]
    mixture = Mixture(panels, np.array([1 / 3, 1 / 6, 1 / 2]), 1.0)
    entries = exactly(mixture, Rest(np.array([5, 3, 4]), 6))
    assert entries is not None
    assert [times for times, _ in entries] == [2, 1, 3]
    assert [times for times, _ in nearly(mixture)] == [333_333_333, 166_666_667, 500_000_000]
    assert exactly(mixture, Rest(np.array([6, 6, 0]), 6)) is not None
    assert exactly(mixture, Rest(np.array([9, 3, 0]), 6)) is None


def test_parts_are_exact_where_their_numbers_need_the_64th_bit() -> None:
    numbers = 2**63 + 29
    times = [numbers // 3, numbers // 6 + 1, numbers - numbers // 3 - numbers // 6 - 1]
    panels = [np.array([1, 1, 0]), np.array([0, 1, 1]), np.array([1, 0, 1])]
    wanted = [Fraction(times[0] + times[2], numbers), Fraction(times[0] + times[1], numbers)]
    wanted.append(Fraction(times[1] + times[2], numbers))
    entries = reaching(Mixture(panels, np.array([often / numbers for often in times]), 1.0), wanted)
    assert entries is not None
    assert [often for often, _ in entries] == times
