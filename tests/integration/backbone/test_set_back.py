"""A dump that is restored beside a Kafka that lived on: its service reads again what it had heard since."""

from uuid import UUID

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from shared.runtime.database import connect
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.echo import Echo, all_arrives, running, say
from tests.integration.backbone.facts import noted, things
from tests.support.servers import TestDatabase, Topics
from tests.support.waiting import until


async def set_back(topics: Topics, topic: str, group: str) -> bool:
    """As Kafka's own tool does it; False while the group still has members."""
    async with AIOKafkaConsumer(bootstrap_servers=topics.bootstrap, group_id=group, enable_auto_commit=False) as reader:
        await reader._client.set_topics([topic])
        partitions = [TopicPartition(topic, number) for number in reader.partitions_for_topic(topic)]
        reader.assign(partitions)
        try:
            await reader.commit(dict.fromkeys(partitions, 0))
        except KafkaError:
            return False
        return True


async def count_of(echo: Echo) -> int:
    return len(echo.heard)


@pytest.mark.slow
async def test_a_restored_service_whose_group_is_set_back_hears_what_the_dump_did_not_know_and_nothing_twice(
    schema: Schema, database: TestDatabase, topics: Topics
) -> None:
    known, forgotten = things(2)
    async with running(schema, topics, Echo()) as engine:
        await say(schema, noted(known, 1))
        await all_arrives(schema, engine)
        async with schema.database.transaction() as tx:
            dumped = await tx.many(UUID, "select event_id from inbox")
        await say(schema, noted(forgotten, 1))
        await all_arrives(schema, engine)
    owner = await connect(database.owner_dsn("scheduling"))
    await owner.execute("delete from inbox where event_id <> all($1)", dumped)
    await owner.execute("delete from heard where subject = $1", forgotten)
    await owner.close()
    await until(lambda: set_back(topics, schema.address.topic, schema.address.group), bool, seconds=30.0)
    again = Echo()
    async with running(schema, topics, again) as engine:
        await until(lambda: count_of(again), bool)
        await all_arrives(schema, engine)

    assert again.heard == [(forgotten, 1)]
