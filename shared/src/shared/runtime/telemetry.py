"""Logs as JSON lines with the trace they belong to; a tracer without an exporter until somebody wants one."""

import logging
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider

from shared.runtime.settings import ServiceSettings

REPEATS_AFTER_SECONDS = 10.0


class OncePerWhile(logging.Filter):
    """A library that repeats itself (a broker that is away: a thousand lines) is heard once in ten seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[object, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        now = time.monotonic()
        if now - self._said.get(record.msg, -REPEATS_AFTER_SECONDS) < REPEATS_AFTER_SECONDS:
            return False
        self._said[record.msg] = now
        return True


def with_trace(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        line.setdefault("trace", f"{context.trace_id:032x}")
    return line


def set_up(settings: ServiceSettings) -> None:
    """Once per process. `event` is a stable word; values of people are never logged."""
    trace.set_tracer_provider(TracerProvider(resource=Resource.create({"service.name": settings.kafka.instance})))
    common: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        with_trace,
    ]
    structlog.configure(
        processors=[*common, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*common, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.dict_tracebacks,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    quieter = OncePerWhile()
    for name in ("aiokafka", "aiokafka.conn", "aiokafka.cluster", "aiokafka.consumer.group_coordinator"):
        logging.getLogger(name).addFilter(quieter)
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("httpx2", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
