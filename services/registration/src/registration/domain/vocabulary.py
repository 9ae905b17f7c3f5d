"""The controlled words of registration. Those that travel are spelled as in its events."""

from enum import StrEnum


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


class Visibility(StrEnum):
    """Whether the facts of a training leave its region."""

    PROGRAMME = "programme"
    LOCAL = "local"


class CallState(StrEnum):
    """Computed from the window; nothing is stored."""

    KNOWN = "known"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ReviewsState(StrEnum):
    REVIEWING = "reviewing"
    CLOSED = "reviews_closed"


class ApplicationState(StrEnum):
    """How far an application is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INELIGIBLE = "ineligible"
    SHORTLISTED = "shortlisted"
    SELECTED = "selected"
    RESERVED = "reserved"
    NOT_SELECTED = "not_selected"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class EligibilityRule(StrEnum):
    """The one rule that an ineligible application names; stays at home."""

    CANNOT_ATTEND = "cannot_attend"
    NOWHERE_TO_PASS_ON = "nowhere_to_pass_on"  # noqa: S105 - no password
    ORGANISERS_STAFF = "organisers_staff"
    UNDER_18 = "under_18"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Outcome(StrEnum):
    ATTENDED = "attended"
    PARTLY = "partly"
    NO_SHOW = "no_show"


THERE = (Outcome.ATTENDED, Outcome.PARTLY)


class PlanState(StrEnum):
    """How far a plan is, as followup tells it; `expected`: awaited, and not a plan yet. That it is scheduled, held or
    cancelled is read from its training; a report that came back says held too.
    """

    EXPECTED = "expected"
    PLANNED = "planned"
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    HELD = "held"
    REPORTED = "reported"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


class Part(StrEnum):
    """What planners owe: what they intend to do, and then what came of it."""

    PLAN = "plan"
    REPORT = "report"


class WithdrawalReason(StrEnum):
    PERSONAL = "personal"
    EMPLOYER_LEAVE = "employer_leave"
    CARE_DUTY = "care_duty"
    OTHER = "other"
    ERASED = "erased"


class NotSelectedReason(StrEnum):
    BELOW_SELECTED = "below_selected"
    FULL = "full"
    STOOD_DOWN = "stood_down"


class LeftOutReason(StrEnum):
    """Why somebody could not be selected whatever her points."""

    VISA_LEAD = "visa_lead"


class InvitationState(StrEnum):
    """What became of one offer."""

    TO_SEND = "to_send"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CLOSED = "closed"


class GivenUp(StrEnum):
    """Why a letter reached nobody: its mailbox refuses it, no server took it for days, it cannot be written, what it
    invites to can no longer be answered, or a newer one (of the same offer, or to another address) was written before
    it went out.
    """

    REFUSED = "refused"
    NOT_TAKEN = "not_taken"
    UNWRITABLE = "unwritable"
    UNANSWERABLE = "unanswerable"
    REPLACED = "replaced"


class AnswerValue(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"


class SelectionState(StrEnum):
    """Whether offers went out."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class LotteryPolicy(StrEnum):
    """By what is drawn: the smallest chance as large as can be; the next smallest too, to the last; a lottery among all
    who reach a score.
    """

    LOTTERY = "lottery"
    LEXIMIN = "leximin"
    THRESHOLD = "threshold"


class RemarkKind(StrEnum):
    """What is wrong with a quota: its numbers exclude those of others, or of itself; nobody can fill it; it is kept by
    whatever is selected.
    """

    CONTRADICTORY = "contradictory"
    IMPOSSIBLE = "impossible"
    SAYS_NOTHING = "says_nothing"


class RemarkCode(StrEnum):
    """What adding up shows of a quota."""

    MINIMUM_ABOVE_MAXIMUM = "minimum_above_maximum"
    ABOVE_SEATS = "above_seats"
    ABOVE_WHOLE = "above_whole"
    TOO_FEW = "too_few"
    KEPT_OUT = "kept_out"
    CAPPED_OUT = "capped_out"
    ALWAYS_KEPT = "always_kept"


class RunState(StrEnum):
    """What became of the making of a draft; `lost`: whoever worked at it is gone."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    LOST = "lost"


class Step(StrEnum):
    """What is being done while a draft is made, in this order; `costs`: of each quota."""

    WAITING = "waiting"
    READING = "reading"
    SELECTING = "selecting"
    COSTS = "costs"
    WRITING = "writing"


class DecisionKind(StrEnum):
    FIRST = "first"
    PROMOTION = "promotion"


class PlaceState(StrEnum):
    """`none`: the host knows the candidate and has decided nothing about her."""

    NONE = "none"
    SELECTED = "selected"
    INVITED = "invited"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    RESERVE = "reserve"
    STOOD_DOWN = "stood_down"
    NOT_SELECTED = "not_selected"


class Via(StrEnum):
    """How a place was reached."""

    SELECTION = "selection"
    PROMOTION = "promotion"
    ENROLMENT = "enrolment"


class ReleaseCause(StrEnum):
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    CANCELLED = "cancelled"
    BY_HOST = "by_host"


class ReleaseReason(StrEnum):
    VISA_REFUSED = "visa_refused"
    EMPLOYER_LEAVE = "employer_leave"
    CARE_DUTY = "care_duty"
    PERSONAL = "personal"
    OTHER = "other"


class UnusedAnswerCause(StrEnum):
    """Why an answer changed nothing."""

    LATE = "late"
    OTHER_OFFER = "other_offer"


class StaffKind(StrEnum):
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    MENTOR = "mentor"
    FACILITATOR = "facilitator"
    INTERPRETER = "interpreter"
    GUEST = "guest"


class PersonState(StrEnum):
    KNOWN = "known"
    ERASED = "erased"


class ConsentPurpose(StrEnum):
    """What somebody agrees to: pictures of her, her words, what is written about her."""

    MEDIA = "media"
    VOICE = "voice"
    PUBLIC_TEXT = "public-text"


class LinkPurpose(StrEnum):
    """What a link lets its holder do."""

    APPLICATION = "application"
    ANSWER = "answer"
    FOLLOW_UP = "follow-up"
    FEEDBACK = "feedback"
    TESTIMONIAL = "testimonial"
    FACILITATE = "facilitate"
    CALL = "call"
    ENROLMENT = "enrolment"
    CONSENT = "consent"


class ServiceName(StrEnum):
    REGISTRATION = "registration"
    SCHEDULING = "scheduling"
    FOLLOWUP = "followup"
