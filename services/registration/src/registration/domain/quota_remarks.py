"""What adding up shows of a training's quotas before anything is solved: which exclude one another, which nobody can
fill, which say nothing. That nothing is remarked is no promise that all can hold.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from registration.domain.announcement import PER_ORGANISATION, Quota, Terms
from registration.domain.vocabulary import RemarkCode, RemarkKind

Side = Literal["minimum", "maximum"]
SEATS = ""
"""The id of all seats, which are a quota that everybody counts for."""


@dataclass(frozen=True, slots=True)
class QuotaRemark:
    """`index`: the quota's place among those of the training, None for the cap; `side`: None if it is about both.
    `needed`: how many seats or candidates it would take, `there`: how many there are; `others`: which quotas it takes
    too.
    """

    quota: str
    index: int | None
    side: Side | None
    kind: RemarkKind
    code: RemarkCode
    needed: int = 0
    there: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """`people`: candidates whom a quota counts; `capped`: who of them can have a seat at once, as far as organisations
    go.
    """

    people: int
    capped: int


Crowd = Mapping[str, Counted]
"""Candidates by quota, all of them by SEATS; a quota is missing that counts nobody."""
NOBODY = Counted(0, 0)


def all_seats(terms: Terms) -> Quota:
    return Quota(SEATS, {}, terms.seats, terms.seats)


def quota_remarks(terms: Terms, crowd: Crowd) -> tuple[QuotaRemark, ...]:
    """In order of quotas, the cap last; a quota that is wrong does not say nothing."""
    looked = Looked(terms, crowd)
    wrong = [*looked.contradictory(), *(looked.impossible() if crowd else ())]
    told = {one.quota for one in wrong}
    found = dict.fromkeys([*wrong, *(one for one in looked.saying_nothing() if one.quota not in told)])
    return tuple(sorted(found, key=lambda one: (one.index is None, one.index or 0)))


class Looked:
    """`_parts`: of a quota those who count only people that it counts too, by the attributes that they name; those of
    one such group have nobody in common.
    """

    def __init__(self, terms: Terms, crowd: Crowd) -> None:
        self._terms, self._crowd = terms, crowd
        self._index = {quota.id: place for place, quota in enumerate(terms.quotas)}

    def contradictory(self) -> Iterator[QuotaRemark]:
        for quota in self._terms.quotas:
            if quota.maximum is not None and quota.minimum > quota.maximum:
                code, bounds = RemarkCode.MINIMUM_ABOVE_MAXIMUM, (quota.minimum, quota.maximum)
                yield self._remark(quota.id, None, RemarkKind.CONTRADICTORY, code, *bounds)
        for whole in (all_seats(self._terms), *self._terms.quotas):
            for parts in self._parts(whole):
                yield from self._too_much_for(whole, parts)

    def _too_much_for(self, whole: Quota, parts: Sequence[Quota]) -> Iterator[QuotaRemark]:
        """Parts whose minimums need more than the whole may have."""
        greatest: dict[frozenset[tuple[str, str]], Quota] = {}
        for part in parts:
            same = frozenset(part.where.items())
            greatest[same] = max(part, greatest.get(same, part), key=lambda one: one.minimum)
        asking = [one for one in greatest.values() if one.minimum]
        needed = sum(one.minimum for one in asking)
        if whole.maximum is None or needed <= whole.maximum:
            return
        code = RemarkCode.ABOVE_WHOLE if whole.id else RemarkCode.ABOVE_SEATS
        involved = {one.id: "minimum" for one in asking} | ({whole.id: "maximum"} if whole.id else {})
        yield from self._at_each(involved, RemarkKind.CONTRADICTORY, code, needed, whole.maximum)

    def impossible(self) -> Iterator[QuotaRemark]:
        for whole in self._terms.quotas:
            if (there := self._count(whole).people) < whole.minimum:
                bounds = whole.minimum, there
                yield self._remark(whole.id, "minimum", RemarkKind.IMPOSSIBLE, RemarkCode.TOO_FEW, *bounds)
        for whole in (all_seats(self._terms), *self._terms.quotas):
            if whole.minimum <= self._count(whole).people:
                yield from self._kept_out_of(whole)

    def _kept_out_of(self, whole: Quota) -> Iterator[QuotaRemark]:
        """Maximums, or the cap, that let in fewer than the whole needs."""
        itself: dict[str, Side] = {whole.id: "minimum"} if whole.id else {}
        for parts in self._parts(whole):
            over = self._too_many(parts)
            room = self._count(whole).people - sum(over.values())
            if room < whole.minimum:
                involved = {**dict.fromkeys(over, "maximum"), **itself}
                yield from self._at_each(involved, RemarkKind.IMPOSSIBLE, RemarkCode.KEPT_OUT, whole.minimum, room)
        if self._terms.per_organisation is not None:
            room = self._count(whole).capped
            if room < whole.minimum:
                involved = {**itself, PER_ORGANISATION: "maximum"}
                yield from self._at_each(involved, RemarkKind.IMPOSSIBLE, RemarkCode.CAPPED_OUT, whole.minimum, room)

    def _too_many(self, parts: Sequence[Quota]) -> dict[str, int]:
        """Of each how many more count for it than it lets in; of several for the same people the strictest."""
        strictest: dict[frozenset[tuple[str, str]], Quota] = {}
        for part in parts:
            if part.maximum is not None:
                same = frozenset(part.where.items())
                strictest[same] = min(part, strictest.get(same, part), key=lambda one: one.maximum or 0)
        over = {one.id: self._count(one).people - (one.maximum or 0) for one in strictest.values()}
        return {one: number for one, number in over.items() if number > 0}

    def saying_nothing(self) -> Iterator[QuotaRemark]:
        """Any selection keeps it: by its numbers, or whoever is in it of all who can be."""
        seats, cap = self._terms.seats, self._terms.per_organisation
        everybody = self._count(all_seats(self._terms))
        for quota in self._terms.quotas:
            most, least = seats, 0
            if everybody.people >= seats:
                there = self._count(quota).people
                most, least = min(there, seats), max(0, seats - (everybody.people - there))
            if quota.minimum <= least and (quota.maximum is None or quota.maximum >= most):
                yield self._remark(quota.id, None, RemarkKind.SAYS_NOTHING, RemarkCode.ALWAYS_KEPT)
        if cap is not None and (cap >= seats or 0 < everybody.people == everybody.capped):
            yield self._remark(PER_ORGANISATION, "maximum", RemarkKind.SAYS_NOTHING, RemarkCode.ALWAYS_KEPT)

    def _count(self, quota: Quota) -> Counted:
        return self._crowd.get(quota.id, NOBODY)

    def _parts(self, whole: Quota) -> list[list[Quota]]:
        found: dict[tuple[str, ...], list[Quota]] = defaultdict(list)
        for quota in self._terms.quotas:
            if quota.id != whole.id and whole.where.items() <= quota.where.items():
                found[tuple(sorted(quota.where))].append(quota)
        return list(found.values())

    def _at_each(
        self, involved: Mapping[str, str], kind: RemarkKind, code: RemarkCode, needed: int, there: int
    ) -> Iterator[QuotaRemark]:
        for one, side in involved.items():
            others = tuple(other for other in involved if other != one)
            yield self._remark(one, "minimum" if side == "minimum" else "maximum", kind, code, needed, there, others)

    def _remark(
        self,
        quota: str,
        side: Side | None,
        kind: RemarkKind,
        code: RemarkCode,
        needed: int = 0,
        there: int = 0,
        others: tuple[str, ...] = (),
    ) -> QuotaRemark:
        return QuotaRemark(quota, self._index.get(quota), side, kind, code, needed, there, others)
