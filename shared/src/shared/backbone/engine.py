"""What a service runs beside HTTP: relay, consumer and reminders, started and stopped together."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from shared.backbone import outbox, parking
from shared.backbone.consumer import Consumer
from shared.backbone.intake import Intake
from shared.backbone.reactions import Reactions
from shared.backbone.relay import Relay
from shared.backbone.reminders import Reminders
from shared.backbone.transaction import Database
from shared.runtime.clock import Clock
from shared.runtime.kafka import Address, Hears


@dataclass(frozen=True, slots=True)
class Delay:
    """From the commit of a fact at `source` to the commit of its effect here."""

    source: str
    count: int
    median_ms: float


@dataclass(frozen=True, slots=True)
class Flow:
    """How much of what was said, heard and remembered is still on its way. `lag` is None while nobody knows it;
    `lag_seconds`: how long ago the newest fact that took effect was said, 0 without lag.
    """

    now: datetime
    unsent: int
    oldest_unsent_seconds: float
    lag: int | None
    parked: int
    due_reminders: int
    next_due: datetime | None
    lag_seconds: float | None
    sent: int
    applied: int
    duplicates: int
    epoch: int
    delays: list[Delay]


@dataclass(frozen=True, slots=True)
class Timers:
    due: int
    next_due: datetime | None


class Engine:
    """Relay, consumer and reminders of one service."""

    def __init__(
        self,
        database: Database,
        reactions: Reactions,
        clock: Clock,
        address: Address,
        hears: Hears,
        *,
        dsn: str,
        bootstrap: str,
        instance: str,
    ) -> None:
        self.intake = Intake(database, reactions)
        self._database = database
        self._clock = clock
        self._relay = Relay(dsn, bootstrap)
        self._reminders = Reminders(database, reactions, clock)
        self._consumer = Consumer(
            self.intake, bootstrap=bootstrap, pattern=hears.pattern(address), group=address.group, instance=instance
        )
        database.when_facts_are_committed(self._relay.wake)

    async def run(self) -> None:
        """Until stopped. Raises Fenced if this process has to end."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._relay.run(), name="relay")
            tasks.create_task(self._consumer.run(), name="consumer")
            tasks.create_task(self._reminders.run(), name="reminders")

    async def stop(self) -> None:
        """First what makes facts, then what sends them."""
        self._reminders.stop()
        await self._consumer.stop()
        self._relay.stop()

    async def hears(self) -> str | None:
        """None, or why this service does not hear the others."""
        return None if await self._consumer.lag() is not None else "Kafka does not answer, or gave no partitions yet"

    async def flow(self) -> Flow:
        now = self._clock.now()
        lag = await self._consumer.lag()
        async with self._database.reading() as connection:
            unsent = await outbox.unsent(connection)
        async with self._database.transaction() as tx:
            parked = await parking.count(tx)
            timers = await tx.one(
                Timers,
                """select count(*) filter (where due <= $1) as due, min(due) as next_due
                   from reminder where failure is null""",
                now,
            )
        assert timers is not None  # noqa: S101 - an aggregate
        return Flow(
            now=now,
            unsent=unsent.count,
            oldest_unsent_seconds=unsent.oldest_seconds,
            lag=lag,
            parked=parked,
            due_reminders=timers.due,
            next_due=timers.next_due,
            lag_seconds=self.intake.behind_seconds() if lag else lag,
            sent=self._relay.sent,
            applied=self.intake.applied,
            duplicates=self.intake.duplicates,
            epoch=self._relay.epoch,
            delays=[Delay(*one) for one in self.intake.delays()],
        )
