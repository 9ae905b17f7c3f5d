"""The only sender of a service: outbox → Kafka, each page acknowledged before the cursor moves."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import lru_cache

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from aiokafka.partitioner import murmur2
from aiokafka.producer.message_accumulator import BatchBuilder

from shared.backbone import outbox, tracing
from shared.backbone.outbox import Cursor, Deposed, Page, Record
from shared.runtime import room
from shared.runtime.database import TRANSIENT, Connection, connect, telling_its_end
from shared.runtime.pauses import pause

log = structlog.get_logger(__name__)

PAGE = 2_000
BATCH_BYTES = 512 * 1024
SOONEST, LATEST = 0.002, 0.1
"""Seconds between two looks without a hint: doubled while nothing comes."""
KEEP_DAYS_EVERY = 3_600.0
AFTER_A_FAULT = 0.5
STANDBY_LOOKS_EVERY = 0.5


class Relay:
    """lead → snapshot → page → one batch per partition → acks → advance. One is active; others wait for its lock."""

    def __init__(self, dsn: str, bootstrap: str) -> None:
        self._dsn = dsn
        self._bootstrap = bootstrap
        self._hint = asyncio.Event()
        self._stopping = asyncio.Event()
        self.sent = 0
        self.epoch = 0
        self.leads = False

    def wake(self) -> None:
        """A hint that there is something; correctness never depends on it."""
        self._hint.set()

    def stop(self) -> None:
        """Ends `run` once nothing is left to send."""
        self._stopping.set()
        self.wake()

    async def run(self) -> None:
        """Until stopped. Any fault of database or Kafka: rebuild both sides, read again from the cursor."""
        while not self._stopping.is_set():
            try:
                async with self._connected() as (connection, producer):
                    if await self._may_lead(connection):
                        await self._send_all(connection, producer)
            except (*TRANSIENT, KafkaError, Deposed) as fault:
                if not room.warned_of(fault, "relay"):
                    log.warning("relay_starts_again", error=type(fault).__name__)
                await pause(AFTER_A_FAULT, unless=self._stopping)
            finally:
                self.leads = False

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[tuple[Connection, AIOKafkaProducer]]:
        connection = await connect(self._dsn)
        try:
            producer = AIOKafkaProducer(
                bootstrap_servers=self._bootstrap,
                enable_idempotence=True,
                acks="all",
                max_batch_size=BATCH_BYTES,
                max_request_size=2 * BATCH_BYTES,
                request_timeout_ms=10_000,
            )
            try:
                await producer.start()
                with telling_its_end(connection):
                    yield connection, producer
            finally:
                await producer.stop()
        finally:
            with suppress(*TRANSIENT):
                await connection.close(timeout=2)

    async def _may_lead(self, connection: Connection) -> bool:
        """Waits while another relay leads; False if this one is stopped meanwhile."""
        while not await outbox.may_lead(connection):
            await pause(STANDBY_LOOKS_EVERY, unless=self._stopping)
            if self._stopping.is_set():
                return False
        return True

    async def _send_all(self, connection: Connection, producer: AIOKafkaProducer) -> None:
        loop = asyncio.get_running_loop()
        cursor = await self._lead(connection)
        days_kept_at, idle = -KEEP_DAYS_EVERY, SOONEST
        while True:
            if loop.time() - days_kept_at >= KEEP_DAYS_EVERY:
                await outbox.keep_days(connection)
                days_kept_at = loop.time()
            self._hint.clear()
            page = await outbox.between(connection, cursor, PAGE)
            if page.records:
                await self._send(connection, producer, page)
                idle = SOONEST
            elif page.nothing_left and self._stopping.is_set():
                return
            elif page.nothing_left:
                await pause(idle, unless=self._hint)
                idle = min(2 * idle, LATEST)
            cursor = page.after

    async def _lead(self, connection: Connection) -> Cursor:
        cursor = await outbox.lead(connection)
        self.epoch, self.leads = cursor.epoch, True
        log.info("relay_leads", epoch=cursor.epoch)
        return cursor

    async def _send(self, connection: Connection, producer: AIOKafkaProducer, page: Page) -> None:
        with tracing.sending(page.records):
            acknowledgements = [future async for future in offered(producer, page.records)]
            for acknowledged in await asyncio.gather(*acknowledgements, return_exceptions=True):
                if isinstance(acknowledged, BaseException):
                    raise acknowledged
        await outbox.advance(connection, page.after)
        self.sent += len(page.records)


async def offered(producer: AIOKafkaProducer, records: list[Record]) -> AsyncIterator["asyncio.Future[object]"]:
    """Hands the records over, a batch per partition as long as it takes them; yields what to await. Raises
    MessageSizeTooLargeError for one that not even an empty batch takes: it may not be passed over.
    """
    by_place: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in records:
        by_place[record.topic, await partition_of(producer, record)].append(record)
    for (topic, partition), group in by_place.items():
        batch = producer.create_batch()
        for record in group:
            if not is_taken(batch, record):
                yield await producer.send_batch(batch, topic, partition=partition)
                batch = producer.create_batch()
                if not is_taken(batch, record):
                    raise MessageSizeTooLargeError(f"row {record.seq} of the outbox fits into no batch")
        yield await producer.send_batch(batch, topic, partition=partition)


def is_taken(batch: BatchBuilder, record: Record) -> bool:
    return batch.append(key=record.key, value=record.value, timestamp=None, headers=record.headers) is not None


async def partition_of(producer: AIOKafkaProducer, record: Record) -> int:
    """As Kafka's default partitioner places a key. Raises KafkaError for a topic that does not exist."""
    partitions = await producer.partitions_for(record.topic)
    return (hash_of(record.key) & 0x7FFFFFFF) % len(partitions)


@lru_cache(maxsize=65_536)
def hash_of(key: bytes) -> int:
    return int(murmur2(key))
