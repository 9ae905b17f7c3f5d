"""Spans of facts and reminders: the trace of the request that caused a fact goes on in its effects elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, Span, SpanKind, StatusCode
from opentelemetry.util.types import Attributes

from shared.backbone.arrivals import Heard
from shared.backbone.outbox import Record
from shared.runtime import conventions as names

TRACER = trace.get_tracer("cascade")


def context_of(traceparent: str | None) -> Context:
    """A context without a trace if there is none, or if it is no traceparent."""
    return propagate.extract({"traceparent": traceparent} if traceparent else {}, Context())


def link(span: Span, traceparents: Iterable[str | None]) -> None:
    """To every trace that is one; where nothing is recorded, nothing is read."""
    if not span.is_recording():
        return
    for traceparent in traceparents:
        linked = trace.get_current_span(context_of(traceparent)).get_span_context()
        if linked.is_valid:
            span.add_link(linked)


@contextmanager
def spanning(
    name: str, context: Context, kind: SpanKind, attributes: Attributes, links: Sequence[Link] = ()
) -> Iterator[Span]:
    """Of a failure only its class is told: its words may repeat a value."""
    with TRACER.start_as_current_span(
        name, context, kind, attributes, links, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield span
        except Exception as failure:
            span.set_status(StatusCode.ERROR, type(failure).__name__)
            raise


@contextmanager
def batch(facts: Sequence[Heard]) -> Iterator[None]:
    """Of one transaction that applies these: a link to each of their traces."""
    attributes: Attributes = {names.MESSAGING_SYSTEM: names.KAFKA, names.BATCH_COUNT: len(facts)}
    with spanning("process batch", Context(), SpanKind.CONSUMER, attributes) as span:
        link(span, (fact.trace for fact in facts))
        yield


@contextmanager
def effect(fact: Heard, group: str) -> Iterator[None]:
    """Of one fact, in the service that hears as `group`: goes on with its trace, and links to the batch in which it is
    applied.
    """
    name = fact.fact.type_name()
    attributes = {
        names.MESSAGING_SYSTEM: names.KAFKA,
        names.OPERATION_TYPE: names.PROCESS,
        names.OPERATION_NAME: names.PROCESS,
        names.DESTINATION: fact.topic,
        names.CONSUMER_GROUP: group,
        names.MESSAGE_ID: str(fact.id),
        names.EVENT_TYPE: name,
        names.EVENT_SOURCE: fact.source,
    }
    around = [Link(trace.get_current_span().get_span_context())]
    with spanning(f"process {name}", context_of(fact.trace), SpanKind.CONSUMER, attributes, around):
        yield


@contextmanager
def sending(records: Sequence[Record]) -> Iterator[None]:
    """Of one page of the relay: a link to the trace of each fact on it."""
    attributes: Attributes = {
        names.MESSAGING_SYSTEM: names.KAFKA,
        names.OPERATION_TYPE: names.SEND,
        names.OPERATION_NAME: names.SEND,
        names.BATCH_COUNT: len(records),
    }
    with spanning("send", Context(), SpanKind.PRODUCER, attributes) as span:
        link(span, (trace_of(record) for record in records))
        yield


def trace_of(record: Record) -> str | None:
    """The last header, where there is one."""
    name, value = record.headers[-1]
    return value.decode() if name == "traceparent" else None


@contextmanager
def reminding(kind: str, traceparent: str | None) -> Iterator[None]:
    """Of a reminder: a trace of its own, which links to the one that set it."""
    attributes = {names.REMINDER: kind}
    with spanning(f"remind {kind}", Context(), SpanKind.INTERNAL, attributes) as span:
        link(span, [traceparent])
        yield
