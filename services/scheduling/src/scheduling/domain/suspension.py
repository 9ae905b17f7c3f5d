"""A training that is suspended, by one; it takes two to resume it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from scheduling.domain.refusals.suspension import SecondPersonNeeded
from scheduling.domain.vocabulary import SuspensionReason


@dataclass(frozen=True, slots=True)
class Suspension:
    """`of_region`: all of the region was suspended with it; `asked_…`: the first of the two who resume it."""

    id: UUID
    training: UUID
    reason: SuspensionReason
    suspended_by: UUID
    suspended_at: datetime
    of_region: bool = False
    asked_by: UUID | None = None
    asked_at: datetime | None = None
    resumed_by: UUID | None = None
    resumed_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        return self.resumed_at is not None

    def resume(self, by: UUID, *, at: datetime) -> "Suspension":
        """The first asks for it, another one does it. Raises SecondPersonNeeded."""
        if self.asked_by is None:
            return replace(self, asked_by=by, asked_at=at)
        if self.asked_by == by:
            raise SecondPersonNeeded(self.training, by)
        return replace(self, resumed_by=by, resumed_at=at)
