"""A lottery in two acts: the host commits to a list of panels, then a seed that nobody knew before draws from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from registration.domain.announcement import Terms
from registration.domain.vocabulary import LotteryPolicy
from shared.refusals import NotInThisState

DRAW = "draw"


class LotteryState(StrEnum):
    """Whether a seed was told yet."""

    COMMITTED = "committed"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class Rules:
    """How is drawn. `threshold`: hundredths of a point, of that policy alone; `reserve`: how many stand by;
    `travels_from`: as of a draft; what came of it stands in the document alone.
    """

    policy: LotteryPolicy
    threshold: int | None
    reserve: int
    homes_left_out: tuple[str, ...] = ()
    travels_from: Mapping[UUID, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lottery:
    """`terms`, `revisions`: of the training and of all candidates when it was committed. `hash`: of the list alone,
    which does not depend on the seed; `document`: what it would be with the seed 0. `candidates`, `quotas`: the files
    that it is checked against. `selection`: the draft that was drawn.
    """

    id: UUID
    training: UUID
    rules: Rules
    terms: Terms
    revisions: Mapping[UUID, int]
    hash: str
    document: Mapping[str, Any]
    candidates: str
    quotas: str
    committed_at: datetime
    seed: int | None = None
    selection: UUID | None = None
    drawn_at: datetime | None = None

    @property
    def state(self) -> LotteryState:
        return LotteryState.COMMITTED if self.selection is None else LotteryState.DRAWN

    def require_undrawn(self) -> None:
        """Raises NotInThisState: a list is drawn from once, or somebody could draw until it suits."""
        if self.state is not LotteryState.COMMITTED:
            raise NotInThisState("lottery", self.id, DRAW, self.state, (LotteryState.COMMITTED,))

    def draw(self, seed: int, selection: UUID, *, at: datetime) -> Self:
        """Raises NotInThisState."""
        self.require_undrawn()
        return replace(self, seed=seed, selection=selection, drawn_at=at)
