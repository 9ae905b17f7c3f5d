"""Named rules over an agenda, each with its level and its sentence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from scheduling.domain.agenda import blocking, warning
from scheduling.domain.agenda.finding import Finding, Values
from scheduling.domain.agenda.session import Session, in_order
from scheduling.domain.agenda.setting import Setting
from scheduling.domain.vocabulary import Level

Rule = Callable[[Setting, Sequence[Session]], Iterator[Finding]]

RULES: dict[str, tuple[Level, Rule, str]] = {
    "outside-training-days": (
        Level.BLOCK,
        blocking.outside_training_days,
        "{session} lies outside the days of the training, {first} to {last}.",
    ),
    "resource-unknown": (
        Level.BLOCK,
        blocking.resource_unknown,
        "{session} needs {what} {codes}, which the training does not have.",
    ),
    "room-double-booked": (
        Level.BLOCK,
        blocking.room_double_booked,
        "{one} and {other} are in room {room} at the same time.",
    ),
    "room-too-small": (
        Level.BLOCK,
        blocking.room_too_small,
        "{session} is for {people} people; room {room} holds {capacity}.",
    ),
    "person-double-booked": (
        Level.BLOCK,
        blocking.person_double_booked,
        "{person} is needed in {one} and in {other} at the same time.",
    ),
    "guest-not-there": (
        Level.BLOCK,
        blocking.guest_not_there,
        "Guest {guest} is not there during all of {session}.",
    ),
    "prerequisite-later": (
        Level.BLOCK,
        blocking.prerequisite_later,
        "{module} ({session}) comes before {before} ({first}).",
    ),
    "prerequisite-missing": (
        Level.WARN,
        warning.prerequisite_missing,
        "{module} ({session}) builds on {codes}, which is not taught.",
    ),
    "module-unknown": (
        Level.WARN,
        warning.module_unknown,
        "{session} teaches {codes}, which no manual of the training has.",
    ),
    "module-shortened": (
        Level.WARN,
        warning.module_shortened,
        "{session} has {minutes} minutes; its modules are designed for {planned}.",
    ),
    "edition-missing": (
        Level.WARN,
        warning.edition_missing,
        "Manual {manual} has no published edition in {language}.",
    ),
    "facilitator-missing": (
        Level.WARN,
        warning.facilitator_missing,
        "Nobody facilitates {session}.",
    ),
    "interpreter-without-pause": (
        Level.WARN,
        warning.interpreter_without_pause,
        "{person} interprets {one} and {other} without a pause of {minutes} minutes.",
    ),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """`sessions` in order of time; a rule and its sessions name a conflict."""

    rule: str
    level: Level
    sessions: tuple[UUID, ...]
    values: Values

    @property
    def sentence(self) -> str:
        return RULES[self.rule][-1].format_map(self.values)

    @property
    def name(self) -> tuple[str, frozenset[UUID]]:
        return self.rule, frozenset(self.sessions)


def conflicts(setting: Setting, sessions: Sequence[Session]) -> tuple[Conflict, ...]:
    """In order of the rules, then of time."""
    ordered = in_order(sessions)
    return tuple(
        Conflict(name, level, tuple(session.id for session in concerned), values)
        for name, (level, find, _) in RULES.items()
        for concerned, values in find(setting, ordered)
    )
