"""A service that hears its own facts: one schema is both ends of Kafka."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from uuid import UUID

from aiokafka import AIOKafkaConsumer, TopicPartition

from shared.backbone.engine import Engine
from shared.backbone.flow import Flow
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Transaction
from shared.runtime.clock import WallClock
from shared.runtime.kafka import Hears
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.facts import Noted
from tests.support.servers import Topics
from tests.support.waiting import until


async def nothing() -> None: ...


class Echo:
    """What was heard, and what a reaction does before it is done."""

    def __init__(self) -> None:
        self.reactions = Reactions()
        self.reactions.on(Noted)(self.hear)
        self.heard: list[tuple[UUID, int]] = []
        self.fails: Callable[[Noted], bool] = lambda _: False
        self.meanwhile: Callable[[], Awaitable[object]] = nothing

    async def hear(self, tx: Transaction, fact: Noted) -> None:
        if self.fails(fact):
            raise RuntimeError("a bug")
        await self.meanwhile()
        self.heard.append((fact.thing, fact.version))


def engine_of(schema: Schema, topics: Topics, echo: Echo, instance: str = "one") -> Engine:
    return Engine(
        schema.database,
        echo.reactions,
        WallClock(),
        schema.address,
        Hears(at_home=frozenset({"scheduling"})),
        dsn=schema.dsn,
        bootstrap=topics.bootstrap,
        instance=instance,
    )


@asynccontextmanager
async def running(schema: Schema, topics: Topics, echo: Echo, instance: str = "one") -> AsyncIterator[Engine]:
    engine = engine_of(schema, topics, echo, instance)
    work = asyncio.create_task(engine.run())
    try:
        await until(engine.hears, lambda why: why is None)
        yield engine
    finally:
        await engine.stop()
        async with asyncio.timeout(20):
            await work


async def say(schema: Schema, *facts: Noted) -> None:
    async with schema.database.transaction() as tx:
        tx.announce(*facts)


async def flow_of(schema: Schema, engine: Engine) -> Flow:
    async with schema.database.transaction() as tx:
        return await engine.flow(tx)


async def all_arrives(schema: Schema, engine: Engine) -> None:
    await until(partial(flow_of, schema, engine), lambda flow: flow.unsent == 0 and flow.lag == 0)


async def count_in(topics: Topics, topic: str) -> int:
    """How many records a topic has."""
    async with AIOKafkaConsumer(topic, bootstrap_servers=topics.bootstrap) as consumer:
        partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic)]
        return sum((await consumer.end_offsets(partitions)).values())
