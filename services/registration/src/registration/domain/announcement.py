"""What scheduling said of a training, as far as registration decides by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from registration.domain.deadlines import deadline, end_of_day, start_of_day
from registration.domain.vocabulary import Admission, Sensitivity, Visibility

PER_ORGANISATION = "per_organisation"
"""The id under which the cap per organisation stands beside the quotas."""
ANSWER_WITHIN_DAYS = 7
"""Where a training does not say how long an offer stands."""


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens_at` on, until before `closes_at`."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Quota:
    """Between `minimum` and `maximum` seats for those who match every pair of `where`."""

    id: str
    where: Mapping[str, str]
    minimum: int = 0
    maximum: int | None = None

    def counts(self, attributes: Mapping[str, str | None]) -> bool:
        """Whether it counts somebody with these."""
        return self.where.items() <= attributes.items()


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weight` in percent; those of a training sum to 100."""

    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a selection depends on beside its candidates."""

    seats: int
    quotas: tuple[Quota, ...] = ()
    per_organisation: int | None = None

    @property
    def attributes(self) -> tuple[str, ...]:
        """Those that the quotas use, in alphabetical order: no other leaves home."""
        return tuple(sorted({attribute for quota in self.quotas for attribute in quota.where}))

    def named(self, attribute: str) -> tuple[str, ...]:
        """Values of this attribute that a quota names, in alphabetical order."""
        return tuple(sorted({quota.where[attribute] for quota in self.quotas if attribute in quota.where}))


@dataclass(frozen=True, slots=True)
class Announcement:
    """`title`: where it is public; `country`: where it takes place, ISO 3166-1 alpha-2."""

    programme: UUID
    host: str
    time_zone: str
    visibility: Visibility
    admission: Admission
    homes: tuple[str, ...]
    starts_on: date
    ends_on: date
    sensitivity: Sensitivity
    terms: Terms
    criteria: tuple[Criterion, ...] = ()
    call: Window | None = None
    answer_within_days: int | None = None
    publish_not_before: datetime | None = None
    country: str | None = None
    title: str | None = None

    @property
    def starts_at(self) -> datetime:
        """00:00 of the first day where it takes place."""
        return start_of_day(self.starts_on, self.time_zone)

    @property
    def ends_at(self) -> datetime:
        """24:00 of the last day where it takes place."""
        return end_of_day(self.ends_on, self.time_zone)

    @property
    def last_sent_at(self) -> datetime:
        """From when on nobody can send an application: the end of the call; without one, of the last day."""
        return self.call.closes_at if self.call else self.ends_at

    def answer_by(self, *, due: datetime, now: datetime) -> datetime:
        """Until when an offer that was due then and is made now can be answered."""
        return deadline(self.answer_within_days or ANSWER_WITHIN_DAYS, self.time_zone, due=due, now=now)
