"""People made types: who is counted by the same quotas is alike, whatever else is known of her."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from registration.lottery.call import Call, Whole

Counted = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Pool:
    """A call and the ids behind it: `people` by type, in ascending order.

    `quotas` says which of the quotas given the columns of the call's membership are; the others exclude nothing.
    """

    call: Call
    people: tuple[tuple[str, ...], ...]
    quotas: tuple[int, ...]


def pool(ids: Sequence[str], counted: Counted, lower: Whole, upper: Whole, seats: int) -> Pool:
    """The same pool for any order of people and of quotas.

    `counted` [people × quotas] says who is counted by which quota. Raises ValueError for ids given twice, and for parts
    that do not fit.
    """
    if len(set(ids)) < len(ids):
        raise ValueError("an id is given more than once")
    if counted.shape != (len(ids), len(lower)) or counted.shape[1] != len(upper):
        raise ValueError("one row per id and one column per limit is needed")
    order = sorted(range(len(ids)), key=lambda person: ids[person])
    counted = counted[order]
    quotas = _in_order(counted, lower, upper, seats)
    membership, type_of = np.unique(counted[:, quotas], axis=0, return_inverse=True)
    people: list[list[str]] = [[] for _ in membership]
    for person, kind in zip(order, type_of.ravel(), strict=True):
        people[kind].append(ids[person])
    sizes = np.array([len(alike) for alike in people], np.int64)
    call = Call(membership, sizes, lower[quotas], upper[quotas], seats)
    return Pool(call, tuple(map(tuple, people)), tuple(quotas))


def _in_order(counted: Counted, lower: Whole, upper: Whole, seats: int) -> list[int]:
    """Quotas that exclude something, in an order that follows from whom they count and their limits."""
    there = counted.sum(axis=0)
    binding = np.flatnonzero((lower > 0) | (upper < np.minimum(there, seats)))
    return sorted(map(int, binding), key=lambda at: (counted[:, at].tobytes(), int(lower[at]), int(upper[at])))
