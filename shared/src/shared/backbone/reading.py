"""Records that the library cannot read. The names of their headers are bytes of whoever writes to a topic; where those
are no UTF-8 it raises in the middle of what it fetched, and has moved on then in the partitions that it read before.
"""

from collections.abc import Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

Batch = tuple["ConsumerRecord[Any, Any]", ...]

WAITS_MS = 200
"""For the records of one partition."""


async def around(consumer: AIOKafkaConsumer, begins: Mapping[TopicPartition, int], most: int) -> Batch:
    """The next records of one partition, at most so many; in place of one that cannot be read one that says nothing.
    `begins`: the offset from which each partition is to be read again.
    """
    for place, begin in begins.items():
        consumer.seek(place, begin)
    for place, begin in begins.items():
        found = await read_of(consumer, place, begin, most)
        if found:
            return found
    return ()


async def read_of(consumer: AIOKafkaConsumer, place: TopicPartition, begin: int, most: int) -> Batch:
    try:
        found = await consumer.getmany(place, timeout_ms=WAITS_MS, max_records=most)
    except UnicodeDecodeError:
        if most > 1:
            consumer.seek(place, begin)
            return await read_of(consumer, place, begin, most // 2)
        consumer.seek(place, begin + 1)
        return (saying_nothing(place, begin),)
    return tuple(found.get(place, ()))


def saying_nothing(place: TopicPartition, offset: int) -> "ConsumerRecord[Any, Any]":
    return ConsumerRecord(place.topic, place.partition, offset, 0, 0, None, None, None, -1, -1, ())
