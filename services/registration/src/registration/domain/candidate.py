"""A candidate at the host: an application without name, contact and words, built from what its home says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from registration.domain.vocabulary import Admission, WithdrawalReason


@dataclass(frozen=True, slots=True)
class Assessment:
    """What ApplicationReviewed says; `score` in hundredths of a point, `organisation` a pseudonym."""

    revision: int
    eligible: bool
    score: int | None
    reviews: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """`heard`: the newest version that its home announced about the application, whatever it said.

    `submitted_at` is None while something else arrived first.
    """

    application: UUID
    participant: UUID
    home: str
    training: UUID
    code: str | None = None
    admission: Admission | None = None
    submitted_at: datetime | None = None
    assessment: Assessment | None = None
    withdrawn: WithdrawalReason | None = None
    heard: int = 0

    def on_submitted(self, code: str, admission: Admission, *, at: datetime, version: int) -> Self:
        return replace(self._hearing(version), code=code, admission=admission, submitted_at=at)

    def on_reviewed(self, code: str, assessment: Assessment, *, version: int) -> Self:
        return replace(self._hearing(version), code=code, assessment=assessment)

    def on_withdrawn(self, reason: WithdrawalReason, *, version: int) -> Self:
        return replace(self._hearing(version), withdrawn=reason)

    def on_heard(self, version: int) -> Self:
        """A fact that changes nothing about her as a candidate: InvitationSent, InvitationAnswered."""
        return self._hearing(version)

    @property
    def score(self) -> int | None:
        return self.assessment.score if self.assessment else None

    @property
    def attributes(self) -> Mapping[str, str]:
        """Those that the training's quotas use; none before she was assessed."""
        return self.assessment.attributes if self.assessment else {}

    @property
    def revision(self) -> int:
        """Of her newest assessment; 0 before the first."""
        return self.assessment.revision if self.assessment else 0

    @property
    def selectable(self) -> bool:
        """Eligible, scored, and not withdrawn."""
        eligible = self.assessment is not None and self.assessment.eligible
        return eligible and self.score is not None and self.withdrawn is None

    def _hearing(self, version: int) -> Self:
        return self if version <= self.heard else replace(self, heard=version)
