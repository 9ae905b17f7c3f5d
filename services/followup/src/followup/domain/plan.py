"""A plan: one workshop that somebody who was trained gives to others, from her proposal to the verified figures."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Self
from uuid import UUID

from followup.domain import shares
from followup.domain.actors import Actor
from followup.domain.deadlines import Dates, report_due
from followup.domain.machine import ENDED, HOLDS, JOINABLE, Request
from followup.domain.plan_record import PlanRecord
from followup.domain.proposal import Newcomer, Planner, Proposal
from followup.domain.refusals import (
    AlreadyPlanner,
    OwnPlan,
    PlannersFrozen,
    ReportBelowAttendance,
    SecondAdultMissing,
    ShareOutOfRange,
    TrainingNotCompleted,
)
from followup.domain.report import Held, Reach, Report, Verification
from followup.domain.vocabulary import PlanState, RestatementReason, ReturnedPart, ReturnReason, VerificationMethod
from shared.refusals import Refusal


class Plan(PlanRecord):
    """What may happen to it. Which request is whose and in which state: `machine.RULES`."""

    __slots__ = ()

    # ── before approval

    def resubmit(self, by: Actor, proposal: Proposal, *, at: datetime) -> Self:
        """A returned plan, changed (CascadePlanned)."""
        self.admit(Request.RESUBMIT, by)
        return replace(self, state=PlanState.PLANNED, proposal=proposal, since=at, version=self.version + 1)

    def share_for(self, newcomer: Newcomer) -> int:
        """What she asks for, else as much as everybody has where nobody asked."""
        return shares.for_one_more(len(self.planners)) if newcomer.share is None else newcomer.share

    def join_refusal(self, newcomer: Newcomer) -> Refusal | None:
        """Why she cannot be added, for her to read; None if she can."""
        if self.state not in JOINABLE:
            return PlannersFrozen(self.id)
        if self.is_planner(newcomer.participant):
            return AlreadyPlanner(self.id, newcomer.participant)
        share, most = self.share_for(newcomer), shares.most_for_one_more(len(self.planners))
        if not 1 <= share <= most:
            return ShareOutOfRange(share, len(self.planners), most)
        return None

    def on_planner_joined(self, newcomer: Newcomer) -> Self:
        """The others make room for her, unless `join_refusal` says why not: either is said (JoiningAnswered)."""
        answered = replace(self, version=self.version + 1)
        if self.join_refusal(newcomer):
            return answered
        share = self.share_for(newcomer)
        rest = shares.make_room([planner.share for planner in self.planners], share)
        others = (replace(planner, share=left) for planner, left in zip(self.planners, rest, strict=True))
        joined = Planner(newcomer.participant, newcomer.home, share, newcomer.trained_in)
        return replace(answered, planners=(*others, joined))

    def assign_mentor(self, by: Actor, mentor: UUID) -> Self:
        """MentorAssigned. Raises OwnPlan."""
        self.admit(Request.ASSIGN_MENTOR, by)
        if self.is_planner(mentor):
            raise OwnPlan(self.id, Request.ASSIGN_MENTOR, mentor)
        return replace(self, mentor=mentor, version=self.version + 1)

    def return_plan(self, by: Actor, reasons: Collection[ReturnReason], *, at: datetime) -> Self:
        """CascadeReturned. Raises ReasonMissing."""
        self.admit(Request.RETURN_PLAN, by)
        returned = self.returning(ReturnedPart.PLAN, reasons, Request.RETURN_PLAN)
        return replace(self, state=PlanState.RETURNED, returned=returned, since=at, version=self.version + 1)

    def approve(self, by: Actor, training: UUID, *, at: datetime) -> Self:
        """Freezes planners and planned reach and names the training (CascadeApproved). Raises SecondAdultMissing."""
        self.admit(Request.APPROVE, by)
        if self.proposal.minors and not self.proposal.second_adult:
            raise SecondAdultMissing(self.id, self.proposal.audience)
        return replace(self, state=PlanState.APPROVED, training=training, since=at, version=self.version + 1)

    # ── the training that it became

    def on_training_announced(self, dates: Dates, *, at: datetime) -> Self:
        if self.state is not PlanState.APPROVED:
            return self
        due = report_due(dates, at=at)
        return replace(self, state=PlanState.SCHEDULED, dates=dates, report_due=due, since=at)

    def on_training_changed(self, dates: Dates, *, at: datetime) -> Self:
        """Other dates: postponed once more, reminders start again."""
        if self.state is not PlanState.SCHEDULED or dates == self.dates:
            return self
        due = report_due(dates, at=at)
        return replace(self, dates=dates, postponed=self.postponed + 1, report_due=due, reminded=0)

    def on_training_completed(self, held: Held, time_zone: str, *, at: datetime) -> Self:
        """It took place: that wins over withdrawn, lapsed and cancelled. A correction replaces what was said before."""
        if self.state in HOLDS:
            return self if held == self.held else replace(self, held=held)
        if self.training is None or self.state not in (PlanState.APPROVED, PlanState.SCHEDULED, *ENDED):
            return self
        as_held = Dates(held.held_from, held.held_to, time_zone)
        due = self.report_due or report_due(as_held, at=at)
        return replace(self, state=PlanState.HELD, held=held, dates=self.dates or as_held, report_due=due, since=at)

    def on_training_cancelled(self, *, at: datetime) -> Self:
        if self.state not in (PlanState.APPROVED, PlanState.SCHEDULED):
            return self
        return self._rest(PlanState.CANCELLED, at)

    def on_reminder(self, nth: int, due: datetime) -> Self:
        """A timer fired (FollowUpDue); a timer of an earlier due time changes nothing."""
        awaited = self.next_reminder
        if awaited is None or (awaited.nth, awaited.due) != (nth, due):
            return self
        return replace(self, reminded=nth, version=self.version + 1)

    # ── the report and its figures

    def file_report(self, by: Actor, report: Report, *, at: datetime) -> Self:
        """CascadeReported. Raises TrainingNotCompleted, ReportBelowAttendance."""
        self.permit(Request.REPORT, by)
        if self.training and self.held is None:
            raise TrainingNotCompleted(self.id, self.training, self.state)
        self.admit(Request.REPORT, by)
        if self.held and report.reach.total < self.held.attended:
            raise ReportBelowAttendance(self.id, report.reach.total, self.held.attended)
        return replace(self._rest(PlanState.REPORTED, at), report=report, version=self.version + 1)

    def return_report(self, by: Actor, reasons: Collection[ReturnReason], *, at: datetime) -> Self:
        """She has fourteen days again (CascadeReturned). Raises ReasonMissing."""
        self.admit(Request.RETURN_REPORT, by)
        returned = self.returning(ReturnedPart.REPORT, reasons, Request.RETURN_REPORT)
        due = report_due(self.dates, at=at) if self.dates else None
        return replace(
            self, state=PlanState.HELD, returned=returned, report_due=due, since=at, version=self.version + 1
        )

    def verify(self, by: Actor, reach: Reach, method: VerificationMethod, *, at: datetime) -> Self:
        """What she found; where it differs from the report, both stand (CascadeVerified)."""
        self.admit(Request.VERIFY, by)
        return self._verified(Verification(reach, method, by.person, at), since=at)

    def restate(
        self, by: Actor, reach: Reach, method: VerificationMethod, reason: RestatementReason, *, at: datetime
    ) -> Self:
        """Other verified figures, with the reason; the earlier ones stay on record (CascadeVerified)."""
        self.admit(Request.RESTATE, by)
        return self._verified(Verification(reach, method, by.person, at, reason), since=self.since)

    # ── other ends

    def withhold(self, by: Actor, *, at: datetime) -> Self:
        """It cannot be reported safely: no reason is asked, no fact is said, timers end."""
        self.admit(Request.WITHHOLD, by)
        return self._rest(PlanState.WITHHELD, at)

    def withdraw(self, by: Actor, *, at: datetime) -> Self:
        """CascadeWithdrawn."""
        self.admit(Request.WITHDRAW, by)
        return replace(self._rest(PlanState.WITHDRAWN, at), version=self.version + 1)

    def lapse(self, by: Actor, *, at: datetime) -> Self:
        """Nothing came of it in time (CascadeWithdrawn)."""
        self.admit(Request.LAPSE, by)
        return replace(self._rest(PlanState.LAPSED, at), version=self.version + 1)

    def _rest(self, state: PlanState, at: datetime) -> Self:
        """A state in which no report is awaited: no timer, no flag."""
        return replace(self, state=state, report_due=None, reminded=0, since=at)

    def _verified(self, verification: Verification, *, since: datetime) -> Self:
        verifications = (*self.verifications, verification)
        return replace(
            self, state=PlanState.VERIFIED, verifications=verifications, since=since, version=self.version + 1
        )
