"""People made types: who is counted by the same quotas is alike, whatever else is known of her."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from registration.lottery.call import Call, Whole

Counted = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Pool:
    """A call and the ids behind it: `people` by type, in ascending order, without those of `committed`.

    `quotas` says which of the quotas given the columns of the call's membership are; the others exclude nothing.
    """

    call: Call
    people: tuple[tuple[str, ...], ...]
    committed: tuple[str, ...]
    quotas: tuple[int, ...]

    def chances(self, by_type: Sequence[Fraction]) -> dict[str, Fraction]:
        """By person, in ascending order of ids."""
        certain = dict.fromkeys(self.committed, Fraction(1))
        drawn = {one: chance for ids, chance in zip(self.people, by_type, strict=True) for one in ids}
        return dict(sorted((certain | drawn).items()))


def pool(
    ids: Sequence[str],
    counted: Counted,
    lower: Whole,
    upper: Whole,
    seats: int,
    committed: Collection[str] = (),
) -> Pool:
    """The same pool for any order of people and of quotas.

    `counted` [people × quotas] says who is counted by which quota; `committed` have their seat whatever is drawn.
    Raises ValueError for ids given twice, committed people who are not among the ids, and parts that do not fit.
    """
    if len(set(ids)) < len(ids):
        raise ValueError("an id is given more than once")
    if strangers := sorted(set(committed) - set(ids)):
        raise ValueError(f"committed, but not among the people: {', '.join(strangers)}")
    if counted.shape != (len(ids), len(lower)) or counted.shape[1] != len(upper):
        raise ValueError("one row per id and one column per limit is needed")
    order = sorted(range(len(ids)), key=lambda person: ids[person])
    counted = counted[order]
    quotas = _in_order(counted, lower, upper, seats)
    membership, type_of = np.unique(counted[:, quotas], axis=0, return_inverse=True)
    seated = set(committed)
    people: list[list[str]] = [[] for _ in membership]
    kept = np.zeros(len(membership), np.int64)
    for person, kind in zip(order, type_of.ravel(), strict=True):
        if ids[person] in seated:
            kept[kind] += 1
        else:
            people[kind].append(ids[person])
    sizes = np.bincount(type_of.ravel(), minlength=len(membership)).astype(np.int64)
    call = Call(membership, sizes, lower[quotas], upper[quotas], seats, kept)
    return Pool(call, tuple(map(tuple, people)), tuple(sorted(seated)), tuple(quotas))


def counting(features: Sequence[str], attributes: NDArray[np.str_], quotas: Sequence[Mapping[str, str]]) -> Counted:
    """Who [people × quotas] has every value that a quota names; `attributes` [people × features]."""
    place = {feature: at for at, feature in enumerate(features)}
    counted = np.ones((len(attributes), len(quotas)), np.bool_)
    for at, quota in enumerate(quotas):
        for feature, value in sorted(quota.items()):
            counted[:, at] &= attributes[:, place[feature]] == value
    return counted


def sharing(organisations: Sequence[str], most: int) -> Counted:
    """Who [people × organisations] is of which organisation, for those that could have more than `most` seats.

    No organisation is the empty string.
    """
    names, sizes = np.unique(np.array(organisations, np.str_), return_counts=True)
    large = names[(sizes > most) & (names != "")]
    shared: Counted = np.array(organisations, np.str_)[:, None] == large[None, :]
    return shared


def reaching(scores: Sequence[int], least: int) -> NDArray[np.bool_]:
    """Who takes part in a lottery among all at or above a score (threshold and lottery)."""
    return np.array(scores, np.int64) >= least


def _in_order(counted: Counted, lower: Whole, upper: Whole, seats: int) -> list[int]:
    """Quotas that exclude something, in an order that follows from whom they count and their limits."""
    there = counted.sum(axis=0)
    binding = np.flatnonzero((lower > 0) | (upper < np.minimum(there, seats)))
    return sorted(map(int, binding), key=lambda at: (counted[:, at].tobytes(), int(lower[at]), int(upper[at])))
