"""Whoever has another client than ours, here librdkafka in C, finds in a topic what docs/integrating.md tells."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, Message

from scheduling.app import service
from scheduling.settings import Settings
from tests.contract.recorded import FROZEN, refusals
from tests.integration.integrating.printed import pattern
from tests.integration.scheduling.workbench import Workbench
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Story, asking, settings_for, working

ENOUGH_SECONDS = 30.0
SAYS = ("what may leave", "what stays")


@pytest.fixture
async def bench(database: TestDatabase, topics: Topics, tmp_path: Path) -> AsyncIterator[Workbench]:
    settings = Settings(**settings_for("scheduling", database, topics, tmp_path))
    clock = Story(START)
    async with service(settings, clock) as built, working(built):
        yield Workbench(built, clock, asking(built, tmp_path))


@dataclass(frozen=True)
class Read:
    """A record, as it came."""

    topic: str
    key: str
    headers: Mapping[str, str]
    fact: Mapping[str, Any]

    @classmethod
    def of(cls, message: Message) -> "Read":
        assert message.error() is None, message.error()
        headers = message.headers()
        assert isinstance(headers, list)
        told = {name: one.decode() for name, one in headers if isinstance(one, bytes)}
        return cls(message.topic() or "", (message.key() or b"").decode(), told, json.loads(message.value() or b""))


def heard(topics: Topics) -> list[Read]:
    """What came until something had come by either topic of the service."""
    group = {"group.id": f"osmosis.{topics.namespace}", "auto.offset.reset": "earliest", "enable.auto.commit": False}
    consumer = Consumer({"bootstrap.servers": topics.bootstrap, **group})
    consumer.subscribe([pattern(topics)])
    found: list[Read] = []
    try:
        while len({one.topic for one in found}) < len(SAYS):
            message = consumer.poll(ENOUGH_SECONDS)
            assert message is not None, f"only {len(found)} records came"
            found.append(Read.of(message))
    finally:
        consumer.close()
    return found


async def test_a_client_in_another_language_reads_every_fact_by_the_pattern_of_the_page(
    bench: Workbench, topics: Topics
) -> None:
    abroad = (await bench.announced())["training"]
    at_home = (await bench.announced(visibility="local"))["training"]
    records = await asyncio.to_thread(heard, topics)

    for record in records:
        contract = FROZEN[record.headers["ce_type"]]
        assert refusals(contract.headers, record.headers) == []
        assert refusals(contract.data, record.fact) == []
        assert record.key == record.headers["ce_subject"] == record.fact[contract.key]
    assert {record.fact["training"] for record in records} == {abroad, at_home}
