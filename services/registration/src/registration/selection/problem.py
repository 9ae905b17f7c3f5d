"""What is asked of a selection: candidates, seats, quotas, a seed. Opaque ids, codes and whole numbers only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from registration.selection.refusals import DoesNotRelax, QuotaIdIsTaken

PER_ORGANISATION = "per_organisation"
"""The id under which the cap per organisation stands beside the quotas."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application without name, contact and words; `score` in hundredths of a point."""

    id: UUID
    score: int
    attributes: Mapping[str, str]
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """Between `minimum` and `maximum` seats for those who match every pair of `where`."""

    id: str
    where: Mapping[str, str]
    minimum: int = 0
    maximum: int | None = None

    def counts(self, candidate: Candidate) -> bool:
        return all(candidate.attributes.get(attribute) == value for attribute, value in self.where.items())


@dataclass(frozen=True, slots=True)
class Relaxation:
    """New bounds of one quota (of `per_organisation`: its maximum) for one decision; None leaves a bound as it is."""

    quota: str
    reason: str
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Who can be taken, for how many seats, under which quotas.

    `seed` is an unsigned integer of 64 bits. `kept` are ids of candidates whose seat is not in question (confirmed, or
    an open offer); they count towards seats and quotas. Raises QuotaIdIsTaken, ValueError where the parts do not fit.
    """

    training: UUID
    candidates: tuple[Candidate, ...]
    seats: int
    quotas: tuple[Quota, ...]
    seed: int
    per_organisation: int | None = None
    kept: frozenset[UUID] = frozenset()

    def __post_init__(self) -> None:
        _unique("candidate", (candidate.id for candidate in self.candidates))
        _unique("quota", (quota.id for quota in self.quotas))
        if any(quota.id == PER_ORGANISATION for quota in self.quotas):
            raise QuotaIdIsTaken(PER_ORGANISATION)
        if not 0 <= self.seed < 2**64:
            raise ValueError(f"the seed is an unsigned integer of 64 bits, not {self.seed}")
        if self.seats < 1:
            raise ValueError(f"a selection fills at least one seat, not {self.seats}")
        if strangers := self.kept - {candidate.id for candidate in self.candidates}:
            raise ValueError(f"kept, but not among the candidates: {', '.join(sorted(map(str, strangers)))}")

    @property
    def open_seats(self) -> int:
        return self.seats - len(self.kept)

    @property
    def fillable(self) -> "Problem":
        """With fewer people than seats: as many seats as there are people, the rest stay open."""
        return replace(self, seats=min(self.seats, len(self.candidates)))

    def relaxed(self, relaxations: Iterable[Relaxation]) -> "Problem":
        """The same problem with these bounds eased; raises DoesNotRelax."""
        problem = self
        for relaxation in relaxations:
            problem = _relax(problem, relaxation)
        return problem


def _unique(what: str, ids: Iterable[object]) -> None:
    if twice := [str(one) for one, times in Counter(ids).items() if times > 1]:
        raise ValueError(f"{what} given more than once: {', '.join(sorted(twice))}")


def _relax(problem: Problem, asked: Relaxation) -> Problem:
    if asked.quota == PER_ORGANISATION:
        return replace(problem, per_organisation=_eased_cap(problem.per_organisation, asked))
    if asked.quota not in {quota.id for quota in problem.quotas}:
        raise DoesNotRelax(asked.quota, "this training has no such quota")
    quotas = tuple(_eased(quota, asked) if quota.id == asked.quota else quota for quota in problem.quotas)
    return replace(problem, quotas=quotas)


def _eased(quota: Quota, asked: Relaxation) -> Quota:
    minimum = quota.minimum if asked.minimum is None else asked.minimum
    maximum = quota.maximum if asked.maximum is None else asked.maximum
    if (minimum, maximum) == (quota.minimum, quota.maximum):
        raise DoesNotRelax(quota.id, "its bounds stay as they are")
    if not 0 <= minimum <= quota.minimum:
        raise DoesNotRelax(quota.id, f"its minimum is {quota.minimum}, {minimum} does not ease it")
    if asked.maximum is not None and (quota.maximum is None or asked.maximum < quota.maximum):
        raise DoesNotRelax(quota.id, f"its maximum is {quota.maximum}, {asked.maximum} does not ease it")
    return replace(quota, minimum=minimum, maximum=maximum)


def _eased_cap(cap: int | None, asked: Relaxation) -> int:
    if cap is None or asked.minimum is not None or asked.maximum is None or asked.maximum <= cap:
        raise DoesNotRelax(PER_ORGANISATION, f"the cap is {cap}, {asked.maximum} does not ease it")
    return asked.maximum
