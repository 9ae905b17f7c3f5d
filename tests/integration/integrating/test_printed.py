"""Whoever copies a consumer out of docs/integrating.md has one that works: against scheduling, on Kafka."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.integration.integrating.printed import PROGRAMS, behind, first, listening, send
from tests.integration.scheduling.workbench import Workbench
from tests.support.servers import Topics
from tests.support.waiting import until

every_consumer = pytest.mark.parametrize("name", PROGRAMS)


async def committed(topics: Topics, name: str) -> None:
    async def look() -> int:
        return await behind(topics, name)

    await until(look, lambda records: records == 0)


@every_consumer
async def test_it_prints_each_training_once_and_skips_what_it_does_not_know(
    name: str, bench: Workbench, topics: Topics, tmp_path: Path
) -> None:
    training = (await bench.announced(sensitivity="open"))["training"]
    said = await first(topics)
    headers, fact = dict(said.headers), json.loads(said.value)
    async with listening(name, topics, tmp_path) as consumer:
        await until(consumer.printed, bool)
        tomorrow = {**fact, "seats": 26, "of_tomorrow": {"unknown": True}}
        await send(topics, said.key, said.value, headers)
        await send(topics, said.key, b"\xff", {**headers, "ce_type": b"cascade.scheduling.Unknown.v1"})
        await send(topics, said.key, said.value, {**headers, "ce_oftomorrow": b"\xff"})
        await send(topics, said.key, json.dumps(tomorrow).encode(), {**headers, "ce_id": str(uuid4()).encode()})
        lines = await until(consumer.printed, lambda printed: any(" 26 " in line for line in printed))

    title = "Training of Trainers, Dushanbe 2017"
    assert lines == [f"{training} 25 {title}", f"{training} 26 {title}"]


@every_consumer
async def test_started_again_it_goes_on_where_it_was(
    name: str, bench: Workbench, topics: Topics, tmp_path: Path
) -> None:
    await bench.announced()
    async with listening(name, topics, tmp_path) as consumer:
        await until(consumer.printed, bool)
        await committed(topics, name)
    later = (await bench.announced(visibility="local"))["training"]
    async with listening(name, topics, tmp_path) as consumer:
        lines = await until(consumer.printed, bool)

    assert [line.split()[0] for line in lines] == [later]


@every_consumer
async def test_it_ends_at_what_it_cannot_read_and_does_not_pass_over_it(
    name: str, bench: Workbench, topics: Topics, tmp_path: Path
) -> None:
    await bench.announced()
    said = await first(topics)
    headers = dict(said.headers)
    async with listening(name, topics, tmp_path) as consumer:
        await until(consumer.printed, bool)
        await committed(topics, name)
        await send(topics, said.key, b"no JSON", {**headers, "ce_id": str(uuid4()).encode()})
        await send(topics, said.key, said.value, {**headers, "ce_id": str(uuid4()).encode()})
        await until(consumer.ended, bool)
        lines = await consumer.printed()

    assert len(lines) == 1
    assert await behind(topics, name) == 2
