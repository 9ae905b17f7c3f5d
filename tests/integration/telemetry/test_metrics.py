"""What `/metrics` tells of facts grows with what happens to them."""

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
from tests.integration.backbone.facts import Noted, noted, things
from tests.support.delivery import Said

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


async def values(measures: Measures, told: CollectorRegistry) -> tuple[float, ...]:
    """Applied, duplicates, parked."""
    await measures.take()
    found = {sample.name: sample.value for family in told.collect() for sample in family.samples}
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
