"""A service that is asked to end under load answers what it began, says what it committed, and says it once."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

import httpx2
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from tests.independence.work import coordinating, draft
from tests.support.processes import Places, Region
from tests.support.services import Asking
from tests.support.waiting import until

TRAININGS = 60
AT_ONCE = 4
ENOUGH = 15
"""Announced before the service is asked to end."""


@dataclass
class Stream:
    """Announces one training after the other. `unanswered`: whether they were announced, nobody knows."""

    waiting: list[str]
    acknowledged: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    async def run(self, coordinator: Asking) -> None:
        await asyncio.gather(*[self._announce(coordinator) for _ in range(AT_ONCE)])

    async def _announce(self, coordinator: Asking) -> None:
        while self.waiting:
            path = self.waiting.pop()
            try:
                reply = await coordinator.http.post(f"{path}/announcement")
                (self.acknowledged if reply.is_success else self.unanswered).append(path)
            except httpx2.HTTPError:
                self.unanswered.append(path)

    async def so_far(self) -> int:
        return len(self.acknowledged)


async def said(places: Places) -> Counter[str]:
    """How often each training is spoken of in scheduling's topic."""
    topic = f"{places.namespace}.tj.scheduling"
    keys: list[str] = []
    async with AIOKafkaConsumer(topic, bootstrap_servers=places.bootstrap, auto_offset_reset="earliest") as consumer:
        ends = await consumer.end_offsets([TopicPartition(topic, number) for number in range(3)])
        while sum([await consumer.position(place) for place in ends]) < sum(ends.values()):
            records = await consumer.getmany(timeout_ms=500)
            keys += [record.key.decode() for some in records.values() for record in some]
    return Counter(keys)


@pytest.mark.slow
async def test_asked_to_end_under_load_it_loses_and_doubles_nothing(running: Region, places: Places) -> None:
    async with running.asked("scheduling") as anyone:
        coordinator = coordinating(anyone)
        stream = Stream([await draft(coordinator) for _ in range(TRAININGS)])
        flowing = asyncio.create_task(stream.run(coordinator))
        await until(stream.so_far, lambda count: count >= ENOUGH)
        code = await ended(running, "scheduling")
        await flowing
    acknowledged = [path.rpartition("/")[2] for path in stream.acknowledged]
    by_then = await said(places)

    assert code == 0
    assert len(acknowledged) < TRAININGS
    assert {training: by_then[training] for training in acknowledged} == dict.fromkeys(acknowledged, 1)

    running.start("scheduling")
    await running.settled("scheduling")
    assert await said(places) == by_then


async def ended(running: Region, name: str) -> int:
    """The exit code, after SIGTERM; requests flow on meanwhile."""
    process = running.services[name].process
    assert process is not None
    process.terminate()
    return await asyncio.to_thread(process.wait, 30)
