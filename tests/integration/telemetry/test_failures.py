"""A fact that cannot be applied leaves failed spans: which record it was and the class of what broke, never words."""

from dataclasses import replace

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from shared.backbone.arrivals import Arrival
from shared.backbone.intake import Intake
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Transaction
from shared.runtime import conventions as names
from tests.integration.backbone.conftest import Schema, schema
from tests.integration.backbone.facts import Noted, noted, things
from tests.security.heard import listening
from tests.support.delivery import Said

__all__ = ["schema"]

TRACE = f"{0xA1:032x}"


@pytest.fixture
def intake(schema: Schema) -> Intake:
    reactions = Reactions()

    @reactions.on(Noted)
    async def note(tx: Transaction, fact: Noted) -> None:
        raise ExceptionGroup("Canary Canarova", [KeyError("Canary Canarova")])

    return Intake(schema.database, reactions)


def failed(spans: InMemorySpanExporter) -> list[ReadableSpan]:
    found = [span for span in spans.get_finished_spans() if span.status.status_code is StatusCode.ERROR]
    assert all(span.status.description is None for span in found)
    assert not [span for span in found if "Canary" in span.to_json()]
    return found


async def test_a_fact_that_is_parked_leaves_its_record_and_the_class_of_what_broke(
    schema: Schema, intake: Intake, spans: InMemorySpanExporter
) -> None:
    fact = Said(noted(things(1)[0], 1))
    arrival = fact.arrival()
    await intake.one_by_one([arrival])
    effect, batch = failed(spans)

    assert (
        (effect.name, effect.kind) == (batch.name, batch.kind) == ("process cascade.tj.scheduling", SpanKind.CONSUMER)
    )
    assert effect.attributes == {
        names.MESSAGING_SYSTEM: "kafka",
        names.OPERATION_TYPE: "process",
        names.OPERATION_NAME: "process",
        names.DESTINATION: "cascade.tj.scheduling",
        names.PARTITION: "0",
        names.OFFSET: arrival.position,
        names.CONSUMER_GROUP: schema.address.group,
        names.MESSAGE_ID: str(fact.id),
        names.EVENT_TYPE: "cascade.scheduling.Noted.v1",
        names.EVENT_SOURCE: "/tj/scheduling",
        names.ERROR_TYPE: "ExceptionGroup",
    }
    assert batch.attributes == {
        names.MESSAGING_SYSTEM: "kafka",
        names.OPERATION_TYPE: "process",
        names.OPERATION_NAME: "process",
        names.DESTINATION: "cascade.tj.scheduling",
        names.CONSUMER_GROUP: schema.address.group,
        names.BATCH_COUNT: 1,
        names.ERROR_TYPE: "ExceptionGroup",
    }


@pytest.fixture
def unreadable() -> Arrival:
    arrival = Said(noted(things(1)[0], 1)).arrival()
    headers = [*arrival.headers, ("traceparent", f"00-{TRACE}-{0xB2:016x}-01".encode())]
    return replace(arrival, value=b'{"number": "Canary Canarova"}', headers=headers)


async def test_a_record_that_nobody_can_read_leaves_a_span_that_links_to_what_caused_it(
    intake: Intake, unreadable: Arrival, spans: InMemorySpanExporter
) -> None:
    await intake.one_by_one([unreadable])
    (batch,) = failed(spans)

    assert (batch.attributes or {})[names.ERROR_TYPE] == "shared.backbone.arrivals.Unreadable"
    assert [f"{link.context.trace_id:032x}" for link in batch.links] == [TRACE]


async def test_the_line_about_a_fact_that_is_parked_names_the_trace_that_caused_it(
    intake: Intake, unreadable: Arrival, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(monkeypatch) as said:
        await intake.one_by_one([unreadable])

    assert [line["trace"] for line in said.lines() if line["event"] == "fact_parked"] == [TRACE]
