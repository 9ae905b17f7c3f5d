"""What a service runs beside HTTP: relay, consumer and reminders, started and stopped together."""

import asyncio
from datetime import UTC, datetime

from shared.backbone import flow, parking
from shared.backbone.consumer import Consumer
from shared.backbone.flow import Delay, Flow
from shared.backbone.intake import Intake
from shared.backbone.reactions import Reactions
from shared.backbone.relay import Relay
from shared.backbone.timers import Reminders
from shared.backbone.transaction import Database, Transaction
from shared.runtime.clock import Clock
from shared.runtime.kafka import Address, Hears

GRACE_SECONDS = 3.0
"""For each of the two halves, once the process is to end."""
INSISTS_EVERY_SECONDS = 1.0
"""What is tidied up after a cancellation may wait for the same server."""


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
        self._clock = clock
        self._stopping = asyncio.Event()
        self._relay = Relay(dsn, bootstrap)
        self._reminders = Reminders(database, reactions, clock)
        self._consumer = Consumer(
            self.intake, bootstrap=bootstrap, pattern=hears.pattern(address), group=address.group, instance=instance
        )
        database.when_facts_are_committed(self._relay.wake)

    async def run(self) -> None:
        """Until stopped: what makes facts ends first, then what sends them. Raises Fenced if this process has to go."""
        async with asyncio.TaskGroup() as tasks:
            makers = [
                tasks.create_task(self._consumer.run(), name="consumer"),
                tasks.create_task(self._reminders.run(), name="reminders"),
            ]
            sender = tasks.create_task(self._relay.run(), name="relay")
            await self._stopping.wait()
            self._consumer.stop()
            self._reminders.stop()
            await ended(*makers)
            self._relay.stop()
            await ended(sender)

    async def stop(self) -> None:
        """Ends `run`."""
        self._stopping.set()

    async def hears(self) -> str | None:
        """None, or why this service does not hear the others."""
        return None if await self._consumer.lag() is not None else "Kafka does not answer, or gave no partitions yet"

    async def flow(self, tx: Transaction) -> Flow:
        """Counted in the direction in which facts go, so that one under way is counted at least once."""
        now = self._clock.now()
        unsent = await flow.unsent(tx)
        lag = await self._consumer.lag()
        reminders = await flow.remembered(tx, now)
        return Flow(
            now=now,
            schema_version=await flow.schema_version(tx),
            unsent=unsent.count,
            oldest_unsent_seconds=unsent.oldest_seconds,
            lag=lag,
            parked=await parking.count(tx),
            due_reminders=reminders.due,
            next_due=reminders.next_due,
            lag_seconds=self._behind_seconds() if lag else lag,
            sent=self._relay.sent,
            applied=self.intake.applied,
            duplicates=self.intake.duplicates,
            epoch=self._relay.epoch,
            delays=[Delay(*one) for one in self.intake.delays()],
        )

    def _behind_seconds(self) -> float:
        """What is left to apply was said after the newest fact that took effect, and after nothing was left."""
        said_at = self.intake.last_said_at
        after = max(self._consumer.caught_up_at, said_at) if said_at is not None else self._consumer.caught_up_at
        return (datetime.now(UTC) - after).total_seconds()


async def ended(*tasks: asyncio.Task[None]) -> None:
    """What cannot end because a server is away is given up: whatever it did not commit comes again."""
    _, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
    while late:
        for task in late:
            task.cancel()
        _, late = await asyncio.wait(late, timeout=INSISTS_EVERY_SECONDS)
