"""What followup said of a plan, as far as the training that it follows waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from registration.domain.vocabulary import PlanState

LAST_REMINDER = 3
"""After it the coordinator sees to it."""
DAYS_BETWEEN_REMINDERS = 14
DAYS_CHASED = 180
"""After it was due a report that was asked for the last time is no longer expected: it may be withheld."""
DAYS_TO_REPORT = 14
"""After the end of the training that a plan became, or after the report came back: as followup counts them."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a fact about a plan names: its planners, of whom the first leads it; `parent`: the training that it follows,
    and `training`: that it became, which facts of old leave out.
    """

    plan: UUID
    planners: Sequence[UUID]
    parent: UUID | None = None
    training: UUID | None = None

    @property
    def lead(self) -> UUID | None:
        return next(iter(self.planners), None)

    @property
    def trainings(self) -> tuple[UUID | None, UUID | None]:
        return self.parent, self.training


@dataclass(frozen=True, slots=True)
class Plan:
    """What no fact has told yet is None. `state` is followup's, without what the plan's training adds to it. `since`:
    when it came into it. `due`: of the report that was last reminded of, `reminded`: how often.
    """

    id: UUID
    parent: UUID | None = None
    lead: UUID | None = None
    training: UUID | None = None
    state: PlanState | None = None
    mentored: bool = False
    since: datetime | None = None
    due: datetime | None = None
    reminded: int = 0

    def on_named(self, named: Named) -> Self:
        return replace(
            self,
            parent=named.parent or self.parent,
            lead=named.lead or self.lead,
            training=named.training or self.training,
        )

    def on_state(self, state: PlanState, *, at: datetime) -> Self:
        """Whatever was reminded of is done with."""
        return replace(self, state=state, since=at, due=None, reminded=0)

    def on_mentor(self, *, named: bool) -> Self:
        return replace(self, mentored=named)

    def on_reminded(self, due: datetime, nth: int, *, at: datetime) -> Self:
        """Of its report: so it was approved, whatever was heard of it before."""
        known = self if self.state is not None else self.on_state(PlanState.APPROVED, at=at)
        return replace(known, due=due, reminded=nth)
