"""A decision about places as the host keeps it: drafted, then published or discarded."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from registration.domain.announcement import Terms
from registration.domain.candidate import Candidate
from registration.domain.refusals.host import TRAINING, SelectionStale
from registration.domain.vocabulary import DecisionKind, SelectionState
from shared.refusals import NotInThisState

MERIT = "merit"


class Request(StrEnum):
    PUBLISH = "publish"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a draft was made, beside those in it. `beside`: whom its policy would weigh otherwise; `came`:
    who was no candidate yet; `moved`: the training begins when others can arrive.
    """

    beside: Collection[UUID] = ()
    came: Collection[UUID] = ()
    moved: bool = False


NOTHING = Since()


@dataclass(frozen=True, slots=True)
class Selection:
    """`selected` in order of ids, `reserve` by rank. `revisions`: of the candidates among them, as they were assessed
    when it was drafted; `terms`: those it was drafted under. `document`: what anyone can check; `hash`: of what it
    decided. `explained`: what is told beside it; None of older ones.
    """

    id: UUID
    training: UUID
    kind: DecisionKind
    seed: int
    selected: tuple[UUID, ...]
    reserve: tuple[UUID, ...]
    terms: Terms
    hash: str
    document: Mapping[str, Any]
    drafted_at: datetime
    revisions: Mapping[UUID, int]
    explained: Mapping[str, Any] | None = None
    homes_left_out: tuple[str, ...] = ()
    quotas_kept: tuple[str, ...] = ()
    quotas_relaxed: tuple[str, ...] = ()
    state: SelectionState = SelectionState.DRAFT
    published_at: datetime | None = None

    @property
    def policy(self) -> str:
        """By what was decided; at first there was merit alone, and documents did not say it."""
        return str(self.document["decision"].get("policy", MERIT))

    @property
    def threshold(self) -> int | None:
        """Hundredths of a point from which on candidates took part in a lottery."""
        found: int | None = self.document["decision"].get("threshold")
        return found

    def publish(self, candidates: Iterable[Candidate], terms: Terms, *, since: Since = NOTHING, now: datetime) -> Self:
        """SelectionDecided. Raises NotInThisState, SelectionStale: what it was drafted from changed since."""
        self._require_draft(Request.PUBLISH)
        known = {one.application: one for one in candidates}
        out = [one for one in self.revisions if not known[one].selectable]
        anew = {one for one in self.revisions if known[one].revision != self.revisions[one]}.union(since.beside)
        another = terms != self.terms or since.moved
        changed = (*_codes(known, anew.union(out, since.came)), *((TRAINING,) if another else ()))
        if changed:
            told = _codes(known, out), _codes(known, anew.difference(out)), _codes(known, since.came)
            raise SelectionStale(self.id, changed, *told)
        return replace(self, state=SelectionState.PUBLISHED, published_at=now)

    @property
    def left_out(self) -> Sequence[Mapping[str, str]]:
        """Who could not be selected whatever her points: `id` and `reason` of each, as its document says."""
        told: Sequence[Mapping[str, str]] = self.document["decision"].get("left_out", ())
        return told

    def discard(self) -> Self:
        """Raises NotInThisState."""
        self._require_draft(Request.DISCARD)
        return replace(self, state=SelectionState.DISCARDED)

    def _require_draft(self, request: Request) -> None:
        if self.state is not SelectionState.DRAFT:
            raise NotInThisState("selection", self.id, request, self.state, (SelectionState.DRAFT,))


def _codes(known: Mapping[UUID, Candidate], applications: Iterable[UUID]) -> tuple[str, ...]:
    return tuple(sorted(known[one].code or str(one) for one in applications))
