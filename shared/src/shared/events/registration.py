"""Facts that registration says, at home and as host."""

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.events.base import Code, Count, Event, Leaves, Positive, Region, Role, Sha256
from shared.events.scheduling import Admission


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


class ConsentPurpose(StrEnum):
    MEDIA = "media"
    VOICE = "voice"
    PUBLIC_TEXT = "public-text"


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


class DecisionKind(StrEnum):
    FIRST = "first"
    PROMOTION = "promotion"


class AnswerValue(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"


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


class ServiceName(StrEnum):
    REGISTRATION = "registration"
    SCHEDULING = "scheduling"
    FOLLOWUP = "followup"


class ApplicationFact(Event):
    """A fact about one application, which names the person and the region that knows her."""

    publisher: ClassVar[str] = "registration"
    key: ClassVar[str] = "application"
    leaves: ClassVar[Leaves] = Leaves.WITH_ITS_TRAINING

    application: UUID
    participant: UUID
    home: Region
    training: UUID


class ApplicationSubmitted(ApplicationFact):
    role: ClassVar[Role] = Role.HOME

    admission: Admission
    code: Code


class ApplicationReviewed(ApplicationFact):
    role: ClassVar[Role] = Role.HOME

    code: Code
    revision: Positive
    eligible: bool
    score: Annotated[int, Field(ge=0, le=10_000)] | None = None
    """Hundredths: mean over the reviews of Σ weight × mark × 10 (marks 0–10, weights sum to 100), half up."""
    reviews: Count
    attributes: dict[Code, Code] = Field(default_factory=dict)
    """Those that the quotas of this training use."""
    organisation: Sha256 | None = None
    """Pseudonym under a key of this home and this training."""


class ApplicationWithdrawn(ApplicationFact):
    role: ClassVar[Role] = Role.HOME

    reason: WithdrawalReason


class TrainingFact(Event):
    publisher: ClassVar[str] = "registration"
    key: ClassVar[str] = "training"
    leaves: ClassVar[Leaves] = Leaves.WITH_ITS_TRAINING

    training: UUID


class ReviewsClosed(TrainingFact):
    """What the home declares: the host may select when what arrived equals it."""

    role: ClassVar[Role] = Role.HOME

    home: Region
    submitted: Count
    versions: Count
    """Sum of the newest versions announced of the submitted applications, withdrawn ones included."""


class ReviewsReopened(TrainingFact):
    role: ClassVar[Role] = Role.HOME

    home: Region


class SelectionDecided(TrainingFact):
    role: ClassVar[Role] = Role.HOST

    selection: UUID
    hash: Sha256
    kind: DecisionKind
    quotas_kept: tuple[Code, ...]
    quotas_relaxed: tuple[Code, ...] = ()


class ParticipantSelected(ApplicationFact):
    role: ClassVar[Role] = Role.HOST

    selection: UUID
    offer: UUID
    answer_by: AwareDatetime


class ParticipantReserved(ApplicationFact):
    role: ClassVar[Role] = Role.HOST

    selection: UUID
    rank: Positive


class ApplicationNotSelected(ApplicationFact):
    role: ClassVar[Role] = Role.HOST

    selection: UUID | None = None
    reason: NotSelectedReason
    left_out: LeftOutReason | None = None


class InvitationSent(ApplicationFact):
    role: ClassVar[Role] = Role.HOME

    offer: UUID


class InvitationAnswered(ApplicationFact):
    role: ClassVar[Role] = Role.HOME

    offer: UUID
    answer: AnswerValue
    answered_at: AwareDatetime
    reason: ReleaseReason | None = None


class PlaceConfirmed(ApplicationFact):
    role: ClassVar[Role] = Role.HOST

    offer: UUID | None = None
    badge: Code
    via: Via


class PlaceReleased(ApplicationFact):
    role: ClassVar[Role] = Role.HOST

    offer: UUID | None = None
    how: ReleaseCause
    reason: ReleaseReason | None = None
    was_confirmed: bool


class PersonFact(Event):
    publisher: ClassVar[str] = "registration"
    role: ClassVar[Role] = Role.HOME
    key: ClassVar[str] = "participant"

    participant: UUID


class ConsentChanged(PersonFact):
    leaves: ClassVar[Leaves] = Leaves.ALWAYS

    purpose: ConsentPurpose
    text_version: Positive
    given: bool
    item: UUID | None = None
    """What it covers; none: everything of this purpose."""


class LinkIssued(PersonFact):
    leaves: ClassVar[Leaves] = Leaves.NEVER

    token_hash: Sha256
    service: ServiceName
    purpose: LinkPurpose
    training: UUID | None = None
    plan: UUID | None = None
    application: UUID | None = None
    expires_at: AwareDatetime
    """Wall clock, the one such field."""


class LinksRevoked(PersonFact):
    """Her address was mended: every link that was issued to her before opens nothing any more."""

    leaves: ClassVar[Leaves] = Leaves.NEVER

    kept: tuple[Sha256, ...] = ()
    """Of tokens that no mail server has seen: their letters go to the address that holds now."""
