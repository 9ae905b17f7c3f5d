"""What `/metrics` tells of facts grows with what happens to them."""

import asyncio
from collections.abc import Iterator

import pytest
from opentelemetry import metrics
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from prometheus_client import CollectorRegistry

from shared.backbone.engine import Engine
from shared.backbone.measures import Measures
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Transaction
from shared.runtime.clock import WallClock
from shared.runtime.kafka import Hears
from tests.integration.backbone.conftest import Schema, schema
from tests.integration.backbone.echo import Echo, all_arrives, running, say
from tests.integration.backbone.facts import AT, LookAgain, Noted, noted, things
from tests.support.delivery import Said
from tests.support.servers import Topics
from tests.support.waiting import until

__all__ = ["schema"]

REFUSED = 13


async def note(_: Transaction, fact: Noted) -> None:
    if fact.number == REFUSED:
        raise RuntimeError("a bug")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[CollectorRegistry]:
    """Of this test alone: what is told of a process is told of one service."""
    registry = CollectorRegistry()
    provider = MeterProvider([PrometheusMetricReader(registry=registry)])
    monkeypatch.setattr(metrics, "get_meter", provider.get_meter)
    yield registry
    provider.shutdown()


@pytest.fixture
async def engine(schema: Schema) -> Engine:
    """That does not run: it hears what a test hands to its intake."""
    reactions = Reactions()
    reactions.on(Noted)(note)
    return Engine(
        schema.database,
        reactions,
        WallClock(),
        schema.address,
        Hears(),
        dsn=schema.dsn,
        bootstrap="127.0.0.1:1",
        instance="scheduling-1",
    )


@pytest.fixture
async def measures(schema: Schema, engine: Engine, told: CollectorRegistry) -> Measures:
    return Measures(schema.database, engine)


async def all_values(measures: Measures, told: CollectorRegistry) -> dict[str, float]:
    await measures.take()
    return {sample.name: sample.value for family in told.collect() for sample in family.samples}


async def values(measures: Measures, told: CollectorRegistry) -> tuple[float, ...]:
    """Applied, duplicates, parked."""
    found = await all_values(measures, told)
    return tuple(
        found[name] for name in ("cascade_inbox_applied_total", "cascade_inbox_duplicates_total", "cascade_parked")
    )


async def test_a_fact_that_comes_twice_is_one_that_took_effect_and_one_duplicate(
    engine: Engine, measures: Measures, told: CollectorRegistry
) -> None:
    before = await values(measures, told)
    fact = Said(noted(things(1)[0], 1))
    await engine.intake.together([fact.arrival(), fact.arrival()])

    assert (before, await values(measures, told)) == ((0, 0, 0), (1, 1, 0))


async def test_a_fact_that_breaks_its_reaction_is_one_that_is_parked(
    engine: Engine, measures: Measures, told: CollectorRegistry
) -> None:
    await engine.intake.one_by_one([Said(noted(things(1)[0], 1, REFUSED)).arrival()])

    assert await values(measures, told) == (0, 0, 1)


async def test_what_waits_to_be_sent_and_a_reminder_that_is_late_are_counted_with_their_age(
    schema: Schema, measures: Measures, told: CollectorRegistry
) -> None:
    before = await all_values(measures, told)
    (thing,) = things(1)
    async with schema.database.transaction() as tx:
        tx.announce(noted(thing, 1), noted(thing, 2))
        tx.remind(LookAgain(key=thing), due=AT)
    after = await all_values(measures, told)
    counted = ("cascade_outbox_unsent", "cascade_timers_late")

    assert [(before[name], after[name]) for name in counted] == [(0, 2), (0, 1)]
    assert before["cascade_outbox_oldest_unsent_seconds"] == 0 < after["cascade_outbox_oldest_unsent_seconds"] < 60


async def test_while_nobody_knows_how_far_it_is_behind_nothing_is_told_of_it(
    measures: Measures, told: CollectorRegistry
) -> None:
    found = await all_values(measures, told)

    assert found.keys().isdisjoint({"cascade_inbox_lag", "cascade_inbox_lag_age_seconds"})


async def test_what_was_sent_and_by_the_how_manieth_leader_is_told_and_how_old_what_is_left_may_be(
    schema: Schema, topics: Topics, told: CollectorRegistry
) -> None:
    echo, go_on = Echo(), asyncio.Event()
    (thing,) = things(1)
    async with running(schema, topics, echo) as engine:
        measures = Measures(schema.database, engine)
        await say(schema, noted(thing, 1))
        await all_arrives(schema, engine)
        rested = await all_values(measures, told)
        echo.meanwhile = go_on.wait
        await say(schema, noted(thing, 2))
        behind = await until(lambda: all_values(measures, told), lambda found: found["cascade_inbox_lag"] > 0)
        later = await all_values(measures, told)
        go_on.set()
        await all_arrives(schema, engine)
    caught_up_for = later["cascade_inbox_lag_age_seconds"]

    assert (rested["cascade_outbox_sent_total"], rested["cascade_relay_epoch"]) == (1, 1)
    assert (rested["cascade_inbox_lag"], rested["cascade_inbox_lag_age_seconds"]) == (0, 0)
    assert 0 < behind["cascade_inbox_lag_age_seconds"] < caught_up_for < 60
