"""Shares of a plan's planners in ten-thousandths; they always sum to `WHOLE`."""

from collections.abc import Sequence

WHOLE = 10_000


def equal(planners: int) -> tuple[int, ...]:
    """Split evenly; what is left over goes one by one to the first (the lead is first)."""
    each, left = divmod(WHOLE, planners)
    return tuple(each + (place < left) for place in range(planners))


def for_one_more(planners: int) -> int:
    """The equal share of somebody who joins `planners` others."""
    return equal(planners + 1)[-1]


def most_for_one_more(planners: int) -> int:
    """The largest share that leaves each of `planners` others at least one ten-thousandth."""
    return WHOLE - planners


def make_room(shares: Sequence[int], share: int) -> tuple[int, ...]:
    """Scale `shares` down in proportion so that `share` more makes the whole; nobody falls below one.

    Each keeps one ten-thousandth; the rest is split in proportion to what she had above that, rounded by
    largest remainder, ties to the earlier (the lead is first).
    """
    rest = WHOLE - share - len(shares)
    weights = [old - 1 for old in shares]
    total = sum(weights)
    floors = [rest * weight // total for weight in weights]
    by_remainder = sorted(range(len(shares)), key=lambda place: (-(rest * weights[place] % total), place))
    favoured = set(by_remainder[: rest - sum(floors)])
    return tuple(1 + floor + (place in favoured) for place, floor in enumerate(floors))
