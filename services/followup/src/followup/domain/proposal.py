"""What a planner proposes: coded values alone. Title and text are kept apart, under her own key."""

from dataclasses import dataclass
from uuid import UUID

from followup.domain.refusals import BelowLeast
from followup.domain.vocabulary import PlanType


@dataclass(frozen=True, slots=True)
class Planner:
    """One of those who carry a plan; `share` in ten-thousandths, `trained_in` is the training that she attended."""

    participant: UUID
    home: str
    share: int
    trained_in: UUID


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who wants to join a plan, by the application with which she was trained; `share`: None for an equal one."""

    application: UUID
    participant: UUID
    home: str
    trained_in: UUID
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The coded part of a plan; `quarter` as `2017Q3`. Raises BelowLeast."""

    kind: PlanType
    topics: tuple[str, ...]
    audience: str
    minors: bool
    second_adult: bool
    quarter: str
    expected_reach: int

    def __post_init__(self) -> None:
        if self.expected_reach < 1:
            raise BelowLeast("expected_reach", self.expected_reach, 1)
