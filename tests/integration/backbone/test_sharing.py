"""Two processes of one service share its partitions; one that takes the other's name ends it."""

import asyncio
from uuid import UUID

import pytest

from shared.backbone.consumer import Fenced, Name
from shared.backbone.engine import Engine
from tests.integration.backbone.conftest import Schema
from tests.integration.backbone.echo import Echo, all_arrives, engine_of, flow_of, running, say
from tests.integration.backbone.facts import noted, things
from tests.support.servers import Topics
from tests.support.waiting import until


def partitions_of(engine: Engine) -> int:
    consumer = engine._consumer._subscriber.consumer
    return len(consumer.assignment()) if consumer is not None else 0


async def tell_all(schema: Schema, some: list[UUID], version: int) -> None:
    await say(schema, *[noted(thing, version) for thing in some])


async def shares(*engines: Engine) -> list[int]:
    return [partitions_of(engine) for engine in engines]


async def count_of(*echoes: Echo) -> int:
    return sum(len(echo.heard) for echo in echoes)


async def test_two_share_the_partitions_and_one_goes_on_where_the_other_left(schema: Schema, topics: Topics) -> None:
    some, here, there = things(30), Echo(), Echo()
    async with running(schema, topics, here, "stays") as stays:
        (alone,) = await shares(stays)
        await tell_all(schema, some, 1)
        await all_arrives(schema, stays)
        async with running(schema, topics, there, "leaves") as leaves:
            await until(lambda: shares(stays, leaves), lambda both: min(both) > 0 and sum(both) == alone)
            await tell_all(schema, some, 2)
            await until(lambda: count_of(here, there), lambda count: count == 60)
            lag_of_the_half = (await flow_of(schema, stays)).lag
        await until(lambda: shares(stays), lambda own: own == [alone])
        lag = (await flow_of(schema, stays)).lag
        await tell_all(schema, some, 3)
        await all_arrives(schema, stays)

    assert sorted(here.heard + there.heard) == sorted((thing, version) for thing in some for version in (1, 2, 3))
    assert there.heard != []
    assert (lag_of_the_half, lag) == (0, 0)


@pytest.mark.slow
async def test_a_process_whose_name_another_one_has_ends_and_says_so(schema: Schema, topics: Topics) -> None:
    engines = [engine_of(schema, topics, Echo()) for _ in range(2)]
    works = [asyncio.create_task(engine.run()) for engine in engines]
    ended, _ = await asyncio.wait(works, timeout=40, return_when=asyncio.FIRST_COMPLETED)
    for engine in engines:
        await engine.stop()
    async with asyncio.timeout(20):
        await asyncio.wait(works)

    assert fenced(ended.pop()) == ["another process runs with this instance's id; this one ends"]


def fenced(work: asyncio.Task[None]) -> list[str]:
    why = work.exception()
    assert isinstance(why, ExceptionGroup)
    return [str(one) for one in why.exceptions if isinstance(one, Fenced)]


def test_a_session_that_expires_now_and_then_is_no_other_process() -> None:
    name = Name()

    assert not any(name.is_contested(f"member {hour}", 3_600.0 * hour) for hour in range(24))
