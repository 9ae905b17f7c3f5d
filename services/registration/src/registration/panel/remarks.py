"""What adding up shows of quotas before anything is solved: which cannot hold, and which say nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from registration.panel.call import ORGANISATION, Asked, Quota
from registration.panel.program import Whole


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
    alone = [found for row, quota in enumerate(quotas, 1) if (found := _alone(asked, quota, there[row], seated[row]))]
    return [*_seats(asked), *alone, *_together(asked, there, seated), *_organisations(asked)]


def _seats(asked: Asked) -> Iterator[Remark]:
    """What no quota is to blame for."""
    seats, must, there = asked.call.seats, len(asked.must), len(asked.must) + len(asked.free)
    if there < seats:
        few = "candidates who take part: {there}, seats: {seats}"
        yield Remark((), Kind.IMPOSSIBLE, few, {"there": there, "seats": seats})
    if must > seats:
        many = "who must have a seat: {must}, seats: {seats}"
        yield Remark((), Kind.IMPOSSIBLE, many, {"must": must, "seats": seats})


def _alone(asked: Asked, quota: Quota, there: int, seated: int) -> Remark | None:
    lower, upper = quota.limits(asked.call.seats)
    told = {"id": quota.id, "lower": lower, "upper": upper, "there": there, "seated": seated}
    if lower > there:
        words = "seats that {id} needs: {lower}, candidates who count for it: {there}"
        return Remark((quota.id,), Kind.IMPOSSIBLE, words, told)
    if lower > upper:
        return Remark((quota.id,), Kind.IMPOSSIBLE, "seats that {id} needs: {lower}, at most: {upper}", told)
    if seated > upper:
        words = "seats that {id} may have: {upper}, who must have one: {seated}"
        return Remark((quota.id,), Kind.IMPOSSIBLE, words, told)
    if lower <= seated and upper >= min(there, asked.call.seats):
        words = "{id} says nothing: any selection keeps it" if there else "{id} says nothing: nobody counts for it"
        return Remark((quota.id,), Kind.SAYS_NOTHING, words, told)
    return None


def _together(asked: Asked, there: Whole, seated: Whole) -> Iterator[Remark]:
    """The values of one attribute, or of one combination."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], int]] = defaultdict(dict)
    for row, quota in enumerate(asked.call.quotas, start=1):
        names = tuple(sorted(quota.where))
        found[names][tuple(quota.where[name] for name in names)] = row
    for names, rows in sorted(found.items()):
        attribute = "×".join(names)
        yield from _minimums(asked, attribute, list(rows.values()), seated)
        yield from _maximums(asked, attribute, list(rows.values()), there)


def _minimums(asked: Asked, attribute: str, rows: list[int], seated: Whole) -> Iterator[Remark]:
    lower, quotas = asked.whole.lower, asked.call.quotas
    missing = {row: max(0, int(lower[row] - seated[row])) for row in rows}
    needed, there = sum(missing.values()), asked.program.seats
    if needed > there:
        ids = tuple(quotas[row - 1].id for row in rows if missing[row])
        words = "the minimums of {attribute} need {needed} seats, there are {there}"
        if len(asked.must):
            words = "seats that the minimums of {attribute} still need: {needed}, there: {there}"
        yield Remark(ids, Kind.IMPOSSIBLE, words, {"attribute": attribute, "needed": needed, "there": there})


def _maximums(asked: Asked, attribute: str, rows: list[int], there: Whole) -> Iterator[Remark]:
    seats, everybody = asked.call.seats, len(asked.free) + len(asked.must)
    over = {row: max(0, int(there[row] - asked.whole.upper[row])) for row in rows}
    room = everybody - sum(over.values())
    if room < seats <= everybody:
        ids = tuple(asked.call.quotas[row - 1].id for row in rows if over[row])
        words = "the maximums of {attribute} leave {room} candidates for {seats} seats"
        yield Remark(ids, Kind.IMPOSSIBLE, words, {"attribute": attribute, "room": room, "seats": seats})


def _organisations(asked: Asked) -> Iterator[Remark]:
    """Beside those who must have a seat; of organisations that stay below the cap everybody can have one."""
    seats, cap = asked.program.seats, asked.call.organisation_max
    rows = asked.rows(ORGANISATION)
    upper, there = asked.program.upper[rows], asked.program.counts()[rows]
    if cap is None or not rows:
        return
    if (upper < 0).any():
        words = "at most {cap} per organisation, {must} of one must have a seat"
        yield Remark((ORGANISATION,), Kind.IMPOSSIBLE, words, {"cap": cap, "must": cap - int(upper.min())})
    room = len(asked.free) - int((there - np.maximum(upper, 0)).sum())
    if room < seats <= len(asked.free):
        words = "at most {cap} per organisation leave {room} candidates for {seats} seats"
        yield Remark((ORGANISATION,), Kind.IMPOSSIBLE, words, {"cap": cap, "room": room, "seats": seats})
