"""The controlled words of scheduling. Those that travel are spelled as in its events."""

from enum import StrEnum


class TrainingState(StrEnum):
    """How far a training is."""

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
    """Whether the facts of a training leave its region."""

    PROGRAMME = "programme"
    LOCAL = "local"


class Sensitivity(StrEnum):
    """What may be known of a training outside, and when."""

    OPEN = "open"
    DISCREET = "discreet"
    CLOSED = "closed"


class PartnerRole(StrEnum):
    """What part an organisation has in a training."""

    ORGANISER = "organiser"
    CO_ORGANISER = "co-organiser"
    HOST = "host"
    MENTOR = "mentor"


class PartnerScope(StrEnum):
    """What a partnership covers."""

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
    """Why a training is called off."""

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
    """A published edition never changes."""

    DRAFT = "draft"
    PUBLISHED = "published"


class AgendaState(StrEnum):
    """Whether this version is the one that is held; superseded: a newer one was published."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Level(StrEnum):
    """A blocking conflict forbids publication; a warning may be taken upon oneself."""

    BLOCK = "BLOCK"
    WARN = "WARN"


class RosterState(StrEnum):
    """Removed: her place was released after it was confirmed."""

    ON_ROSTER = "on_roster"
    REMOVED = "removed"


class MarkKind(StrEnum):
    """Present: all delivered minutes; absent: none; partly: as many as the mark says."""

    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"


class Outcome(StrEnum):
    """Attended: at least 80 % of the delivered minutes; partly: more than none."""

    ATTENDED = "attended"
    PARTLY = "partly"
    NO_SHOW = "no_show"
