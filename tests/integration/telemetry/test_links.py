"""What is done for several facts at once links to what caused each of them."""

from collections.abc import Mapping
from dataclasses import replace

from opentelemetry import trace
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.backbone import outbox, tracing
from shared.backbone.intake import Intake
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Transaction
from shared.runtime import conventions as names
from shared.runtime.database import Connection
from tests.integration.backbone.by_hand import say
from tests.integration.backbone.conftest import Schema, schema, three
from tests.integration.backbone.facts import Noted, noted, things
from tests.support.delivery import said

__all__ = ["schema", "three"]

CAUSES = {f"{number:032x}": f"{number:016x}" for number in (0xA1, 0xB2, 0xC3)}
"""Spans of three requests, by their traces."""
TOPIC = "cascade.tj.scheduling"
"""Where a test finds what it says itself."""


def linked(spans: InMemorySpanExporter, name: str, attribute: str) -> Mapping[str, str]:
    """Spans by their traces, as the one span with that name and attribute links to them."""
    named = [span for span in spans.get_finished_spans() if span.name == name]
    (found,) = [span for span in named if attribute in (span.attributes or {})]
    return {f"{link.context.trace_id:032x}": f"{link.context.span_id:016x}" for link in found.links}


async def test_a_batch_links_to_what_caused_each_of_its_facts(schema: Schema, spans: InMemorySpanExporter) -> None:
    reactions = Reactions()

    @reactions.on(Noted)
    async def note(tx: Transaction, fact: Noted) -> None:
        """Nothing to be done."""

    arrivals = [one.arrival() for one in said(*[noted(thing, 1) for thing in things(len(CAUSES))])]
    caused = [
        replace(arrival, headers=[*arrival.headers, ("traceparent", f"00-{request}-{span}-01".encode())])
        for arrival, (request, span) in zip(arrivals, CAUSES.items(), strict=True)
    ]
    await Intake(schema.database, reactions).together(caused)

    assert linked(spans, f"process {TOPIC}", names.BATCH_COUNT) == CAUSES


async def test_a_page_of_the_relay_links_to_what_caused_each_of_its_facts(
    schema: Schema, three: list[Connection], spans: InMemorySpanExporter
) -> None:
    writer, reader, _ = three
    cursor = await outbox.lead(reader)
    for thing, (request, span) in zip(things(len(CAUSES)), CAUSES.items(), strict=True):
        with trace.use_span(trace.get_current_span(tracing.context_of(f"00-{request}-{span}-01"))):
            await say(writer, schema, thing, 1)
    page = await outbox.between(reader, cursor, len(CAUSES))
    with tracing.sending(page.records):
        pass

    assert linked(spans, f"send {schema.address.topic}", names.BATCH_COUNT) == CAUSES
