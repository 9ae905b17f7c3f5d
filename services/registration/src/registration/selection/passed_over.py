"""Who has more points than somebody with a seat and no seat herself, and the bounds that stand in her way.

A selection is the best, so no exchange of two people that keeps every bound makes it better: for each whose points are
fewer, some bound forbids that the two change places. Those bounds are the reason.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from uuid import UUID

from registration.selection.problem import PER_ORGANISATION, Candidate, Problem
from registration.selection.refusals import Bound

MOST_TOLD = 40
"""Those with the most points; of the others the number alone."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """`exchanges`: of how many people with fewer points this bound keeps her from taking the seat."""

    bound: Bound
    exchanges: int


@dataclass(frozen=True, slots=True)
class PassedOver:
    """`exchanges`: how many people with fewer points have a seat that is in question."""

    id: UUID
    exchanges: int
    in_the_way: tuple[InTheWay, ...]


@dataclass(frozen=True, slots=True)
class AllPassedOver:
    """`people`: how many; `first`: those with the most points, equals in order of ids."""

    people: int
    first: tuple[PassedOver, ...]


def passed_over(problem: Problem, taken: Sequence[UUID], most: int = MOST_TOLD) -> AllPassedOver:
    """`taken`: a best selection of `problem`; `most`: of how many the bounds are told."""
    has_a_seat = set(taken)
    seated = [one for one in problem.candidates if one.id in has_a_seat]
    movable = [one for one in seated if one.id not in problem.kept]
    if not movable:
        return AllPassedOver(0, ())
    lowest = min(one.score for one in movable)
    above = [one for one in problem.candidates if one.score > lowest and one.id not in has_a_seat]
    first = nsmallest(most, above, key=lambda one: (-one.score, one.id))
    limits = _Limits(problem, seated)
    told = (_why(one, [other for other in movable if other.score < one.score], limits) for one in first)
    return AllPassedOver(len(above), tuple(told))


class _Limits:
    """The bounds that this selection reaches."""

    def __init__(self, problem: Problem, seated: Sequence[Candidate]) -> None:
        counted = [(quota, sum(map(quota.counts, seated))) for quota in problem.quotas]
        self.full = [
            (quota, quota.maximum) for quota, seats in counted if quota.maximum is not None and seats >= quota.maximum
        ]
        self.short = [quota for quota, seats in counted if seats <= quota.minimum]
        self.cap = problem.per_organisation
        self.of_organisation = Counter(one.organisation for one in seated if one.organisation is not None)

    def against(self, one: Candidate, instead_of: Candidate) -> Iterator[Bound]:
        for quota, maximum in self.full:
            if quota.counts(one) and not quota.counts(instead_of):
                yield Bound(quota.id, "maximum", maximum)
        for quota in self.short:
            if quota.counts(instead_of) and not quota.counts(one):
                yield Bound(quota.id, "minimum", quota.minimum)
        if self.cap is not None and self.at_its_cap(one.organisation, instead_of.organisation):
            yield Bound(PER_ORGANISATION, "maximum", self.cap)

    def at_its_cap(self, organisation: str | None, left: str | None) -> bool:
        """Also once somebody of `left` gave her seat away."""
        if self.cap is None or organisation is None or organisation == left:
            return False
        return self.of_organisation[organisation] >= self.cap


def _why(one: Candidate, lower: Sequence[Candidate], limits: _Limits) -> PassedOver:
    """The bound that forbids most of it first."""
    times = Counter(bound for other in lower for bound in limits.against(one, other))
    found = sorted(times.items(), key=lambda told: (-told[1], told[0].quota, told[0].side))
    return PassedOver(one.id, len(lower), tuple(InTheWay(bound, count) for bound, count in found))
