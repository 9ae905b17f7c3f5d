"""What adding up shows of quotas before anything is solved: which cannot hold, and which say nothing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from registration.panel.call import Asked, Quota
from registration.panel.program import Whole


class Kind(StrEnum):
    IMPOSSIBLE = "impossible"
    SAYS_NOTHING = "says_nothing"


@dataclass(frozen=True)
class Remark:
    quotas: tuple[str, ...]
    kind: Kind
    words: str


def remarks(asked: Asked) -> list[Remark]:
    """In order of quotas, then what several together make impossible. None is no promise that all can hold."""
    quotas = asked.call.quotas
    there = asked.whole.counts(np.sort(np.concatenate([asked.free, asked.must])))
    seated = asked.whole.counts(asked.must)
    alone = [found for row, quota in enumerate(quotas, 1) if (found := _alone(asked, quota, there[row], seated[row]))]
    return [*alone, *_together(asked, there)]


def _alone(asked: Asked, quota: Quota, there: int, seated: int) -> Remark | None:
    lower, upper = quota.limits(asked.call.seats)
    if lower > there:
        return Remark((quota.id,), Kind.IMPOSSIBLE, f"{quota.id} needs {lower} seats, {there} candidates count for it")
    if lower > upper:
        return Remark((quota.id,), Kind.IMPOSSIBLE, f"{quota.id} needs {lower} seats and may have {upper}")
    if seated > upper:
        return Remark((quota.id,), Kind.IMPOSSIBLE, f"{quota.id} may have {upper} seats, {seated} must have one")
    if lower <= seated and upper >= min(there, asked.call.seats):
        return Remark((quota.id,), Kind.SAYS_NOTHING, f"{quota.id} says nothing: any selection keeps it")
    return None


def _together(asked: Asked, there: Whole) -> Iterator[Remark]:
    """The values of one attribute, or of one combination."""
    seats = asked.call.seats
    found: dict[tuple[str, ...], dict[tuple[str, ...], tuple[Quota, int]]] = defaultdict(dict)
    for row, quota in enumerate(asked.call.quotas, start=1):
        names = tuple(sorted(quota.where))
        found[names][tuple(quota.where[name] for name in names)] = quota, int(there[row])
    everybody = len(asked.free) + len(asked.must)
    for names, quotas in sorted(found.items()):
        limits = [(quota, *quota.limits(seats), count) for quota, count in quotas.values()]
        needed = sum(lower for _, lower, _, _ in limits)
        if needed > seats:
            ids = tuple(quota.id for quota, lower, _, _ in limits if lower > 0)
            words = f"the minimums of {' and '.join(names)} need {needed} seats, there are {seats}"
            yield Remark(ids, Kind.IMPOSSIBLE, words)
        room = everybody - sum(max(0, count - upper) for _, _, upper, count in limits)
        if room < seats <= everybody:
            ids = tuple(quota.id for quota, _, upper, count in limits if upper < count)
            words = f"the maximums of {' and '.join(names)} leave {room} candidates for {seats} seats"
            yield Remark(ids, Kind.IMPOSSIBLE, words)
