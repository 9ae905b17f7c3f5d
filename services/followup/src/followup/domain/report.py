"""How many people a cascade reached: what its planners report, and what its mentor verifies."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from followup.domain.refusals import BelowLeast
from followup.domain.vocabulary import RestatementReason, VerificationMethod


@dataclass(frozen=True, slots=True)
class Reach:
    """People, each counted once; the enrolled who attended are among them. Raises BelowLeast."""

    girls: int = 0
    women: int = 0
    men: int = 0

    def __post_init__(self) -> None:
        for field in ("girls", "women", "men"):
            if (value := getattr(self, field)) < 0:
                raise BelowLeast(field, value, 0)

    @property
    def total(self) -> int:
        return self.girls + self.women + self.men


@dataclass(frozen=True, slots=True)
class Report:
    """What the planners say; their words are kept apart. Raises BelowLeast."""

    reach: Reach
    modules: tuple[str, ...]
    minutes: int

    def __post_init__(self) -> None:
        if self.minutes < 0:
            raise BelowLeast("minutes", self.minutes, 0)


@dataclass(frozen=True, slots=True)
class Verification:
    """What the mentor found. A restatement has its reason and follows the figures that it replaces."""

    reach: Reach
    method: VerificationMethod
    by: UUID
    verified_at: datetime
    reason: RestatementReason | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What scheduling said of a completed training: its days, and how many enrolled people attended."""

    held_from: date
    held_to: date
    attended: int
