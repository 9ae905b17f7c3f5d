"""What a coordinator writes down about a training, and what has to fit together in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from scheduling.domain.days import is_time_zone, start_of_day
from scheduling.domain.refusals.common import CodesTwice
from scheduling.domain.refusals.training import (
    CallOutOfOrder,
    EndsBeforeItStarts,
    MinimumAboveMaximum,
    NotForThisAdmission,
    QuotaIdIsTaken,
    QuotasDoNotFit,
    QuotaSum,
    UnknownTimeZone,
    WeightsDoNotSum,
)
from scheduling.domain.vocabulary import Admission, PartnerRole, PartnerScope, Sensitivity, Visibility

FULL_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class Quota:
    """Between `minimum` and `maximum` seats for those who match every pair of `where`; no maximum: all seats."""

    id: str
    where: Mapping[str, str]
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weight` in percent."""

    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class Partner:
    organisation: UUID
    role: PartnerRole
    scopes: tuple[PartnerScope, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """Open from `opens_at` on, until before `closes_at`."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is None is not known yet; announcing asks for it. Days count in `time_zone`."""

    admission: Admission
    visibility: Visibility
    sensitivity: Sensitivity
    seats: int
    homes: tuple[str, ...]
    programme: UUID | None = None
    title: str | None = None
    place: str | None = None
    country: str | None = None
    time_zone: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    languages: tuple[str, ...] = ()
    quotas: tuple[Quota, ...] = ()
    per_organisation: int | None = None
    criteria: tuple[Criterion, ...] = ()
    partners: tuple[Partner, ...] = ()
    publish_not_before: datetime | None = None
    call: Call | None = None
    answer_within_days: int | None = None
    plans_due_days: int | None = None
    manuals: tuple[UUID, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def title_for_others(self) -> str | None:
        """What it may be called where somebody looks who is not told all of it; None: by no title."""
        return self.title if self.sensitivity is Sensitivity.OPEN else None

    def check(self) -> None:
        """Raises the refusal that names what does not fit together."""
        self._check_days()
        self._check_selection()
        check_quotas(self.quotas, self.seats)

    def _check_days(self) -> None:
        if self.time_zone is not None and not is_time_zone(self.time_zone):
            raise UnknownTimeZone(self.time_zone)
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise EndsBeforeItStarts(self.starts_on, self.ends_on)
        starts_at = start_of_day(self.starts_on, self.time_zone) if self.starts_on and self.time_zone else None
        if self.call is None:
            return
        if self.call.closes_at <= self.call.opens_at or (starts_at and starts_at < self.call.closes_at):
            raise CallOutOfOrder(self.call.opens_at, self.call.closes_at, starts_at)

    def _check_selection(self) -> None:
        total = sum(criterion.weight for criterion in self.criteria)
        if self.criteria and total != FULL_WEIGHT:
            raise WeightsDoNotSum(total)
        refuse_twice("criteria", (criterion.code for criterion in self.criteria))
        refuse_twice("partners", (str(partner.organisation) for partner in self.partners))
        only_there = ("quotas", "criteria", "per_organisation", "call", "answer_within_days")
        given = tuple(name for name in only_there if getattr(self, name))
        if given and self.admission is not Admission.SELECTION:
            raise NotForThisAdmission(self.admission, given)

    def missing(self) -> tuple[str, ...]:
        """What announcing needs and nobody has said yet."""
        needed = ["programme", "country", "time_zone", "starts_on", "ends_on"]
        if self.sensitivity is not Sensitivity.CLOSED:
            needed += ["title", "place"]
        if self.admission is Admission.SELECTION:
            needed += ["criteria", "call", "answer_within_days"]
        return tuple(name for name in needed if not getattr(self, name))

    def lets_read_agendas(self, organisation: UUID) -> bool:
        """Whether a partner has a say in the agenda."""
        return any(
            partner.organisation == organisation and PartnerScope.AGENDA in partner.scopes for partner in self.partners
        )


def refuse_twice(what: str, codes: Iterable[str]) -> None:
    """Raises CodesTwice."""
    twice = tuple(code for code, n in Counter(codes).items() if n > 1)
    if twice:
        raise CodesTwice(what, twice)


PER_ORGANISATION = "per_organisation"
"""The id of the cap per organisation, which stands beside the quotas."""


def check_quotas(quotas: tuple[Quota, ...], seats: int) -> None:
    """Raises CodesTwice, QuotaIdIsTaken, MinimumAboveMaximum, QuotasDoNotFit with every sum that does not fit."""
    refuse_twice("quotas", (quota.id for quota in quotas))
    if any(quota.id == PER_ORGANISATION for quota in quotas):
        raise QuotaIdIsTaken(PER_ORGANISATION)
    for quota in quotas:
        if quota.maximum is not None and quota.minimum > quota.maximum:
            raise MinimumAboveMaximum(quota.id, quota.minimum, quota.maximum)
    broken = tuple(group for group in sums(quotas) if not fits(group, seats))
    if broken:
        raise QuotasDoNotFit(seats, broken)


def sums(quotas: tuple[Quota, ...]) -> tuple[QuotaSum, ...]:
    """Quotas over one attribute do not overlap, so they add up; combinations of attributes are for the selection."""
    attributes = dict.fromkeys(next(iter(quota.where)) for quota in quotas if len(quota.where) == 1)
    return tuple(sum_over(attribute, quotas) for attribute in attributes)


def sum_over(attribute: str, quotas: tuple[Quota, ...]) -> QuotaSum:
    """Two quotas for one value count once, with the greater minimum and the lesser maximum."""
    minimums: dict[str, int] = {}
    maximums: dict[str, int | None] = {}
    named = tuple(quota for quota in quotas if set(quota.where) == {attribute})
    for quota in named:
        value = quota.where[attribute]
        minimums[value] = max(quota.minimum, minimums.get(value, 0))
        bounds = [bound for bound in (quota.maximum, maximums.get(value)) if bound is not None]
        maximums[value] = min(bounds, default=None)
    known = [bound for bound in maximums.values() if bound is not None]
    # One value alone says nothing of the others: six alumnae at most leave the other seats to everybody else.
    is_bounded = len(maximums) > 1 and len(known) == len(maximums)
    ids = tuple(quota.id for quota in named)
    return QuotaSum(attribute, ids, sum(minimums.values()), sum(known) if is_bounded else None)


def fits(group: QuotaSum, seats: int) -> bool:
    return group.minimums <= seats and (group.maximums is None or group.maximums >= seats)
