"""What is written to the outbox is what the frozen contracts promise: headers, key, value, topic."""

import json

from opentelemetry.sdk.trace import TracerProvider

from shared.backbone import outbox
from shared.backbone.outbox import LAYOUTS, Record
from shared.contracts.examples import example
from shared.events.base import Event, Leaves, Visibility
from shared.runtime.kafka import Address
from tests.contract.recorded import EVENTS, FROZEN, refusals
from tests.integration.backbone.conftest import Schema


async def written(schema: Schema, facts: list[Event]) -> list[Record]:
    """As each publisher says them and the relay reads them."""
    async with schema.connections.acquire() as connection:
        cursor = await outbox.lead(connection)
        for fact in facts:
            address = Address(schema.address.namespace, "tj", fact.publisher)
            await outbox.write(connection, [outbox.message(fact, address, Visibility.LOCAL)], address)
        return (await outbox.between(connection, cursor, len(facts) + 1)).records


async def test_every_type_is_written_as_promised(schema: Schema) -> None:
    facts = [example(event) for event in EVENTS.values()]
    records = await written(schema, facts)

    assert len(records) == len(FROZEN)
    for fact, record in zip(facts, records, strict=True):
        frozen = FROZEN[fact.type_name()]
        headers = {name: value.decode() for name, value in record.headers}
        assert refusals(frozen.headers, headers) == []
        assert headers["ce_subject"] == record.key.decode()
        assert refusals(frozen.data, json.loads(record.value)) == []
        assert record.topic.endswith(".local") is (fact.leaves is not Leaves.ALWAYS)


async def test_the_headers_that_are_sent_are_those_that_the_contract_names(schema: Schema) -> None:
    """With a trace all of them, without one those that are always there."""
    (fact,) = [example(event) for event in EVENTS.values() if event.__name__ == "PlaceConfirmed"]
    (plain,) = await written(schema, [fact])
    with TracerProvider().get_tracer("test").start_as_current_span("request"):
        *_, traced = await written(schema, [fact])
    frozen = FROZEN[fact.type_name()]

    assert [name for name, _ in plain.headers] == frozen.headers["required"] == list(LAYOUTS[1])
    assert {name for name, _ in traced.headers} == frozen.headers["properties"].keys() == set(LAYOUTS[2])
    assert refusals(frozen.headers, {name: value.decode() for name, value in traced.headers}) == []
