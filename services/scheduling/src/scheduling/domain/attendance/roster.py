"""Who has a confirmed place, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from scheduling.domain.vocabulary import Outcome, RosterState


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """`version` counts what was said about her attendance; `minutes`: how long she was there."""

    application: UUID
    training: UUID
    participant: UUID
    home: str
    badge: str
    state: RosterState = RosterState.ON_ROSTER
    version: int = 0
    outcome: Outcome | None = None
    minutes: int | None = None
    plan_due: datetime | None = None

    @property
    def on_roster(self) -> bool:
        return self.state is RosterState.ON_ROSTER

    @property
    def attended(self) -> bool:
        """Wholly or partly."""
        return self.outcome in (Outcome.ATTENDED, Outcome.PARTLY)

    def on_confirmed(self, badge: str) -> Self:
        """She has a place, again perhaps; an outcome stays."""
        return self if self.outcome else replace(self, state=RosterState.ON_ROSTER, badge=badge)

    def on_released(self) -> Self:
        return self if self.outcome else replace(self, state=RosterState.REMOVED)

    def conclude(self, outcome: Outcome, minutes: int, plan_due: datetime | None) -> Self:
        """ParticipantAttended, if it differs from what was said. A due time that was given stays."""
        due = None if outcome is Outcome.NO_SHOW else self.plan_due or plan_due
        if (outcome, minutes, due) == (self.outcome, self.minutes, self.plan_due):
            return self
        return replace(self, outcome=outcome, minutes=minutes, plan_due=due, version=self.version + 1)
