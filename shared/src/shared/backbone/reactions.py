"""Which facts and reminders a service reacts to, and how."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from shared.backbone.reminders import Reminder
from shared.backbone.transaction import Transaction
from shared.events.base import Event

E = TypeVar("E", bound=Event)
R = TypeVar("R", bound=Reminder)
OnFact = Callable[[Transaction, E], Awaitable[None]]
OnReminder = Callable[[Transaction, R, datetime], Awaitable[None]]


class Reactions:
    """Fact or reminder → handler. Read by the consumer, by the reminders and by the test that delivers everything
    twice and shuffled.
    """

    def __init__(self) -> None:
        self._events: dict[str, type[Event]] = {}
        self._on_fact: dict[str, OnFact[Any]] = {}
        self._kinds: dict[str, type[Reminder]] = {}
        self._on_reminder: dict[str, OnReminder[Any]] = {}

    def on(self, event: type[E]) -> Callable[[OnFact[E]], OnFact[E]]:
        """Declares the reaction to a fact. Raises ValueError if there is one already."""

        def declare(reaction: OnFact[E]) -> OnFact[E]:
            if event.type_name() in self._on_fact:
                raise ValueError(f"{event.type_name()} has a reaction already")
            self._events[event.type_name()] = event
            self._on_fact[event.type_name()] = reaction
            return reaction

        return declare

    def due(self, reminder: type[R]) -> Callable[[OnReminder[R]], OnReminder[R]]:
        """Declares the reaction to a reminder. Raises ValueError if there is one already."""

        def declare(reaction: OnReminder[R]) -> OnReminder[R]:
            if reminder.kind() in self._on_reminder:
                raise ValueError(f"{reminder.kind()} has a reaction already")
            self._kinds[reminder.kind()] = reminder
            self._on_reminder[reminder.kind()] = reaction
            return reaction

        return declare

    @property
    def events(self) -> Mapping[str, type[Event]]:
        """By CloudEvents type; everything else is passed over."""
        return self._events

    async def apply(self, tx: Transaction, fact: Event) -> None:
        await self._on_fact[fact.type_name()](tx, fact)

    async def remind(self, tx: Transaction, kind: str, payload: Mapping[str, object], due: datetime) -> None:
        """Raises KeyError for a kind that nobody handles any more."""
        reminder = self._kinds[kind].model_validate(payload)
        await self._on_reminder[kind](tx, reminder, due)
