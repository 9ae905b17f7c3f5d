"""Among equals the published seed decides, and anybody can see how."""

from uuid import UUID

import pytest

from registration.selection import Candidate, Problem, Quota, reserve, select
from registration.selection.program import in_order_of_ties
from tests.unit.selection import brute
from tests.unit.selection.calls import TRAINING

EQUALS = tuple(Candidate(UUID(int=number), 5000, {"country": "TJ" if number % 2 else "KZ"}) for number in range(1, 9))
OPENSSL_2017 = [3, 1, 2, 7, 4, 8, 6, 5]


def problem(seed: int, seats: int = 3, quotas: tuple[Quota, ...] = ()) -> Problem:
    return Problem(TRAINING, EQUALS, seats, quotas, seed)


def numbers(candidates: tuple[Candidate, ...]) -> list[int]:
    return [candidate.id.int for candidate in candidates]


def test_the_order_of_ties_is_the_hmac_of_the_ids_under_the_seed() -> None:
    """Computed once with another program: OpenSSL's `dgst -sha256 -mac HMAC`."""
    assert numbers(in_order_of_ties(problem(2017))) == OPENSSL_2017


@pytest.mark.parametrize("seed", [0, 1, 2017, 2**64 - 1])
def test_the_first_in_the_order_of_ties_get_the_seats_and_the_next_stand_by(seed: int) -> None:
    call = problem(seed)
    order = [candidate.id for candidate in sorted(EQUALS, key=lambda one: brute.ticket(call, one))]
    selection = select(call)
    assert selection.taken == tuple(sorted(order[:3]))
    assert reserve(call, selection, 3) == tuple(order[3:6])


def test_another_seed_may_choose_others() -> None:
    assert len({select(problem(seed)).taken for seed in range(20)}) > 5


def test_a_quota_is_kept_before_the_order_of_ties_counts() -> None:
    call = problem(2017, quotas=(Quota("KZ", {"country": "KZ"}, 0, 0),))
    odd = [candidate.id for candidate in in_order_of_ties(call) if candidate.id.int % 2]
    assert select(call).taken == tuple(sorted(odd[:3]))


def test_a_higher_score_counts_before_the_order_of_ties() -> None:
    last = in_order_of_ties(problem(2017))[-1]
    better = tuple(Candidate(one.id, 5001 if one == last else 5000, one.attributes) for one in EQUALS)
    assert last.id in select(Problem(TRAINING, better, 1, (), 2017)).taken
