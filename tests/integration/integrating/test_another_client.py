"""Whoever has another client than ours, here librdkafka in C, finds in a topic what docs/integrating.md tells."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from confluent_kafka import Consumer, Message

from tests.contract.recorded import FROZEN, refusals
from tests.integration.integrating.printed import pattern
from tests.integration.scheduling.workbench import Workbench
from tests.support.servers import Topics

ENOUGH_SECONDS = 30.0
TOPICS_OF_ONE = 2
"""What may leave the region, and what stays."""


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
        while len({one.topic for one in found}) < TOPICS_OF_ONE:
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
