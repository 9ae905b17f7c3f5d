"""Spans of facts and reminders: the trace of the request that caused a fact goes on in its effects elsewhere.

Named and described as OpenTelemetry's conventions for messaging ask.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager

from opentelemetry import propagate, trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, Span, SpanKind, StatusCode
from opentelemetry.util.types import Attributes, AttributeValue

from shared.backbone.arrivals import Arrival, Heard
from shared.backbone.outbox import Record
from shared.runtime import conventions as names

TRACER = trace.get_tracer("cascade")


def context_of(traceparent: str | None) -> Context:
    """A context without a trace if there is none, or if it is no traceparent."""
    return propagate.extract({"traceparent": traceparent} if traceparent else {}, Context())


def going_on(traceparent: str | None) -> AbstractContextManager[Span]:
    """What is logged meanwhile belongs to this trace."""
    return trace.use_span(trace.get_current_span(context_of(traceparent)), record_exception=False)


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
            span.set_attribute(names.ERROR_TYPE, class_of(failure))
            span.set_status(StatusCode.ERROR)
            raise


def class_of(failure: Exception) -> str:
    """As the web library names it in the spans of requests: with its module, if that is not Python's own."""
    kind = type(failure)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def messaging(operation: str, topics: Iterable[str]) -> tuple[str, Mapping[str, AttributeValue]]:
    """Name and attributes of a span; of several topics none is named."""
    told = {names.MESSAGING_SYSTEM: names.KAFKA, names.OPERATION_TYPE: operation, names.OPERATION_NAME: operation}
    several = set(topics)
    if len(several) != 1:
        return operation, told
    (topic,) = several
    return f"{operation} {topic}", {**told, names.DESTINATION: topic}


@contextmanager
def batch(arrivals: Sequence[Arrival], group: str) -> Iterator[None]:
    """Of one transaction in which the service that hears as `group` applies these: a link to each of their traces."""
    name, told = messaging(names.PROCESS, (arrival.topic for arrival in arrivals))
    attributes = {**told, names.CONSUMER_GROUP: group, names.BATCH_COUNT: len(arrivals)}
    with spanning(name, Context(), SpanKind.CONSUMER, attributes) as span:
        link(span, (arrival.trace for arrival in arrivals))
        yield


@contextmanager
def effect(fact: Heard, group: str) -> Iterator[None]:
    """Of one fact, in the service that hears as `group`: goes on with its trace, and links to the batch in which it is
    applied.
    """
    name, told = messaging(names.PROCESS, [fact.topic])
    attributes = {
        **told,
        names.PARTITION: str(fact.partition),
        names.OFFSET: fact.position,
        names.CONSUMER_GROUP: group,
        names.MESSAGE_ID: str(fact.id),
        names.EVENT_TYPE: fact.fact.type_name(),
        names.EVENT_SOURCE: fact.source,
    }
    around = [Link(trace.get_current_span().get_span_context())]
    with spanning(name, context_of(fact.trace), SpanKind.CONSUMER, attributes, around):
        yield


@contextmanager
def sending(records: Sequence[Record]) -> Iterator[None]:
    """Of one page of the relay: a link to the trace of each fact on it. A client's span, for what hears a fact goes on
    with the trace in it and not with this one.
    """
    name, told = messaging(names.SEND, (record.topic for record in records))
    attributes = {**told, names.BATCH_COUNT: len(records)}
    with spanning(name, Context(), SpanKind.CLIENT, attributes) as span:
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
