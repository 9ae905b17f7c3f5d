"""A selection as the host keeps it: a draft that may become stale, then published for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from registration.domain.announcement import Terms
from registration.domain.candidate import Candidate
from registration.domain.refusals.common import NotInThisState
from registration.domain.refusals.host import SelectionStale
from registration.domain.vocabulary import DecisionKind, SelectionState


@dataclass(frozen=True, slots=True)
class SelectionRecord:
    """`selected` and `reserve` (by rank) are applications; `heard`: their versions when it was drafted."""

    id: UUID
    training: UUID
    kind: DecisionKind
    state: SelectionState
    seed: int
    homes_left_out: tuple[str, ...]
    selected: tuple[UUID, ...]
    reserve: tuple[UUID, ...]
    quotas_kept: tuple[str, ...]
    quotas_relaxed: tuple[str, ...]
    hash: str
    document: Mapping[str, Any]
    terms: Terms
    heard: Mapping[UUID, int]
    drafted_at: datetime
    published_at: datetime | None = None

    def publish(self, terms: Terms, candidates: Mapping[UUID, Candidate], *, now: datetime) -> Self:
        """Raises SelectionStale, NotInThisState."""
        self._require("publish")
        changed = [candidates[one].code or str(one) for one in self.heard if candidates[one].heard != self.heard[one]]
        if terms != self.terms:
            changed.append("training")
        if changed:
            raise SelectionStale(self.id, tuple(sorted(changed)))
        return replace(self, state=SelectionState.PUBLISHED, published_at=now)

    def discard(self) -> Self:
        """Raises NotInThisState."""
        self._require("discard")
        return replace(self, state=SelectionState.DISCARDED)

    def _require(self, asked: str) -> None:
        if self.state is not SelectionState.DRAFT:
            raise NotInThisState("selection", self.id, asked, self.state, (SelectionState.DRAFT,))
