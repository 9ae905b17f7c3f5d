"""Logs as JSON lines with the trace they belong to; traces for a collector, if there is one; metrics to be fetched."""

import logging
import sys
import time
import traceback
from collections.abc import MutableMapping
from typing import IO, Any

import stamina.instrumentation
import structlog
from opentelemetry import metrics, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanLimits, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON, ParentBased

from shared.runtime import conventions as names

REPEATS_AFTER_SECONDS = 10.0
MOST_LINKS = 2_000
"""Of a span: one for each fact on the largest page that a relay sends."""
QUIETER = ("aiokafka", "httpx2", "uvicorn.access")


class OncePerWhile(logging.Filter):
    """A library that repeats a complaint (a broker or a collector is away: a thousand lines) is heard once in ten
    seconds from each line of its code; what it tells besides is all heard, and so are our own lines, but for what every
    request would say. What is not heard is counted by who would have said it.

    It stands at the handler: a logger's own filters do not see what the loggers below it say.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[object, float] = {}
        self._dropped = metrics.get_meter("cascade").create_counter(names.DROPPED, "{line}")

    def filter(self, record: logging.LogRecord) -> bool:
        now, kind = time.monotonic(), kind_of(record)
        if kind is None:
            return True
        if now - self._said.get(kind, -REPEATS_AFTER_SECONDS) < REPEATS_AFTER_SECONDS:
            self._dropped.add(1, {names.LOGGER: record.name})
            return False
        self._said[kind] = now
        return True


FROM_STRUCTLOG = "_logger"
"""What ProcessorFormatter too knows our lines by."""
REPEATED = frozenset({"database_is_full"})
"""Words of ours that would come with every request; heard from each kind of work."""


def kind_of(record: logging.LogRecord) -> object | None:
    """By where it is said and where it broke, of which there are only so many: the words may be others each time. None
    for what is said however often it comes.
    """
    if record.levelno < logging.WARNING:
        return None
    if isinstance(record.msg, dict) and hasattr(record, FROM_STRUCTLOG):
        word = record.msg["event"]
        return (word, record.msg.get("work")) if word in REPEATED else None
    raised, _, trace_back = record.exc_info or (None, None, None)
    broke = [(step.f_code.co_filename, line) for step, line in traceback.walk_tb(trace_back)][-1:]
    return record.name, record.pathname, record.lineno, raised, *broke


def with_trace(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        line.setdefault("trace", f"{context.trace_id:032x}")
    return line


def places(error: BaseException) -> dict[str, Any]:
    """Classes and lines, of what caused it too. Its words and the values at hand may hold somebody's name."""
    told: dict[str, Any] = {
        "type": type(error).__name__,
        "at": [f"{frame.f_code.co_qualname}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)],
    }
    if isinstance(error, BaseExceptionGroup):
        told["of"] = [places(part) for part in error.exceptions]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        told["because"] = places(cause)
    return told


COMMON: list[structlog.typing.Processor] = [
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    with_trace,
]
FROM_US: list[structlog.typing.Processor] = [*COMMON, structlog.stdlib.ProcessorFormatter.wrap_for_formatter]


FROM_A_LIBRARY = "library"
"""The word of a line that is not ours."""


def as_a_librarys(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Its sentence is no word to look for: that is who says it."""
    line["message"], line["event"] = line["event"], FROM_A_LIBRARY
    return line


def handler(stream: IO[str]) -> logging.Handler:
    """Everybody's lines in one form: `event` is a word of ours, or `library` with who says it and its sentence."""
    lines = logging.StreamHandler(stream)
    lines.addFilter(OncePerWhile())
    lines.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*COMMON, structlog.stdlib.add_logger_name, as_a_librarys],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(lambda raised: places(raised[1])),
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    return lines


def set_up(service: str, instance: str, otlp: str = "") -> None:
    """Once per process. `event` is a stable word; values of people are never logged. `otlp`: where traces go."""
    named = Resource.create({names.SERVICE_NAME: service, names.SERVICE_INSTANCE: instance})
    trace.set_tracer_provider(tracers(named, otlp))
    metrics.set_meter_provider(MeterProvider([PrometheusMetricReader()], named))
    structlog.configure(
        processors=FROM_US,
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    stamina.instrumentation.set_on_retry_hooks([])  # they repeat the words of what is tried again
    logging.basicConfig(level=logging.INFO, handlers=[handler(sys.stdout)], force=True)
    for name in QUIETER:
        logging.getLogger(name).setLevel(logging.WARNING)


def tracers(named: Resource, otlp: str) -> TracerProvider:
    """Without a collector traces have ids, for logs and for those who hear us, and nothing is recorded."""
    if not otlp:
        return TracerProvider(ALWAYS_OFF, named)
    provider = TracerProvider(ParentBased(ALWAYS_ON), named, span_limits=SpanLimits(max_links=MOST_LINKS))
    provider.add_span_processor(WithoutAddresses())
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(f"{otlp.rstrip('/')}/v1/traces")))
    return provider


class WithoutAddresses(SpanProcessor):
    """An address holds ids of people and what they looked for: the route's template says enough."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:  # noqa: ARG002 - the library's
        for name in (names.URL_PATH, names.URL_QUERY):
            if name in (span.attributes or {}):
                span.set_attribute(name, "")
