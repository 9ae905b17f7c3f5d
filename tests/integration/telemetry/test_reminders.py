"""A reminder has a trace of its own, which links to the one that set it."""

from datetime import timedelta

from opentelemetry import trace
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.backbone.reactions import Reactions
from shared.backbone.timers import Reminders
from shared.backbone.transaction import Transaction
from tests.integration.backbone.conftest import Schema, schema
from tests.integration.backbone.facts import AT, LookAgain, things
from tests.support.services import Story

__all__ = ["schema"]


async def test_a_reminder_links_to_the_trace_that_set_it(schema: Schema, spans: InMemorySpanExporter) -> None:
    (thing,) = things(1)
    reactions = Reactions()

    @reactions.due(LookAgain)
    async def look(tx: Transaction, reminder: LookAgain, due: object) -> None:
        """Nothing to be done."""

    with trace.get_tracer("test").start_as_current_span("the request that set it") as setting:
        async with schema.database.transaction() as tx:
            tx.remind(LookAgain(key=thing), due=AT)
    await Reminders(schema.database, reactions, Story(AT)).fire_next(AT + timedelta(days=1))

    (fired,) = [span for span in spans.get_finished_spans() if span.name == "remind LookAgain"]
    set_by = setting.get_span_context()
    assert [(link.context.trace_id, link.context.span_id) for link in fired.links] == [
        (set_by.trace_id, set_by.span_id)
    ]
    assert fired.parent is None
    assert fired.context.trace_id != set_by.trace_id
