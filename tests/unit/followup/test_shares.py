from hypothesis import given
from hypothesis import strategies as st

from followup.domain.shares import WHOLE, equal, for_one_more, make_room, most_for_one_more


@given(st.integers(min_value=1, max_value=200))
def test_equal_shares_sum_to_the_whole_and_differ_by_one_at_most(planners: int) -> None:
    shares = equal(planners)
    assert sum(shares) == WHOLE
    assert len(shares) == planners
    assert max(shares) - min(shares) <= 1


def test_what_is_left_over_goes_to_the_first() -> None:
    assert equal(3) == (3_334, 3_333, 3_333)


@given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=12))
def test_whoever_joins_the_shares_sum_to_the_whole_and_nobody_is_left_without(joins: list[float]) -> None:
    shares: tuple[int, ...] = (WHOLE,)
    for part in joins:
        share = 1 + round(part * (most_for_one_more(len(shares)) - 1))
        shares = (*make_room(shares, share), share)
        assert sum(shares) == WHOLE
        assert min(shares) >= 1


@given(st.integers(min_value=1, max_value=60))
def test_joining_with_the_equal_share_keeps_equal_shares_equal(planners: int) -> None:
    share = for_one_more(planners)
    assert (*make_room(equal(planners), share), share) == equal(planners + 1)


def test_the_others_make_room_in_proportion() -> None:
    assert make_room((7_500, 2_500), 2_000) == (6_000, 2_000)
