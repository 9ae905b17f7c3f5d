"""Once stopped, a service ends in some seconds whatever is away; what makes facts ends before what sends them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from shared.backbone.engine import Engine
from shared.backbone.relay import Relay
from shared.backbone.transaction import Database, Transaction
from shared.runtime.database import pool
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.echo import Echo, all_arrives, count_in, engine_of, running, say
from tests.integration.backbone.facts import AT, LookAgain, noted, things
from tests.support import servers
from tests.support.servers import Topics
from tests.support.waiting import until
from tests.support.ways import Way, address_in, through

LONGEST_SECONDS = 12.0


async def ends_in_time(ending: Awaitable[None]) -> None:
    async with asyncio.timeout(LONGEST_SECONDS):
        await ending


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
async def postgres(schema: Schema) -> AsyncIterator[Way]:
    async with Way(address_in(schema.dsn)) as way:
        yield way


@pytest.fixture
async def far(schema: Schema, postgres: Way) -> AsyncIterator[Schema]:
    """The same schema, reached by a way that a test takes away."""
    dsn = through(schema.dsn, postgres)
    async with pool(dsn) as connections:
        yield replace(schema, dsn=dsn, connections=connections, database=Database(connections, schema.address))


def take_away(way: Way, how: str) -> None:
    way.close() if how == "closed" else way.fall_silent()


both_ways = pytest.mark.parametrize("how", ["closed", "silent"])


async def asked(way: Way) -> int:
    return way.asked


async def test_a_standby_takes_over_within_a_second_and_ends_at_once(schema: Schema, topics: Topics) -> None:
    leader, standby, another = (Relay(schema.dsn, topics.bootstrap) for _ in range(3))
    led = asyncio.create_task(leader.run())
    await until(lambda: leads(leader), bool)
    stood_by, ends = asyncio.create_task(standby.run()), asyncio.create_task(another.run())
    await until(lambda: standing_by(schema), lambda count: count == 2)
    another.stop()
    async with asyncio.timeout(1):
        await ends
    leader.stop()
    await led
    await until(lambda: leads(standby), bool, seconds=1.0)
    standby.stop()
    await stood_by


async def leads(relay: Relay) -> bool:
    return relay.leads


async def standing_by(schema: Schema) -> int:
    """Sessions that asked last for the lock of the one that leads."""
    async with schema.database.transaction() as tx:
        sql = "select count(*) from pg_stat_activity where query like 'select pg_try_advisory_lock%'"
        return await tx.one(int, sql) or 0


@both_ways
async def test_it_ends_although_kafka_was_never_there(schema: Schema, topics: Topics, echo: Echo, how: str) -> None:
    async with Way(topics.bootstrap) as kafka:
        take_away(kafka, how)
        engine = engine_of(schema, Topics(kafka.address, topics.namespace), echo)
        work = asyncio.create_task(engine.run())
        await until(lambda: asked(kafka), lambda times: times > 1)
        await engine.stop()
        await ends_in_time(work)


@both_ways
async def test_it_ends_although_postgres_was_never_there(
    far: Schema, postgres: Way, topics: Topics, echo: Echo, how: str
) -> None:
    take_away(postgres, how)
    engine = engine_of(far, topics, echo)
    work = asyncio.create_task(engine.run())
    await until(lambda: asked(postgres), lambda times: times > 1)
    await engine.stop()
    await ends_in_time(work)


@both_ways
async def test_the_connections_are_given_up_of_a_postgres_that_is_away(schema: Schema, postgres: Way, how: str) -> None:
    async with asyncio.timeout(LONGEST_SECONDS), pool(through(schema.dsn, postgres)) as connections:
        async with connections.acquire() as connection:
            await connection.execute("select 1")
        take_away(postgres, how)


async def batch_under_way(far: Schema, topics: Topics, echo: Echo) -> tuple[Engine, asyncio.Task[None], asyncio.Event]:
    """What is running, and what its reaction waits for."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        begun.set()
        await go_on.wait()

    echo.meanwhile = wait
    engine = engine_of(far, topics, echo)
    work = asyncio.create_task(engine.run())
    await say(far, noted(things(1)[0], 1))
    async with asyncio.timeout(20):
        await begun.wait()
    return engine, work, go_on


async def test_a_batch_is_given_up_that_waits_for_a_postgres_that_went(
    schema: Schema, far: Schema, postgres: Way, topics: Topics, echo: Echo
) -> None:
    engine, work, go_on = await batch_under_way(far, topics, echo)
    postgres.close()
    go_on.set()
    await until(lambda: asked(postgres), lambda times: times > 5)
    await engine.stop()
    await ends_in_time(work)
    given_up = list(echo.heard)
    async with running(schema, topics, echo) as again:
        await all_arrives(schema, again)

    assert len(given_up) == 1
    assert echo.heard == given_up * 2


@pytest.mark.slow
async def test_a_batch_is_given_up_that_a_silent_postgres_does_not_commit(
    schema: Schema, far: Schema, postgres: Way, topics: Topics, echo: Echo
) -> None:
    engine, work, go_on = await batch_under_way(far, topics, echo)
    postgres.fall_silent()
    go_on.set()
    await engine.stop()
    await ends_in_time(work)
    given_up = list(echo.heard)
    postgres.close()
    async with running(schema, topics, echo) as again:
        await all_arrives(schema, again)

    assert len(given_up) == 1
    assert echo.heard == given_up * 2


@pytest.mark.slow
async def test_it_ends_although_kafka_went_with_facts_under_way(schema: Schema, echo: Echo, tmp_path: Path) -> None:
    with servers.embedded_kafka(tmp_path) as bootstrap:
        topics = Topics(bootstrap, "gone")
        await topics.create("tj")
        engine = engine_of(replace(schema, address=replace(schema.address, namespace="gone")), topics, echo)
        work = asyncio.create_task(engine.run())
        await until(engine.hears, lambda why: why is None)
    await say(schema, noted(things(1)[0], 1))
    await engine.stop()
    await ends_in_time(work)


async def test_what_a_reminder_says_while_it_is_stopped_is_still_sent(
    schema: Schema, topics: Topics, echo: Echo
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    @echo.reactions.due(LookAgain)
    async def look(tx: Transaction, reminder: LookAgain, due: datetime) -> None:
        begun.set()
        await go_on.wait()
        tx.announce(noted(reminder.key, 1))

    async with schema.database.transaction() as tx:
        tx.remind(LookAgain(key=things(1)[0]), due=AT)
    engine: Engine = engine_of(schema, topics, echo)
    work = asyncio.create_task(engine.run())
    await until(engine.hears, lambda why: why is None)
    await begun.wait()
    await engine.stop()
    await asyncio.wait([work], timeout=0.5)
    go_on.set()
    await work

    assert await count_in(topics, schema.address.topic) == 1
