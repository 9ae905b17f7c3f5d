"""The controlled words of followup. Those that travel are spelled as in its events."""

from enum import StrEnum


class PlanState(StrEnum):
    PLANNED = "planned"
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    HELD = "held"
    REPORTED = "reported"
    VERIFIED = "verified"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


class PlanOrder(StrEnum):
    """How a list of plans is ordered: as they were planned, or by what is due next."""

    PLANNED = "planned"
    DUE = "due"


class ExpectedState(StrEnum):
    """An expected plan is not a plan yet: ledgers count what was planned at least once."""

    EXPECTED = "expected"
    PLANNED = "planned"
    JOINED = "joined"


class PlanType(StrEnum):
    """Whom or what a plan is about."""

    GIRLS_LEADERSHIP = "girls-leadership"
    HUMAN_RIGHTS = "human-rights"
    SURVIVORS_RURAL = "survivors-rural"
    DISABILITY = "disability"
    PEACEBUILDING = "peacebuilding"
    OTHER = "other"


class ReturnReason(StrEnum):
    """What is to be done better."""

    SECOND_ADULT = "second_adult"
    DATE = "date"
    COSTS = "costs"
    VENUE = "venue"
    TIME = "time"
    FIGURES = "figures"
    OTHER = "other"


class ReturnedPart(StrEnum):
    """What was sent back."""

    PLAN = "plan"
    REPORT = "report"


class VerificationMethod(StrEnum):
    """How the mentor found out."""

    CALL = "call"
    VISIT = "visit"
    DOCUMENTS = "documents"


class RestatementReason(StrEnum):
    """Why a verified figure is stated again; stays in this service."""

    COUNTED_TWICE = "counted_twice"
    LEFT_OUT = "left_out"
    WRONG_CATEGORY = "wrong_category"
    OTHER = "other"


class Outcome(StrEnum):
    ATTENDED = "attended"
    PARTLY = "partly"
    NO_SHOW = "no_show"


class AtHome(StrEnum):
    """What an applicant's home said of her last."""

    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class AtHost(StrEnum):
    """What the host said of her last."""

    SELECTED = "selected"
    CONFIRMED = "confirmed"
    RELEASED = "released"


class Sensitivity(StrEnum):
    OPEN = "open"
    DISCREET = "discreet"
    CLOSED = "closed"


class ItemKind(StrEnum):
    """What is shown of somebody."""

    TESTIMONIAL = "testimonial"
    PICTURE = "picture"


class ItemState(StrEnum):
    """Released: shown while all consent."""

    WRITTEN = "written"
    RELEASED = "released"


class ConsentPurpose(StrEnum):
    MEDIA = "media"
    VOICE = "voice"


class Role(StrEnum):
    """In what capacity somebody acts: a participant by her link, staff by their token."""

    PARTICIPANT = "participant"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"


class Step(StrEnum):
    """What somebody who was trained is followed through, in this order."""

    PLAN = "plan"
    TRAINING = "training"
    REPORT = "report"
    VERIFICATION = "verification"


class Standing(StrEnum):
    """How a step stands; `ahead`: another comes first; `ended`: nothing more is expected."""

    DONE = "done"
    AHEAD = "ahead"
    WAITING = "waiting"
    LATE = "late"
    ENDED = "ended"


class Relation(StrEnum):
    """What somebody is to one plan."""

    PLANNER = "planner"
    MENTOR = "assigned mentor"
    COORDINATOR = "coordinator"
