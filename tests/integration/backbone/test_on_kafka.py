"""Outbox → relay → Kafka → consumer → inbox → effect, on a real broker."""

import asyncio
import struct
from collections.abc import Callable
from functools import partial
from typing import Any, Literal
from uuid import UUID

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.consumer.group_coordinator import GroupCoordinator
from aiokafka.errors import KafkaError
from aiokafka.producer.message_accumulator import BatchBuilder
from aiokafka.record.util import calc_crc32c
from confluent_kafka import Producer

from shared.backbone import parking
from shared.backbone.pages import Page
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.echo import Echo, all_arrives, count_in, flow_of, running, say
from tests.integration.backbone.facts import noted, things
from tests.support.delivery import said
from tests.support.servers import Topics
from tests.support.waiting import until


@pytest.fixture
def echo() -> Echo:
    return Echo()


async def read_topic(topics: Topics, topic: str, count: int) -> list[Any]:
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=topics.bootstrap, auto_offset_reset="earliest")
    await consumer.start()
    try:
        return [await asyncio.wait_for(consumer.getone(), 10) for _ in range(count)]
    finally:
        await consumer.stop()


async def test_a_committed_fact_takes_effect_in_a_reader(schema: Schema, topics: Topics, echo: Echo) -> None:
    (thing,) = things(1)
    async with running(schema, topics, echo) as engine:
        await say(schema, noted(thing, 1))
        await all_arrives(schema, engine)
        flow = await flow_of(schema, engine)

    assert echo.heard == [(thing, 1)]
    assert (flow.sent, flow.applied) == (1, 1)
    assert [(delay.source, delay.count) for delay in flow.delays] == [("tj/scheduling", 1)]


async def test_a_record_carries_the_attributes_of_cloudevents_and_the_key(
    schema: Schema, topics: Topics, echo: Echo
) -> None:
    (thing,) = things(1)
    async with running(schema, topics, echo):
        await say(schema, noted(thing, 1, 7))
        (record,) = await read_topic(topics, schema.address.topic, 1)
    headers = {name: value.decode() for name, value in record.headers}

    assert record.key == str(thing).encode()
    assert headers.pop("ce_id").count("-") == 4
    assert headers.pop("ce_time").endswith("+00:00")
    assert headers == {
        "ce_specversion": "1.0",
        "ce_type": "cascade.scheduling.Noted.v1",
        "ce_source": "/tj/scheduling",
        "ce_subject": str(thing),
        "content-type": "application/json",
    }


async def test_facts_of_one_key_arrive_in_order_from_many_writers(schema: Schema, topics: Topics, echo: Echo) -> None:
    some = things(10)

    async def write(thing: UUID) -> None:
        for version in range(1, 21):
            await say(schema, noted(thing, version))

    async with running(schema, topics, echo) as engine:
        await asyncio.gather(*[write(thing) for thing in some])
        await all_arrives(schema, engine)

    assert {thing: [version for one, version in echo.heard if one == thing] for thing in some} == {
        thing: list(range(1, 21)) for thing in some
    }


async def test_what_was_committed_while_nobody_ran_is_sent_and_heard_afterwards(
    schema: Schema, topics: Topics, echo: Echo
) -> None:
    some = things(3)
    for thing in some:
        await say(schema, noted(thing, 1))
    async with running(schema, topics, echo) as engine:
        await all_arrives(schema, engine)

    assert sorted(echo.heard) == sorted((thing, 1) for thing in some)


async def test_a_restart_loses_and_doubles_nothing(schema: Schema, topics: Topics, echo: Echo) -> None:
    (thing,) = things(1)
    for version in (1, 2, 3):
        async with running(schema, topics, echo) as engine:
            await say(schema, noted(thing, version))
            await all_arrives(schema, engine)

    assert echo.heard == [(thing, 1), (thing, 2), (thing, 3)]
    assert await count_in(topics, schema.address.topic) == 3


async def test_stopping_sends_what_was_committed_before(schema: Schema, topics: Topics, echo: Echo) -> None:
    some = things(50)
    async with running(schema, topics, echo):
        await say(schema, *[noted(thing, 1) for thing in some])

    assert await count_in(topics, schema.address.topic) == 50


async def test_a_raising_reaction_parks_its_fact_and_the_others_go_on(
    schema: Schema, topics: Topics, echo: Echo
) -> None:
    bad, good = things(2)
    echo.fails = lambda fact: fact.thing == bad
    async with running(schema, topics, echo) as engine:
        await say(schema, noted(bad, 1), noted(good, 1), noted(bad, 2))
        await all_arrives(schema, engine)
        parked = (await flow_of(schema, engine)).parked
        echo.fails = lambda _: False
        async with schema.database.transaction() as tx:
            first = (await parking.shown(tx, Page(1))).rows[0].id
            await engine.intake.replay(tx, first)

    assert parked == 2
    assert sorted(set(echo.heard)) == sorted([(good, 1), (bad, 1), (bad, 2)])


@pytest.mark.parametrize("value", [b"\xff\xfe", None], ids=["no-utf-8", "none"])
async def test_a_header_that_is_no_text_stops_nobody(
    schema: Schema, topics: Topics, echo: Echo, value: bytes | None
) -> None:
    (good,) = things(1)
    arrival = said(noted(things(1)[0], 1))[0].arrival()
    async with running(schema, topics, echo) as engine:
        async with AIOKafkaProducer(bootstrap_servers=topics.bootstrap) as producer:
            headers = [(name, value if name == "ce_type" else kept) for name, kept in arrival.headers]
            await producer.send_and_wait(schema.address.topic, arrival.value, arrival.key, headers=headers)
        await say(schema, noted(good, 1))
        await all_arrives(schema, engine)
        flow = await flow_of(schema, engine)

    assert echo.heard == [(good, 1)]
    assert flow.parked == 1


NO_TEXT = b"\xff\xfe"


def with_a_name_that_is_no_text(builder: BatchBuilder, build: Callable[[BatchBuilder], bytes]) -> bytes:
    """Of `##` such a name is made; the sum over the batch is right again (Kafka's protocol, "Record Batch")."""
    raw = bytearray(build(builder).replace(b"##", NO_TEXT))
    struct.pack_into(">I", raw, 17, calc_crc32c(bytes(raw[21:])))
    return bytes(raw)


async def test_a_name_of_a_header_that_is_no_text_stops_and_loses_nothing_in_any_partition(
    schema: Schema, topics: Topics, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = BatchBuilder._build
    monkeypatch.setattr(BatchBuilder, "_build", lambda batch: with_a_name_that_is_no_text(batch, build))
    arrivals = [one.arrival() for one in said(*[noted(thing, 1) for thing in things(60)])]
    async with AIOKafkaProducer(bootstrap_servers=topics.bootstrap) as producer:
        for number, arrival in enumerate(arrivals):
            strange = [("##", b"")] if number in (5, 6, 40) else []
            headers = [*arrival.headers, *strange]
            await producer.send_and_wait(schema.address.topic, arrival.value, arrival.key, headers=headers)
    async with running(schema, topics, echo) as engine:
        await until(partial(flow_of, schema, engine), lambda flow: flow.lag == 0)
        flow = await flow_of(schema, engine)

    assert flow.parked == 3
    assert len(echo.heard) == len(set(echo.heard)) == 57


@pytest.mark.parametrize("codec", ["gzip", "snappy", "lz4", "zstd"])
async def test_what_another_client_compressed_is_heard(
    schema: Schema, topics: Topics, echo: Echo, codec: Literal["gzip", "snappy", "lz4", "zstd"]
) -> None:
    (thing,) = things(1)
    (fact,) = said(noted(thing, 1))
    arrival = fact.arrival()
    producer = Producer({"bootstrap.servers": topics.bootstrap, "compression.type": codec})
    padded = (arrival.value or b"").replace(b"{", b'{"unknown": "' + b"x" * 10_000 + b'",', 1)
    producer.produce(schema.address.topic, padded, arrival.key, headers=list(arrival.headers))
    await asyncio.to_thread(producer.flush, 20)
    async with running(schema, topics, echo) as engine:
        await all_arrives(schema, engine)

    assert echo.heard == [(thing, 1)]


@pytest.mark.slow
async def test_a_library_that_heard_what_it_did_not_expect_and_asks_no_more_is_begun_anew(
    schema: Schema, topics: Topics, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    (thing,) = things(1)
    beats: list[GroupCoordinator] = []
    beat = GroupCoordinator._do_heartbeat

    async def unexpected_once(coordinator: GroupCoordinator) -> bool:
        beats.append(coordinator)
        if len(beats) == 1:
            raise KafkaError("Unexpected exception in heartbeat task: UnknownError()")
        return bool(await beat(coordinator))

    monkeypatch.setattr(GroupCoordinator, "_do_heartbeat", unexpected_once)
    async with running(schema, topics, echo) as engine:
        await until(lambda: count(beats), lambda many: many > 0)
        await say(schema, noted(thing, 1))
        await all_arrives(schema, engine)

    assert echo.heard == [(thing, 1)]


async def count(some: list[Any]) -> int:
    return len(some)
