"""What homes and scheduling say to a host."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from shared.events.base import Visibility, Window
from shared.events.registration import (
    AnswerValue,
    ApplicationReviewed,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    InvitationAnswered,
    InvitationSent,
    ReleaseReason,
    ReviewsClosed,
    ReviewsReopened,
    WithdrawalReason,
)
from shared.events.scheduling import (
    Admission,
    CancelReason,
    ChangedPart,
    Quota,
    Sensitivity,
    SuspensionReason,
    TrainingAnnounced,
    TrainingCancelled,
    TrainingChanged,
    TrainingCompleted,
    TrainingResumed,
    TrainingSuspended,
)

OPENED = datetime(2017, 1, 9, 9, tzinfo=UTC)
CLOSED = datetime(2017, 2, 24, 9, tzinfo=UTC)
PUBLISHED = datetime(2017, 2, 27, 9, tzinfo=UTC)
ANSWER_BY = datetime(2017, 3, 10, 19, tzinfo=UTC)
"""24:00 of the eleventh day in Dushanbe."""
STARTS_AT = datetime(2017, 5, 14, 19, tzinfo=UTC)


@dataclass
class Training:
    """As scheduling tells of it. Of three seats at most two are for TJ and one at least is for GE."""

    said: dict[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid4)
    version: int = 0

    def _snapshot(self, at: datetime) -> dict[str, Any]:
        self.version += 1
        return {
            "training": self.id,
            "programme": UUID(int=9),
            "host": "tj",
            "country": "TJ",
            "time_zone": "Asia/Dushanbe",
            "generation": 0,
            "visibility": Visibility.PROGRAMME,
            "admission": Admission.SELECTION,
            "homes": ("tj",),
            "starts_on": date(2017, 5, 15),
            "ends_on": date(2017, 5, 18),
            "seats": 3,
            "quotas": (
                Quota(id="TJ", where={"country": "TJ"}, minimum=0, maximum=2),
                Quota(id="GE", where={"country": "GE"}, minimum=1),
            ),
            "sensitivity": Sensitivity.DISCREET,
            "publish_not_before": datetime(2017, 5, 31, 19, tzinfo=UTC),
            "call": Window(opens_at=OPENED, closes_at=datetime(2017, 2, 3, 19, tzinfo=UTC)),
            "answer_within_days": 11,
            "version": self.version,
            "at": at,
            **self.said,
        }

    def announced(self) -> TrainingAnnounced:
        return TrainingAnnounced.model_validate(self._snapshot(OPENED))

    def changed(self, *parts: ChangedPart, at: datetime, **changes: Any) -> TrainingChanged:
        self.said |= changes
        return TrainingChanged.model_validate({**self._snapshot(at), "parts": parts})

    def cancelled(self, at: datetime) -> TrainingCancelled:
        self.version += 1
        return TrainingCancelled(training=self.id, reason=CancelReason.VENUE, version=self.version, at=at)

    def suspended(self, at: datetime) -> TrainingSuspended:
        self.version += 1
        return TrainingSuspended(training=self.id, reason=SuspensionReason.PRECAUTION, version=self.version, at=at)

    def resumed(self, at: datetime) -> TrainingResumed:
        self.version += 1
        return TrainingResumed(training=self.id, reason=SuspensionReason.PRECAUTION, version=self.version, at=at)

    def completed(self) -> TrainingCompleted:
        self.version += 1
        return TrainingCompleted(
            training=self.id,
            held_from=date(2017, 5, 15),
            held_to=date(2017, 5, 18),
            minutes_planned=1680,
            minutes_delivered=1620,
            modules_planned=17,
            modules_as_designed=16,
            roster=3,
            attended=3,
            version=self.version,
            at=datetime(2017, 5, 18, 14, tzinfo=UTC),
        )


@dataclass
class Applicant:
    """An application as its home tells of it; each fact is its next version."""

    training: UUID
    code: str
    score: int = 0
    home: str = "tj"
    admission: Admission = Admission.SELECTION
    id: UUID = field(default_factory=uuid4)
    version: int = 0
    revision: int = 0
    sector: str = "NGO"

    def _about(self, at: datetime) -> dict[str, Any]:
        self.version += 1
        participant = UUID(int=self.id.int ^ 1)
        own = {"application": self.id, "participant": participant, "home": self.home, "training": self.training}
        return {**own, "version": self.version, "at": at}

    def submitted(self) -> ApplicationSubmitted:
        return ApplicationSubmitted(**self._about(OPENED), admission=self.admission, code=self.code)

    def reviewed(self, *, eligible: bool = True) -> ApplicationReviewed:
        self.revision += 1
        return ApplicationReviewed(
            **self._about(OPENED),
            code=self.code,
            revision=self.revision,
            eligible=eligible,
            score=self.score,
            reviews=2,
            attributes={"country": self.code[:2], "sector": self.sector},
        )

    def withdrawn(self, at: datetime = PUBLISHED) -> ApplicationWithdrawn:
        return ApplicationWithdrawn(**self._about(at), reason=WithdrawalReason.CARE_DUTY)

    def invited(self, offer: str, at: datetime = PUBLISHED) -> InvitationSent:
        return InvitationSent(**self._about(at), offer=UUID(offer))

    def accepted(self, offer: str, at: datetime = PUBLISHED) -> InvitationAnswered:
        return self._answered(offer, AnswerValue.ACCEPTED, None, at)

    def declined(self, offer: str, at: datetime = PUBLISHED) -> InvitationAnswered:
        return self._answered(offer, AnswerValue.DECLINED, ReleaseReason.EMPLOYER_LEAVE, at)

    def _answered(
        self, offer: str, answer: AnswerValue, reason: ReleaseReason | None, at: datetime
    ) -> InvitationAnswered:
        own = {"offer": UUID(offer), "answer": answer, "answered_at": at, "reason": reason}
        return InvitationAnswered(**self._about(at), **own)


@dataclass
class Home:
    """Closes its reviews, and opens them again."""

    training: UUID
    name: str = "tj"
    version: int = 0

    def closed(self, *applicants: Applicant) -> ReviewsClosed:
        self.version += 1
        return ReviewsClosed(
            training=self.training,
            home=self.name,
            submitted=len(applicants),
            versions=sum(one.version for one in applicants),
            version=self.version,
            at=CLOSED,
        )

    def reopened(self) -> ReviewsReopened:
        self.version += 1
        return ReviewsReopened(training=self.training, home=self.name, version=self.version, at=CLOSED)
