"""An application at home: one person's wish to take part in one training, from draft to outcome."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from registration.domain.announcement import Terms
from registration.domain.application_machine import HEARS, REQUESTS, Heard, Request
from registration.domain.codes import application_code, code_prefix
from registration.domain.form import Profile
from registration.domain.refusals.application import AlreadyEnrolled, OutcomeIsKnown
from registration.domain.refusals.training import ReviewsMissing
from registration.domain.review import ReviewSheet
from registration.domain.training import Training
from registration.domain.versioned import Versioned
from registration.domain.vocabulary import (
    THERE,
    Admission,
    ApplicationState,
    EligibilityRule,
    LeftOutReason,
    Outcome,
    WithdrawalReason,
)
from shared.refusals import NotInThisState, Refusal


@dataclass(frozen=True, slots=True)
class Application(Versioned):
    """Which request and which fact counts in which state: `application_machine`.

    `score` in hundredths of a point. `revision` counts ApplicationReviewed. `offer` is the newest one. `outcome` is
    known in any state. `duplicate_of` flags an earlier application of the same person that stands. `erased_at`: when
    what she sent was erased.
    """

    id: UUID
    training: UUID
    participant: UUID
    home: str
    admission: Admission
    state: ApplicationState = ApplicationState.DRAFT
    code: str | None = None
    profile: Profile | None = None
    submitted_at: datetime | None = None
    duplicate_of: UUID | None = None
    organisation: str | None = None
    rule: EligibilityRule | None = None
    score: int | None = None
    reviews: int = 0
    revision: int = 0
    offer: UUID | None = None
    withdrawn: WithdrawalReason | None = None
    left_out: LeftOutReason | None = None
    outcome: Outcome | None = None
    erased_at: datetime | None = None

    @classmethod
    def start(cls, id: UUID, participant: UUID, training: Training, *, home: str, now: datetime) -> Self:
        """A draft of somebody whom the training lets in (`require_entry`). Raises what says why not now."""
        training.require_receiving("start an application", home=home, now=now)
        return cls(id, training.id, participant, home, training.known.admission)

    # ── requests

    def admit(self, request: Request) -> None:
        """Raises NotInThisState."""
        if self.state not in REQUESTS[request]:
            raise NotInThisState("application", self.id, request, self.state, REQUESTS[request])

    def submit(self, profile: Profile, training: Training, *, number: int, earlier: UUID | None, now: datetime) -> Self:
        """ApplicationSubmitted. `number`: the next of her code's prefix; `earlier`: her application that stands.

        A second one is accepted and flagged; a second enrolment would take a second seat: raises AlreadyEnrolled.
        """
        self.admit(Request.SUBMIT)
        training.require_receiving(Request.SUBMIT, home=self.home, now=now)
        if earlier is not None and self.admission is Admission.ENROLMENT:
            raise AlreadyEnrolled(self.id, earlier)
        return self._saying(
            state=ApplicationState.SUBMITTED,
            code=application_code(code_prefix(self.admission, profile.country), number),
            profile=profile,
            duplicate_of=earlier,
            submitted_at=now,
        )

    def assign(self, training: Training) -> None:
        """Whether reviewers can be given to it now; the sheet takes them."""
        self._require_reviewing(Request.ASSIGN_REVIEWERS, training)

    def review(self, sheet: ReviewSheet, training: Training) -> Self:
        """A review came in or changed: shortlisted once all are in (ApplicationReviewed if anything is new)."""
        self._require_reviewing(Request.REVIEW, training)
        if self.state is ApplicationState.INELIGIBLE:
            return self
        return self._score(sheet, training)

    def name_organisation(self, organisation: str | None, training: Training) -> Self:
        """From the coordinator's list (ApplicationReviewed when shortlisted: a cap may depend on it)."""
        self._require_reviewing(Request.NAME_ORGANISATION, training)
        if organisation == self.organisation:
            return self
        if self.state is not ApplicationState.SHORTLISTED:
            return replace(self, organisation=organisation)
        return self._reviewed(organisation=organisation)

    def rule_out(self, rule: EligibilityRule, training: Training) -> Self:
        """Ineligible by one rule, reviewed or not (ApplicationReviewed)."""
        self._require_reviewing(Request.RULE_OUT, training)
        if rule is self.rule:
            return self
        return self._reviewed(state=ApplicationState.INELIGIBLE, rule=rule)

    def rule_in(self, sheet: ReviewSheet, training: Training) -> Self:
        """Ineligible by mistake: shortlisted (ApplicationReviewed). Raises ReviewsMissing."""
        self._require_reviewing(Request.RULE_IN, training)
        if missing := sheet.missing(self.code or ""):
            raise ReviewsMissing(training.id, (missing,))
        return self._score(sheet, training)

    def withdraw(self, reason: WithdrawalReason) -> Self:
        """ApplicationWithdrawn. Raises OutcomeIsKnown, NotInThisState."""
        self.admit(Request.WITHDRAW)
        if self.outcome is not None:
            raise OutcomeIsKnown(self.id, Request.WITHDRAW, self.outcome)
        return self._saying(state=ApplicationState.WITHDRAWN, withdrawn=reason)

    def erase(self, training: Training, *, now: datetime) -> Self:
        """What was sent, not that it was. Raises OutcomeIsKnown of whoever took part, NotInThisState."""
        if self.outcome in THERE:
            raise OutcomeIsKnown(self.id, Request.ERASE, self.outcome)
        if self.erased_at is None and not self.erasable(training, now=now):
            raise NotInThisState("application", self.id, Request.ERASE, self.state, REQUESTS[Request.ERASE])
        return self if self.erased_at else replace(self, erased_at=now)

    def recognised(self, *, alumna: bool) -> Self:
        """Whether she attended before is as true as when it was last said."""
        profile = self.profile and replace(self.profile, alumna=alumna)
        return self if profile == self.profile else replace(self, profile=profile)

    # ── what it hears

    def on_terms_changed(self, before: Terms, after: Terms) -> Self:
        """Quotas that use other attributes: the host needs these (ApplicationReviewed)."""
        if self.state is not ApplicationState.SHORTLISTED or self.attributes(before) == self.attributes(after):
            return self
        return self._reviewed()

    def on_selected(self, offer: UUID) -> Self:
        if not self._hears(Heard.SELECTED) or (self.state is ApplicationState.SELECTED and offer == self.offer):
            return self
        return replace(self, state=ApplicationState.SELECTED, offer=offer)

    def on_reserved(self) -> Self:
        return replace(self, state=ApplicationState.RESERVED) if self._hears(Heard.RESERVED) else self

    def on_not_selected(self, left_out: LeftOutReason | None = None) -> Self:
        if not self._hears(Heard.NOT_SELECTED):
            return self
        return replace(self, state=ApplicationState.NOT_SELECTED, left_out=left_out)

    def on_confirmed(self) -> Self:
        return replace(self, state=ApplicationState.CONFIRMED) if self._hears(Heard.CONFIRMED) else self

    def on_released(self) -> Self:
        return replace(self, state=ApplicationState.RELEASED) if self._hears(Heard.RELEASED) else self

    def on_attended(self, outcome: Outcome) -> Self:
        """In any state: the newest outcome holds."""
        return self if outcome is self.outcome else replace(self, outcome=outcome)

    # ── what it tells

    @property
    def eligible(self) -> bool:
        return self.state is not ApplicationState.INELIGIBLE

    @property
    def withdrawable(self) -> bool:
        return self.state in REQUESTS[Request.WITHDRAW] and self.outcome is None and self.erased_at is None

    def reviewable(self, training: Training) -> bool:
        """Whether a review of it can be handed in or changed now."""
        try:
            self._require_reviewing(Request.REVIEW, training)
        except Refusal:
            return False
        return True

    def may_have_taken_part(self, training: Training) -> bool:
        """She did, or she had a place and nobody said what became of it."""
        had_a_place = self.state is ApplicationState.CONFIRMED and not training.cancelled
        return self.outcome in THERE or (had_a_place and self.outcome is None)

    def erasable(self, training: Training, *, now: datetime) -> bool:
        if self.state is ApplicationState.DRAFT or self.erased_at or self.may_have_taken_part(training):
            return False
        return self.state in REQUESTS[Request.ERASE] or training.is_over(now)

    def attributes(self, terms: Terms) -> dict[str, str]:
        """Those that the quotas use, as far as they are known."""
        told = self.profile.attributes if self.profile else {}
        return {name: told[name] for name in terms.attributes if name in told}

    def _score(self, sheet: ReviewSheet, training: Training) -> Self:
        score = sheet.score(training.known.criteria)
        said = (self.state, self.score, self.reviews)
        if score is None or said == (ApplicationState.SHORTLISTED, score, len(sheet.reviews)):
            return self
        return self._reviewed(state=ApplicationState.SHORTLISTED, rule=None, score=score, reviews=len(sheet.reviews))

    def _reviewed(self, **changes: Any) -> Self:
        return self._saying(revision=self.revision + 1, **changes)

    def _require_reviewing(self, request: Request, training: Training) -> None:
        self.admit(request)
        training.require_reviewing(request)

    def _hears(self, fact: Heard) -> bool:
        by_enrolment = self.state is not ApplicationState.SUBMITTED or self.admission is Admission.ENROLMENT
        return self.erased_at is None and self.state in HEARS[fact] and by_enrolment
