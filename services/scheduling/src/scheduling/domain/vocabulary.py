"""The controlled words of scheduling. Those that travel are spelled as in its events."""

from enum import StrEnum


class TrainingState(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DISCARDED = "discarded"


class Admission(StrEnum):
    """How people enter a training. `none`: they are counted, not named."""

    SELECTION = "selection"
    ENROLMENT = "enrolment"
    NONE = "none"


class Visibility(StrEnum):
    PROGRAMME = "programme"
    LOCAL = "local"


class Sensitivity(StrEnum):
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
    DATES = "dates"
    CALL = "call"
    SEATS = "seats"
    QUOTAS = "quotas"
    OTHER = "other"


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


class ManualState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class AgendaState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Level(StrEnum):
    """A blocking conflict forbids publication; a warning may be taken upon oneself."""

    BLOCK = "BLOCK"
    WARN = "WARN"


class RosterState(StrEnum):
    ON_ROSTER = "on_roster"
    REMOVED = "removed"


class MarkKind(StrEnum):
    """Present: all delivered minutes; absent: none; partly: as many as the mark says."""

    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"


class Outcome(StrEnum):
    ATTENDED = "attended"
    PARTLY = "partly"
    NO_SHOW = "no_show"
