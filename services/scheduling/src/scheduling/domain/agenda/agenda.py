"""A version of a training's agenda."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Self
from uuid import UUID

from scheduling.domain.agenda.conflicts import Conflict
from scheduling.domain.agenda.session import Session, in_order
from scheduling.domain.particulars import refuse_twice
from scheduling.domain.refusals.agenda import BlocksAreNotAccepted, ConflictsBlock, NoSuchConflict
from scheduling.domain.vocabulary import AgendaState, Level
from shared.refusals import NotInThisState


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Somebody took a warning upon herself."""

    rule: str
    sessions: tuple[UUID, ...]
    person: UUID
    reason: str
    at: datetime

    @property
    def name(self) -> tuple[str, frozenset[UUID]]:
        return self.rule, frozenset(self.sessions)


@dataclass(frozen=True, slots=True)
class Agenda:
    """`number` counts the versions of a training's agenda; `starts_on` and `ends_on` were its days at that time."""

    id: UUID
    training: UUID
    number: int
    sessions: tuple[Session, ...]
    starts_on: date | None
    ends_on: date | None
    drafted_at: datetime
    state: AgendaState = AgendaState.DRAFT
    accepted: tuple[Acceptance, ...] = ()
    published_at: datetime | None = None

    def checked(self) -> Self:
        """Raises CodesTwice, SessionOutOfOrder."""
        refuse_twice("sessions", (session.code for session in self.sessions))
        return replace(self, sessions=in_order(session.checked() for session in self.sessions))

    @property
    def hash(self) -> str:
        """SHA-256 of the sessions as canonical JSON."""
        return hashlib.sha256(canonical(self.sessions).encode()).hexdigest()

    def is_stale(self, days: tuple[date | None, date | None]) -> bool:
        """The training's days changed since."""
        return (self.starts_on, self.ends_on) != days

    def acceptance_of(self, conflict: Conflict) -> Acceptance | None:
        return next((one for one in self.accepted if one.name == conflict.name), None)

    def accept(self, acceptance: Acceptance, standing: Iterable[Conflict]) -> Self:
        """A second acceptance of one conflict takes the place of the first. Raises NoSuchConflict,
        BlocksAreNotAccepted.
        """
        self._require("accept a warning", (AgendaState.DRAFT, AgendaState.PUBLISHED))
        named = {conflict.name: conflict for conflict in standing}
        conflict = named.get(acceptance.name)
        if conflict is None:
            rules = tuple(dict.fromkeys(rule for rule, _ in named))
            raise NoSuchConflict(self.id, acceptance.rule, acceptance.sessions, rules)
        if conflict.level is Level.BLOCK:
            raise BlocksAreNotAccepted(self.id, conflict.rule)
        others = tuple(one for one in self.accepted if one.name != acceptance.name)
        return replace(self, accepted=(*others, acceptance))

    def publish(self, standing: Iterable[Conflict], *, at: datetime) -> Self:
        """Raises NotInThisState, ConflictsBlock."""
        self._require("publish", (AgendaState.DRAFT,))
        blocks = tuple(conflict.sentence for conflict in standing if conflict.level is Level.BLOCK)
        if blocks:
            raise ConflictsBlock(self.id, blocks)
        return replace(self, state=AgendaState.PUBLISHED, published_at=at)

    def _require(self, asked: str, states: Collection[AgendaState]) -> None:
        if self.state not in states:
            raise NotInThisState("agenda", self.id, asked, self.state, tuple(states))


def canonical(sessions: Iterable[Session]) -> str:
    """Sorted keys, no spaces, instants as ISO 8601: the same text for the same sessions anywhere."""
    plain = [asdict(session) for session in sessions]
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), default=text)


def text(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
