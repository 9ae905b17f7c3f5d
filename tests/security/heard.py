"""Everything that a process says of itself while a test asks it: log lines, spans, metrics."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import generate_latest

from shared.backbone import tracing
from shared.runtime import telemetry


@dataclass
class Said:
    stream: io.StringIO
    spans: InMemorySpanExporter

    @property
    def log(self) -> str:
        return self.stream.getvalue()

    def lines(self) -> list[dict[str, Any]]:
        """Raises ValueError for a line that is none of JSON."""
        return [json.loads(line) for line in self.log.splitlines()]

    def traced(self) -> str:
        return "\n".join(span.to_json() for span in self.spans.get_finished_spans())

    def everything(self) -> str:
        return "\n".join([self.log, self.traced(), generate_latest().decode()])


@contextmanager
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """As a running service is set up, into memory; libraries talk more than they do there, and as often as they like:
    what is said again may be said with another word.
    """
    said = Said(io.StringIO(), InMemorySpanExporter())
    provider = TracerProvider()
    provider.add_span_processor(telemetry.WithoutAddresses())
    provider.add_span_processor(SimpleSpanProcessor(said.spans))
    monkeypatch.setattr(tracing, "TRACER", provider.get_tracer("cascade"))
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", provider)
    for name in telemetry.QUIETER:
        monkeypatch.setattr(logging.getLogger(name), "level", logging.WARNING)
    root, lines = logging.getLogger(), telemetry.handler(said.stream)
    lines.filters.clear()
    before = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    structlog.configure(
        processors=telemetry.FROM_US,
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    try:
        yield said
    finally:
        structlog.reset_defaults()
        root.setLevel(before)
        root.removeHandler(lines)
