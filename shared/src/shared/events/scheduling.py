"""Facts that scheduling says."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.events.base import (
    Code,
    Count,
    Country,
    Event,
    Language,
    Leaves,
    Part,
    Positive,
    PublicText,
    Region,
    Sha256,
    TimeZone,
    Visibility,
    Window,
)


class Admission(StrEnum):
    """How people enter a training."""

    SELECTION = "selection"
    ENROLMENT = "enrolment"
    NONE = "none"


class Sensitivity(StrEnum):
    """What may be known of a training outside, and when."""

    OPEN = "open"
    DISCREET = "discreet"
    CLOSED = "closed"


class PartnerRole(StrEnum):
    ORGANISER = "organiser"
    CO_ORGANISER = "co-organiser"
    HOST = "host"
    MENTOR = "mentor"


class PartnerScope(StrEnum):
    AGENDA = "agenda"
    OUTREACH = "outreach"
    TECHNIQUES = "techniques"


class ChangedPart(StrEnum):
    """What a change touched; the snapshot beside it is complete."""

    DATES = "dates"
    CALL = "call"
    SEATS = "seats"
    QUOTAS = "quotas"
    OTHER = "other"


class Outcome(StrEnum):
    """Attended: at least 80 % of the delivered minutes; partly: more than none."""

    ATTENDED = "attended"
    PARTLY = "partly"
    NO_SHOW = "no_show"


class CancelReason(StrEnum):
    VENUE = "venue"
    TRAINER = "trainer"
    FUNDING = "funding"
    TOO_FEW = "too_few"
    PLAN_WITHDRAWN = "plan_withdrawn"
    OTHER = "other"


class SuspensionReason(StrEnum):
    """Nothing that says what happened."""

    PRECAUTION = "precaution"
    REQUEST = "request"
    OTHER = "other"


class Module(Part):
    code: Code
    minutes: Positive
    topics: tuple[Code, ...]
    prerequisites: tuple[Code, ...] = ()


class Quota(Part):
    """Between `minimum` and `maximum` seats for those who match every pair of `where`."""

    id: Code
    where: Annotated[dict[Code, Code], Field(min_length=1)]
    minimum: Count = 0
    maximum: Count | None = None


class Criterion(Part):
    code: Code
    weight: Annotated[int, Field(ge=1, le=100)]


class Partner(Part):
    organisation: UUID
    role: PartnerRole
    scopes: tuple[PartnerScope, ...] = ()


class Session(Part):
    id: UUID
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    modules: tuple[Code, ...] = ()
    topics: tuple[Code, ...] = ()


class ManualPublished(Event):
    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "manual"
    leaves: ClassVar[Leaves] = Leaves.ALWAYS

    manual: UUID
    code: Code
    edition: Positive
    language: Language
    modules: tuple[Module, ...]


class TrainingSnapshot(Event):
    """Everything that another service may need to know of a training, in each of the two facts."""

    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "training"
    leaves: ClassVar[Leaves] = Leaves.WITH_ITS_TRAINING

    training: UUID
    programme: UUID
    host: Region
    country: Country
    time_zone: TimeZone
    parent: UUID | None = None
    plan: UUID | None = None
    generation: Count
    visibility: Visibility
    admission: Admission
    homes: tuple[Region, ...]
    starts_on: date
    ends_on: date
    languages: tuple[Language, ...] = ()
    seats: Positive
    quotas: tuple[Quota, ...] = ()
    per_organisation: Positive | None = None
    criteria: tuple[Criterion, ...] = ()
    partners: tuple[Partner, ...] = ()
    sensitivity: Sensitivity
    publish_not_before: AwareDatetime | None = None
    call: Window | None = None
    answer_within_days: Positive | None = None
    plans_due_days: Positive | None = None
    title: PublicText | None = None


class TrainingAnnounced(TrainingSnapshot):
    pass


class TrainingChanged(TrainingSnapshot):
    parts: tuple[ChangedPart, ...]


class TrainingCancelled(Event):
    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "training"
    leaves: ClassVar[Leaves] = Leaves.WITH_ITS_TRAINING

    training: UUID
    plan: UUID | None = None
    reason: CancelReason


class Lockdown(Event):
    """What is said at the beginning and at the end of a suspension."""

    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "training"
    leaves: ClassVar[Leaves] = Leaves.NEVER

    training: UUID
    reason: SuspensionReason


class TrainingSuspended(Lockdown):
    """Nothing of it is shown or done until it is resumed."""


class TrainingResumed(Lockdown):
    pass


class RegionLockdown(Event):
    """What is said at the beginning and at the end of a suspension of all of the region."""

    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "suspension"
    leaves: ClassVar[Leaves] = Leaves.NEVER

    suspension: UUID
    """The region waits until each of them is resumed."""
    reason: SuspensionReason


class RegionSuspended(RegionLockdown):
    """Nothing is shown or done for anybody, wherever a training is hosted, until it is resumed."""


class RegionResumed(RegionLockdown):
    pass


class AgendaPublished(Event):
    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "training"
    leaves: ClassVar[Leaves] = Leaves.WITH_ITS_TRAINING

    training: UUID
    agenda_version: Positive
    hash: Sha256
    sessions: tuple[Session, ...]
    facilitators: tuple[UUID, ...] = ()
    """Persons: those of the training."""


class ParticipantAttended(Event):
    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "application"
    leaves: ClassVar[Leaves] = Leaves.WITH_ITS_TRAINING

    application: UUID
    participant: UUID
    home: Region
    training: UUID
    host: Region
    generation: Count
    outcome: Outcome
    minutes: Count
    plan_due: AwareDatetime | None = None


class TrainingCompleted(Event):
    publisher: ClassVar[str] = "scheduling"
    key: ClassVar[str] = "training"
    leaves: ClassVar[Leaves] = Leaves.WITH_ITS_TRAINING

    training: UUID
    plan: UUID | None = None
    held_from: date
    held_to: date
    minutes_planned: Count
    minutes_delivered: Count
    modules_planned: Count
    modules_as_designed: Count
    roster: Count
    attended: Count
    """Partly included."""
