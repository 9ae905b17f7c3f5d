"""What adding up shows of quotas before anything is solved: which cannot hold, and which say nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from registration.panel.call import ORGANISATION, Asked, Quota
from registration.panel.program import SEATS, Whole


class Kind(StrEnum):
    IMPOSSIBLE = "impossible"
    SAYS_NOTHING = "says_nothing"


@dataclass(frozen=True)
class Remark:
    """`sentence`: with places for what is `told`, so that it can be said in another language."""

    quotas: tuple[str, ...]
    kind: Kind
    sentence: str
    told: Mapping[str, object]

    @property
    def words(self) -> str:
        return self.sentence.format(**self.told)


def remarks(asked: Asked) -> list[Remark]:
    """Of seats, of each quota in order, then what several make impossible. None is no promise that all can hold."""
    quotas = asked.call.quotas
    there = asked.whole.counts(np.sort(np.concatenate([asked.free, asked.must])))
    seated = asked.whole.counts(asked.must)
    alone = [found for row, quota in enumerate(quotas, 1) if (found := _alone(asked, quota, there, seated, row))]
    return [*_seats(asked), *alone, *_together(asked, there), *_organisations(asked)]


def _seats(asked: Asked) -> Iterator[Remark]:
    """What no quota is to blame for."""
    seats, must, there = asked.call.seats, len(asked.must), len(asked.must) + len(asked.free)
    if there < seats:
        few = "candidates who take part: {there}, seats: {seats}"
        yield Remark((), Kind.IMPOSSIBLE, few, {"there": there, "seats": seats})
    if must > seats:
        many = "who must have a seat: {must}, seats: {seats}"
        yield Remark((), Kind.IMPOSSIBLE, many, {"must": must, "seats": seats})


def _alone(asked: Asked, quota: Quota, everybody: Whole, must: Whole, row: int) -> Remark | None:
    lower, upper = quota.limits(asked.call.seats)
    there, seated, seats = int(everybody[row]), int(must[row]), asked.call.seats
    others = int(everybody[SEATS]) - there
    most, least = min(there, seats), max(seated, min(there, seats - others))
    told = {"id": quota.id, "lower": lower, "upper": upper, "there": there, "seated": seated}
    if lower > there:
        words = "seats that {id} needs: {lower}, candidates who count for it: {there}"
        return Remark((quota.id,), Kind.IMPOSSIBLE, words, told)
    if lower > upper:
        return Remark((quota.id,), Kind.IMPOSSIBLE, "seats that {id} needs: {lower}, at most: {upper}", told)
    if seated > upper:
        words = "seats that {id} may have: {upper}, who must have one: {seated}"
        return Remark((quota.id,), Kind.IMPOSSIBLE, words, told)
    if lower <= least and upper >= most and there + others >= seats:
        words = "{id} says nothing: any selection keeps it" if there else "{id} says nothing: nobody counts for it"
        return Remark((quota.id,), Kind.SAYS_NOTHING, words, told)
    return None


def _together(asked: Asked, there: Whole) -> Iterator[Remark]:
    """What the values of one attribute, or of one combination, need and let in of all seats, or of those of a quota
    that counts all of these people too.
    """
    quotas = dict(enumerate(asked.call.quotas, start=1))
    for whole, where in {SEATS: {}, **{row: quota.where for row, quota in quotas.items()}}.items():
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row, quota in quotas.items():
            if row != whole and where.items() <= quota.where.items():
                found[tuple(sorted(quota.where))].append(row)
        for names, rows in sorted(found.items()):
            told = {"attribute": "×".join(names), "id": quotas[whole].id if whole else ""}
            yield from _minimums(asked, whole, rows, told)
            yield from _maximums(asked, whole, rows, there, told)


def _strictest(asked: Asked, by_row: Mapping[int, int]) -> dict[int, int]:
    """Those above 0; of several quotas for the same people one counts."""
    found: dict[frozenset[tuple[str, str]], int] = {}
    for row in sorted(by_row, key=lambda row: by_row[row]):
        found[frozenset(asked.call.quotas[row - 1].where.items())] = row
    return {row: by_row[row] for row in sorted(found.values()) if by_row[row] > 0}


def _minimums(asked: Asked, whole: int, rows: list[int], told: Mapping[str, str]) -> Iterator[Remark]:
    """Beside those who must have a seat."""
    missing = _strictest(asked, {row: int(asked.program.lower[row]) for row in rows})
    needed, there = sum(missing.values()), int(asked.program.upper[whole])
    if needed > there >= 0:
        words = "seats that the minimums of {attribute} need: {needed}, there: {there}"
        if len(asked.must):
            words = "seats that the minimums of {attribute} still need: {needed}, there: {there}"
        if whole:
            words = "seats that the minimums of {attribute} within {id} still need: {needed}, it may have: {there}"
        yield Remark(_named(asked, whole, missing), Kind.IMPOSSIBLE, words, {**told, "needed": needed, "there": there})


def _maximums(asked: Asked, whole: int, rows: list[int], there: Whole, told: Mapping[str, str]) -> Iterator[Remark]:
    over = _strictest(asked, {row: int(there[row] - asked.whole.upper[row]) for row in rows})
    room, seats = int(there[whole]) - sum(over.values()), int(asked.whole.lower[whole])
    if room < seats <= there[whole]:
        words = "candidates that the maximums of {attribute} leave: {room}, seats: {seats}"
        if whole:
            words = "seats that {id} needs: {seats}, candidates that the maximums of {attribute} leave it: {room}"
        yield Remark(_named(asked, whole, over), Kind.IMPOSSIBLE, words, {**told, "room": room, "seats": seats})


def _named(asked: Asked, whole: int, rows: Iterable[int]) -> tuple[str, ...]:
    return tuple(asked.call.quotas[row - 1].id for row in sorted({*rows, whole} - {SEATS}))


def _organisations(asked: Asked) -> Iterator[Remark]:
    """Beside those who must have a seat; of organisations that stay below the cap everybody can have one."""
    seats, cap = asked.program.seats, asked.call.organisation_max
    rows = asked.rows(ORGANISATION)
    upper, there = asked.program.upper[rows], asked.program.counts()[rows]
    if cap is None:
        return
    if (upper >= seats).all():
        words = "at most {cap} per organisation: any selection keeps it"
        yield Remark((ORGANISATION,), Kind.SAYS_NOTHING, words, {"cap": cap})
        return
    if (upper < 0).any():
        words = "at most {cap} per organisation, {must} of one must have a seat"
        yield Remark((ORGANISATION,), Kind.IMPOSSIBLE, words, {"cap": cap, "must": cap - int(upper.min())})
    room = len(asked.free) - int((there - np.maximum(upper, 0)).sum())
    if room < seats <= len(asked.free):
        words = "candidates that at most {cap} per organisation leave: {room}, seats: {seats}"
        yield Remark((ORGANISATION,), Kind.IMPOSSIBLE, words, {"cap": cap, "room": room, "seats": seats})
