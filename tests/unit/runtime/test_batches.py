"""How the relay fills batches."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError
from aiokafka.producer.message_accumulator import BatchBuilder

from shared.backbone.outbox import Record
from shared.backbone.relay import offered


@dataclass
class Accepting:
    """A producer whose batches take so many bytes, or nothing once they are closed."""

    bytes: int
    closed: bool = False
    sent: list[int] = field(default_factory=list)

    async def partitions_for(self, _: str) -> set[int]:
        return {0}

    def create_batch(self) -> BatchBuilder:
        batch = BatchBuilder(self.bytes, 0)
        if self.closed:
            batch.close()
        return batch

    async def send_batch(self, batch: BatchBuilder, *_: object, **__: object) -> "asyncio.Future[object]":
        self.sent.append(batch.record_count())
        return asyncio.get_running_loop().create_future()


def record(seq: int, size: int) -> Record:
    return Record(seq, "cascade.tj.scheduling", b"key", b"x" * size, [])


async def hand_over(producer: Accepting, *records: Record) -> list[Any]:
    return [future async for future in offered(cast("AIOKafkaProducer", producer), list(records))]


async def test_what_a_batch_does_not_take_any_more_is_the_first_of_the_next_one() -> None:
    producer = Accepting(1_000)
    await hand_over(producer, record(1, 400), record(2, 400), record(3, 400), record(4, 5_000), record(5, 400))

    assert producer.sent == [2, 1, 1, 1]


async def test_what_no_batch_takes_is_not_passed_over() -> None:
    producer = Accepting(1_000, closed=True)
    with pytest.raises(MessageSizeTooLargeError, match="row 7"):
        await hand_over(producer, record(7, 400))
