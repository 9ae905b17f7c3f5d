"""What a span tells of a failure."""

from contextlib import AbstractContextManager

import pytest
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from shared.backbone import tracing
from shared.backbone.outbox import Record
from shared.backbone.relay import PAGE
from shared.runtime import conventions as names
from shared.runtime.telemetry import tracers
from tests.support.collector import collecting


@pytest.mark.parametrize(
    "around",
    [tracing.batch([], "cascade.followup"), tracing.sending([]), tracing.reminding("due", None)],
    ids=["batch", "send", "remind"],
)
def test_a_failure_is_told_by_its_class_and_without_its_words(
    around: AbstractContextManager[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "TRACER", provider.get_tracer("cascade"))

    with pytest.raises(ValueError, match="Gulnora"), around:
        raise ValueError("Key (contact)=(Gulnora) already exists.")

    (span,) = exporter.get_finished_spans()
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
    assert span.attributes is not None
    assert span.attributes[names.ERROR_TYPE] == "ValueError"
    assert "Gulnora" not in span.to_json()


def test_a_span_of_the_largest_page_links_to_every_fact_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    exporter = InMemorySpanExporter()
    caused = [f"00-{number:032x}-00f067aa0ba902b7-01".encode() for number in range(1, PAGE + 1)]
    page = [Record(number, "topic", b"key", b"{}", [("traceparent", one)]) for number, one in enumerate(caused)]
    with collecting() as collector:
        provider = tracers(Resource({"service.name": "any"}), collector.address)
        provider.add_span_processor(SimpleSpanProcessor(exporter))
        monkeypatch.setattr(tracing, "TRACER", provider.get_tracer("cascade"))
        with tracing.sending(page):
            """Nothing is sent."""
        provider.shutdown()

    (span,) = exporter.get_finished_spans()
    assert len({link.context.trace_id for link in span.links}) == PAGE
