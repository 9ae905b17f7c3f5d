"""Named rules over an agenda, each with its level."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from scheduling.domain.agenda import blocking, warning
from scheduling.domain.agenda.session import Session, in_order
from scheduling.domain.agenda.setting import Setting
from scheduling.domain.vocabulary import Level

Finding = tuple[tuple[Session, ...], str]
"""The sessions that break a rule, and how, in a sentence."""
Rule = Callable[[Setting, Sequence[Session]], Iterator[Finding]]

RULES: dict[str, tuple[Level, Rule]] = {
    "outside-training-days": (Level.BLOCK, blocking.outside_training_days),
    "resource-unknown": (Level.BLOCK, blocking.resource_unknown),
    "room-double-booked": (Level.BLOCK, blocking.room_double_booked),
    "room-too-small": (Level.BLOCK, blocking.room_too_small),
    "person-double-booked": (Level.BLOCK, blocking.person_double_booked),
    "guest-not-there": (Level.BLOCK, blocking.guest_not_there),
    "prerequisite-later": (Level.BLOCK, blocking.prerequisite_later),
    "prerequisite-missing": (Level.WARN, warning.prerequisite_missing),
    "module-unknown": (Level.WARN, warning.module_unknown),
    "module-shortened": (Level.WARN, warning.module_shortened),
    "edition-missing": (Level.WARN, warning.edition_missing),
    "facilitator-missing": (Level.WARN, warning.facilitator_missing),
    "interpreter-without-pause": (Level.WARN, warning.interpreter_without_pause),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """`sessions` in order of time; a rule and its sessions name a conflict."""

    rule: str
    level: Level
    sessions: tuple[UUID, ...]
    sentence: str

    @property
    def name(self) -> tuple[str, frozenset[UUID]]:
        return self.rule, frozenset(self.sessions)


def conflicts(setting: Setting, sessions: Sequence[Session]) -> tuple[Conflict, ...]:
    """In order of the rules, then of time."""
    ordered = in_order(sessions)
    return tuple(
        Conflict(name, level, tuple(session.id for session in concerned), sentence)
        for name, (level, find) in RULES.items()
        for concerned, sentence in find(setting, ordered)
    )
