"""A training, or all of the region, that is suspended by one; it takes two to resume it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from scheduling.domain.refusals.suspension import NotSuspended, SecondPersonNeeded
from scheduling.domain.vocabulary import SuspensionReason


@dataclass(frozen=True, slots=True)
class Suspension:
    """`training`: None for all of the region; `asked_…`: the first of the two who resume it."""

    id: UUID
    training: UUID | None
    reason: SuspensionReason
    suspended_by: UUID
    suspended_at: datetime
    asked_by: UUID | None = None
    asked_at: datetime | None = None
    resumed_by: UUID | None = None
    resumed_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        return self.resumed_at is not None

    @property
    def version(self) -> int:
        """Of what is said of it: that it began, that it is over."""
        return 1 + self.is_over

    def resume(self, by: UUID, *, at: datetime) -> "Suspension":
        """The first asks for it, another one does it."""
        if self.asked_by is None:
            return replace(self, asked_by=by, asked_at=at)
        return replace(self, resumed_by=by, resumed_at=at)


def resumed(running: Sequence[Suspension], by: UUID, *, training: UUID | None, at: datetime) -> Sequence[Suspension]:
    """All but those that she asked for before. `training`: whose they are; None for all that is suspended. Raises
    NotSuspended, and SecondPersonNeeded if she asked for all of them.
    """
    if not running:
        raise NotSuspended(training)
    left = [one for one in running if one.asked_by != by]
    if not left:
        raise SecondPersonNeeded(training, by)
    return [one.resume(by, at=at) for one in left]
