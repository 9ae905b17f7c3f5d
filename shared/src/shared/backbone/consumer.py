"""The FastStream edge: batches in, explicit offsets out. See the tests for what the library would do otherwise."""

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import stamina
import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage

from shared.backbone import reading
from shared.backbone.arrivals import Arrival
from shared.backbone.ends import Ends
from shared.backbone.intake import Intake
from shared.backbone.reading import Batch
from shared.runtime import room
from shared.runtime.database import TRANSIENT
from shared.runtime.endings import MustEnd
from shared.runtime.pauses import pause

log = structlog.get_logger(__name__)

LARGEST_BATCH = 500
A_DAY_MS = 86_400_000
AFTER_A_FAULT, AFTER_A_LOSS = 0.5, 10.0
"""Seconds; after a loss so long that beginning anew is not taken for another process with the same name."""
LONGEST_LOOK_SECONDS = 2.0
"""While the group is joined anew the library does not answer, and sometimes never."""
GRACEFUL_SECONDS = 2.0
"""For the running batch, once the process is to end."""

CONTESTED_TIMES, CONTESTED_SECONDS = 4, 30.0


class Fenced(MustEnd):
    """Another process has this one's member id, or the group's protocol ended: this process has to go."""


class Drain(ConsumerRebalanceListener):  # type: ignore[misc]
    """A partition is given up only between two batches."""

    def __init__(self, running: asyncio.Lock, joined: Callable[[], None]) -> None:
        self._running = running
        self._joined = joined

    async def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        async with self._running:
            log.info("partitions_revoked", count=len(list(revoked)))

    async def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        self._joined()
        log.info("partitions_assigned", count=len(list(assigned)))


class Library:
    """FastStream's log, in our words. It is the only place where it tells that its consumer cannot go on: aiokafka
    keeps what it did not expect, e.g. in the answer to a heartbeat, raises it at every look and asks Kafka no more.
    """

    def __init__(self) -> None:
        self.end: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def listen(self) -> None:
        """To a consumer that begins."""
        self.end = asyncio.get_running_loop().create_future()

    def log(self, level: int, message: Any, /, *, exc_info: Any = None, extra: Any = None) -> None:  # noqa: ARG002
        if isinstance(exc_info, KafkaError):
            log.warning("kafka_fault", error=re.sub(r"\s+", " ", str(exc_info))[:200])
            self.fence() if "during coordination" in str(exc_info) else self.over()

    def over(self) -> None:
        if not self.end.done():
            self.end.set_result(None)

    def fence(self) -> None:
        if not self.end.done():
            self.end.set_exception(Fenced("another process runs with this instance's id; this one ends"))


class Name:
    """Kafka gives a static id to whoever joined last. The library's heartbeat cannot tell that from an expired
    session and joins anew: two would take the id from each other for ever.
    """

    def __init__(self) -> None:
        self._members: dict[str, float] = {}

    def is_contested(self, member: str, now: float) -> bool:
        """Whether this process had to join anew too often."""
        self._members = {known: at for known, at in self._members.items() if now - at < CONTESTED_SECONDS}
        self._members[member] = now
        return len(self._members) >= CONTESTED_TIMES


class Consumer:
    """One per service. Never raises into FastStream, which would drop the batch and commit past it."""

    def __init__(self, intake: Intake, *, bootstrap: str, pattern: str, group: str, instance: str) -> None:
        self._intake = intake
        self._running = asyncio.Lock()
        self._stopping = asyncio.Event()
        self._applied: dict[TopicPartition, int] = {}
        self._library = Library()
        self._name = Name()
        self.caught_up_at = datetime.now(UTC)
        """When nothing was left to apply, as far as somebody looked; else when it began."""
        self._fault: Exception | None = None
        self._ends = Ends(bootstrap)
        self._broker = KafkaBroker(
            bootstrap,
            logger=self._library,
            consumer_only=True,
            allow_auto_create_topics=False,
            graceful_timeout=GRACEFUL_SECONDS,
            metadata_max_age_ms=5_000,
        )
        self._subscriber = self._broker.subscriber(
            pattern=pattern,
            group_id=group,
            group_instance_id=instance,
            batch=True,
            max_records=LARGEST_BATCH,
            batch_timeout_ms=10,
            fetch_max_wait_ms=100,
            max_poll_interval_ms=A_DAY_MS,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            listener=Drain(self._running, self._joined),
        )
        self._subscriber(self.take, parser=self._records, decoder=undecoded)
        self._fetch = self._subscriber.get_msg
        self._subscriber.get_msg = self._next  # type: ignore[method-assign]

    async def _records(self, raw: Batch) -> KafkaAckableMessage:
        return KafkaAckableMessage(body=b"", raw_message=raw, consumer=self._subscriber.consumer)

    async def _next(self, consumer: AIOKafkaConsumer) -> Batch:
        """Whatever it raises, the library would go on behind what it had fetched."""
        try:
            return await self._fetch(consumer)
        except UnicodeDecodeError:
            applied = self._applied
            begins = {place: await position(consumer, place, applied) for place in consumer.assignment()}
            return await reading.around(consumer, begins, LARGEST_BATCH)

    def _joined(self) -> None:
        """What was known of a partition is worth nothing when it comes back. Another dict: whoever is asking meanwhile
        writes into the old one.
        """
        self._applied = {}
        member = self._subscriber.consumer._coordinator.member_id  # type: ignore[union-attr]  # noqa: SLF001 - told nowhere else
        if self._name.is_contested(member, asyncio.get_running_loop().time()):
            self._library.fence()

    async def run(self) -> None:
        """Until stopped, after the running batch. Raises Fenced if this process has to end, and whatever kept a batch
        from being applied and from being parked.
        """
        try:
            while not self._stopping.is_set():
                self._library.listen()
                await self._start()
                await self._library.end
                await self._begin_anew()
        finally:
            await self._leave()
            await self._ends.close()
        async with self._running:
            log.info("consumer_stopped")
        if self._fault is not None:
            raise self._fault

    async def _start(self) -> None:
        while not self._stopping.is_set():
            try:
                await self._broker.start()
            except (KafkaError, *TRANSIENT) as fault:
                log.warning("consumer_waits", error=type(fault).__name__)
                await self._leave()
                await pause(AFTER_A_FAULT, unless=self._stopping)
            else:
                return

    async def _begin_anew(self) -> None:
        """Raises Fenced where what was lost cannot be stopped: two consumers of one process would share its name."""
        if not await self._leave() and not self._stopping.is_set():
            raise Fenced("what Kafka's library left behind does not end; this process ends")
        await pause(AFTER_A_LOSS, unless=self._stopping)

    async def _leave(self) -> bool:
        """Whether it was left. The library waits for the answer to its last request, and the group may keep that back
        for as long as it likes.
        """
        try:
            async with asyncio.timeout(2 * GRACEFUL_SECONDS):
                await self._broker.stop()
        except TimeoutError:
            return False
        return True

    def stop(self) -> None:
        """Ends `run`."""
        self._stopping.set()
        self._library.over()

    async def take(self, batch: Any) -> None:
        """Applies a batch and commits its offsets. Never raises but for cancellation: the library would swallow it, and
        the offsets of the next batch pass over this one.
        """
        records: Batch = batch
        arrivals = [Arrival.of(record) for record in records]
        async with self._running:
            if self._stopping.is_set():
                return
            try:
                await self._settle(arrivals)
            except TRANSIENT as fault:
                log.info("batch_given_up", error=type(fault).__name__)
            except Exception as fault:  # noqa: BLE001 - it ends the process, which logs it
                self._fault = fault
                self.stop()
            else:
                await self._commit(records)

    def _goes_on(self, fault: Exception) -> bool:
        return isinstance(fault, TRANSIENT) and not self._stopping.is_set()

    async def _settle(self, arrivals: Sequence[Arrival]) -> None:
        """What is transient is tried again in place, for as long as it lasts; once stopped, it is raised."""
        async for attempt in stamina.retry_context(
            on=self._goes_on, attempts=None, timeout=None, wait_initial=0.05, wait_max=2.0
        ):
            with attempt:
                try:
                    await self._apply(arrivals)
                except TRANSIENT as fault:
                    if not room.warned_of(fault, "consumer"):
                        log.warning("batch_waits", error=type(fault).__name__)
                    raise

    async def _apply(self, arrivals: Sequence[Arrival]) -> None:
        """Raises what is transient."""
        try:
            await self._intake.together(arrivals)
        except TRANSIENT:
            raise
        except Exception as error:  # noqa: BLE001 - whoever it is, he is found one by one
            log.warning("batch_has_poison", size=len(arrivals), error=type(error).__name__)
            await self._intake.one_by_one(arrivals)

    async def _commit(self, records: Batch) -> None:
        done = {TopicPartition(record.topic, record.partition): record.offset + 1 for record in records}
        self._applied.update(done)
        try:
            await self._subscriber.consumer.commit(done)  # type: ignore[union-attr]
        except (CommitFailedError, IllegalStateError, KafkaError) as fault:
            log.info("offsets_not_committed", error=type(fault).__name__)

    async def lag(self) -> int | None:
        """Records that this service has not applied; None while it has no partitions or Kafka does not answer."""
        consumer = self._subscriber.consumer
        assigned = consumer.assignment() if consumer is not None else ()
        if consumer is None or not assigned:
            return None
        applied = self._applied
        try:
            async with asyncio.timeout(LONGEST_LOOK_SECONDS):
                ends = await self._ends.of(assigned)
                behind = [ends[place] - await position(consumer, place, applied) for place in assigned]
        except (KafkaError, *TRANSIENT):
            return None
        left = sum(max(0, records) for records in behind)
        if left == 0:
            self.caught_up_at = datetime.now(UTC)
        return left


async def position(consumer: Any, place: TopicPartition, applied: dict[TopicPartition, int]) -> int:
    """The offset after the last record that was applied, asked for where nothing was applied yet."""
    if place not in applied:
        first = await consumer.beginning_offsets([place])
        applied[place] = max(await consumer.committed(place) or 0, first[place])
    return applied[place]


async def undecoded(message: Any) -> Any:
    return message.raw_message
