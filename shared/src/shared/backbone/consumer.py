"""The FastStream edge: batches in, explicit offsets out. See the tests for what the library would do otherwise."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from typing import Any

import stamina
import structlog
from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage

from shared.backbone.arrivals import Arrival
from shared.backbone.ends import Ends
from shared.backbone.intake import Intake
from shared.runtime.database import TRANSIENT
from shared.runtime.endings import MustEnd

log = structlog.get_logger(__name__)

Batch = tuple["ConsumerRecord[Any, Any]", ...]

LARGEST_BATCH = 500
A_DAY_MS = 86_400_000
PATIENCE_SECONDS = 2.0
"""For a broker that is asked how far topics have come; the library itself would wait for forty."""


class Fenced(MustEnd):
    """Another process has this one's member id, or the group's protocol ended: this process has to go."""


class Drain(ConsumerRebalanceListener):  # type: ignore[misc]
    """A partition is given up only between two batches."""

    def __init__(self, running: asyncio.Lock) -> None:
        self._running = running

    async def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        async with self._running:
            log.info("partitions_revoked", count=len(list(revoked)))

    async def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        log.info("partitions_assigned", count=len(list(assigned)))


class Library:
    """FastStream's log, in our words. It is the only place where it tells that its consumer cannot go on."""

    def __init__(self) -> None:
        self.end: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def log(self, level: int, message: Any, /, *, exc_info: Any = None, extra: Any = None) -> None:  # noqa: ARG002
        if isinstance(exc_info, KafkaError):
            log.warning("kafka_fault", error=re.sub(r"\s+", " ", str(exc_info))[:200])
            if "during coordination" in str(exc_info) and not self.end.done():
                self.end.set_exception(Fenced("another process runs with this instance's id; this one ends"))


class Consumer:
    """One per service. Never raises into FastStream, which would drop the batch and commit past it."""

    def __init__(self, intake: Intake, *, bootstrap: str, pattern: str, group: str, instance: str) -> None:
        self._intake = intake
        self._running = asyncio.Lock()
        self._stopping = False
        self._applied: dict[TopicPartition, int] = {}
        self._library = Library()
        self._starting: asyncio.Task[None] | None = None
        self._ends = Ends(bootstrap)
        self._broker = KafkaBroker(
            bootstrap,
            logger=self._library,
            allow_auto_create_topics=False,
            graceful_timeout=10.0,
            metadata_max_age_ms=5_000,
            enable_idempotence=True,
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
            listener=Drain(self._running),
        )
        self._subscriber(self.take, parser=self._records, decoder=undecoded)

    async def _records(self, raw: Batch) -> KafkaAckableMessage:
        return KafkaAckableMessage(body=b"", raw_message=raw, consumer=self._subscriber.consumer)

    async def run(self) -> None:
        """Until stopped. Raises Fenced if this process has to end."""
        self._starting = asyncio.create_task(self._start())
        await asyncio.wait([self._starting, self._library.end], return_when=asyncio.FIRST_COMPLETED)
        if self._starting.done() and not self._starting.cancelled():
            self._starting.result()
        await self._library.end

    async def _start(self) -> None:
        """Once there is a broker."""
        async for attempt in stamina.retry_context(
            on=(KafkaError, *TRANSIENT), attempts=None, timeout=None, wait_max=2
        ):
            with attempt:
                await self._broker.start()

    async def stop(self) -> None:
        """After the running batch; a broker that was never found is not waited for."""
        self._stopping = True
        async with self._running:
            log.info("consumer_stops")
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.wait([self._starting])
        await self._broker.stop()
        await self._ends.close()
        if not self._library.end.done():
            self._library.end.set_result(None)

    async def take(self, batch: Any) -> None:
        """Applies a batch and commits its offsets. Never raises but for cancellation."""
        records: Batch = batch
        arrivals = [Arrival.of(record) for record in records]
        async with self._running:
            if self._stopping:
                return
            await self._settle(arrivals)
            await self._commit(records)

    async def _settle(self, arrivals: Sequence[Arrival]) -> None:
        async for attempt in patiently(TRANSIENT):
            with attempt:
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
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                ends = await self._ends.of(assigned)
                behind: list[int] = [ends[place] - await self._position(consumer, place) for place in assigned]
        except (KafkaError, *TRANSIENT):
            return None
        return sum(max(0, records) for records in behind)

    async def _position(self, consumer: Any, place: TopicPartition) -> int:
        if place not in self._applied:
            first = await consumer.beginning_offsets([place])
            self._applied[place] = max(await consumer.committed(place) or 0, first[place])
        return self._applied[place]


def patiently(transient: tuple[type[Exception], ...]) -> AsyncIterator[stamina.Attempt]:
    """What is transient is tried again in place, for as long as it lasts."""
    return aiter(stamina.retry_context(on=transient, attempts=None, timeout=None, wait_initial=0.05, wait_max=2.0))


async def undecoded(message: Any) -> Any:
    return message.raw_message
