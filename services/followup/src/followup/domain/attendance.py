"""Who attended which training, as scheduling said it, and the plan that is expected of her."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from followup.domain.deadlines import Reminder, next_reminder
from followup.domain.refusals import DidNotAttend
from followup.domain.vocabulary import ExpectedState, Outcome
from shared.refusals import NotInThisState


@dataclass(frozen=True, slots=True)
class Attendance:
    """One application's outcome; `version` counts what followup announced about the application."""

    application: UUID
    participant: UUID
    home: str
    training: UUID
    host: str
    generation: int
    outcome: Outcome
    plan_due: datetime | None = None
    version: int = 0

    @property
    def attended(self) -> bool:
        """Wholly or partly."""
        return self.outcome is not Outcome.NO_SHOW

    def require(self, asked: str) -> None:
        """Raises DidNotAttend."""
        if not self.attended:
            raise DidNotAttend(asked, self.participant, self.training, self.outcome)

    def on_attended(self, outcome: Outcome, plan_due: datetime | None) -> Self:
        """Corrections count: the newest outcome holds."""
        if (outcome, plan_due) == (self.outcome, self.plan_due):
            return self
        return replace(self, outcome=outcome, plan_due=plan_due)

    def join(self) -> Self:
        """She asks to become a co-planner (PlannerJoined); the plan's region answers. Raises DidNotAttend."""
        self.require("join a plan")
        return replace(self, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class ExpectedPlan:
    """What her home waits for. Its `id` is the one that her plan will have, and its `version` is gone on with there."""

    id: UUID
    application: UUID
    participant: UUID
    home: str
    due: datetime | None
    """None: no longer asked for, as a correction says that she did not attend."""
    state: ExpectedState = ExpectedState.EXPECTED
    reminded: int = 0
    version: int = 0

    @property
    def overdue(self) -> bool:
        return self.awaited and self.reminded > 0

    @property
    def awaited(self) -> bool:
        return self.state is ExpectedState.EXPECTED and self.due is not None

    @property
    def next_reminder(self) -> Reminder | None:
        return next_reminder(self.due, self.reminded) if self.awaited else None

    def plan(self) -> Self:
        """She planned. Raises NotInThisState."""
        if self.state is not ExpectedState.EXPECTED:
            raise NotInThisState("expected plan", self.id, "plan", self.state, (ExpectedState.EXPECTED,))
        return replace(self, state=ExpectedState.PLANNED)

    def on_joined(self) -> Self:
        """She was added to another's plan."""
        return replace(self, state=ExpectedState.JOINED) if self.state is ExpectedState.EXPECTED else self

    def on_attended(self, attendance: Attendance) -> Self:
        """The due time moved, or a correction says that nothing is due."""
        due = attendance.plan_due if attendance.attended else None
        if self.state is not ExpectedState.EXPECTED or due == self.due:
            return self
        return replace(self, due=due, reminded=0)

    def on_reminder(self, nth: int, due: datetime) -> Self:
        """A timer fired (FollowUpDue); a timer of an earlier due time changes nothing."""
        awaited = self.next_reminder
        if awaited is None or (awaited.nth, awaited.due) != (nth, due):
            return self
        return replace(self, reminded=nth, version=self.version + 1)


def expect(attendance: Attendance, *, id: UUID) -> ExpectedPlan | None:
    """The plan that is expected of who attended, if the training asks for plans."""
    if not attendance.attended or attendance.plan_due is None:
        return None
    return ExpectedPlan(id, attendance.application, attendance.participant, attendance.home, attendance.plan_due)
