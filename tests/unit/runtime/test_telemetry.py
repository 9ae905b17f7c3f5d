"""A line of the log is JSON with a stable word and its trace; never a value of somebody."""

import io
import json
import logging
from typing import Any

import pytest
import structlog
from opentelemetry import metrics
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.trace import TracerProvider
from prometheus_client import CollectorRegistry

from shared.runtime import telemetry


class Heard:
    """What a logger called `name` and everybody below it says."""

    def __init__(self, name: str) -> None:
        self._stream = io.StringIO()
        self.logger = logging.getLogger(name)
        self.logger.setLevel(logging.INFO)
        self.logger.propagate = False
        self.logger.handlers = [telemetry.handler(self._stream)]

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._stream.getvalue().splitlines()]


def fail_for(name: str) -> None:
    local = f"with {name}"
    raise ValueError(local)


def ours(heard: Heard) -> Any:
    return structlog.wrap_logger(heard.logger, processors=telemetry.FROM_US, wrapper_class=structlog.stdlib.BoundLogger)


def test_our_lines_and_those_of_libraries_have_one_form() -> None:
    heard = Heard("heard.form")
    ours(heard).warning("fact_parked", offset=17)
    heard.logger.warning("Cannot reach %s", "broker")
    first, second = heard.lines()

    assert (first["event"], first["level"], first["offset"]) == ("fact_parked", "warning", 17)
    assert (second["event"], second["level"]) == ("library", "warning")
    assert (second["logger"], second["message"]) == ("heard.form", "Cannot reach broker")
    assert first["timestamp"].endswith("Z")


def test_a_line_names_the_trace_that_it_belongs_to() -> None:
    heard = Heard("heard.trace")
    with TracerProvider().get_tracer("test").start_as_current_span("request") as span:
        ours(heard).info("seen")
    ours(heard).info("seen")
    inside, outside = heard.lines()

    assert inside["trace"] == f"{span.get_span_context().trace_id:032x}"
    assert "trace" not in outside


def test_an_exception_is_told_by_its_places_and_never_by_its_words() -> None:
    heard = Heard("heard.fault")
    try:
        try:
            fail_for("Canary Canarova")
        except ValueError as error:
            raise ExceptionGroup("Canary Canarova", [KeyError("Canary Canarova")]) from error
    except ExceptionGroup:
        heard.logger.exception("Exception in ASGI application")
        ours(heard).exception("broken")
    library, own = heard.lines()

    assert "Canary" not in json.dumps([library, own])
    assert library["exception"]["type"] == own["exception"]["type"] == "ExceptionGroup"
    assert [part["type"] for part in own["exception"]["of"]] == ["KeyError"]
    assert own["exception"]["because"]["type"] == "ValueError"
    assert own["exception"]["because"]["at"][-1].startswith("fail_for:")


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """In seconds; stands until a test moves it."""
    now = [1000.0]
    monkeypatch.setattr("shared.runtime.telemetry.time.monotonic", lambda: now[0])
    return now


LIBRARIES = ("aiokafka", "asyncio", "asyncpg", "faststream", "httpx2", "opentelemetry", "urllib3", "uvicorn")


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_that_repeats_itself_is_heard_once_in_ten_seconds(library: str, time: list[float]) -> None:
    heard = Heard(library)
    deep = logging.getLogger(f"{library}.deep.inside")

    def repeat() -> None:
        for number in range(3):
            deep.warning(f"Unable to connect to broker {number}")

    repeat()
    deep.warning("Something else")
    time[0] += 10.1
    repeat()

    assert [line["message"] for line in heard.lines()] == [
        "Unable to connect to broker 0",
        "Something else",
        "Unable to connect to broker 0",
    ]


def test_another_kind_of_exception_is_heard_beside_the_first(time: list[float]) -> None:
    heard = Heard("uvicorn.error")
    for error in (ValueError(), KeyError(), ValueError()):
        heard.logger.error("Exception in ASGI application", exc_info=error)

    assert [line["exception"]["type"] for line in heard.lines()] == ["ValueError", "KeyError"]
    assert time == [1000.0]


def test_a_collector_that_is_away_is_spoken_of_once_in_ten_seconds(time: list[float]) -> None:
    heard = Heard("opentelemetry")
    exporter = OTLPSpanExporter("http://127.0.0.1:9/v1/traces", timeout=0.01)
    for _ in range(2):
        exporter.export([])
    first = [line["message"] for line in heard.lines()]
    time[0] += 10.1
    exporter.export([])

    assert len(first) == len(set(first)) > 0
    assert [line["message"] for line in heard.lines()] == [*first, *first]


def test_our_own_lines_are_all_heard() -> None:
    heard = Heard("heard.often")
    for _ in range(3):
        ours(heard).info("problem")

    assert len(heard.lines()) == 3


def test_that_the_database_is_full_is_heard_once_in_ten_seconds_from_each_kind_of_work(time: list[float]) -> None:
    heard = Heard("heard.full")

    def repeat() -> None:
        for work in ("requests", "requests", "relay"):
            ours(heard).warning("database_is_full", work=work)

    repeat()
    time[0] += 10.1
    repeat()

    assert [line["work"] for line in heard.lines()] == ["requests", "relay", "requests", "relay"]


def test_what_is_not_heard_is_counted_by_who_would_have_said_it(
    time: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = CollectorRegistry()
    provider = MeterProvider([PrometheusMetricReader(registry=registry)])
    monkeypatch.setattr(metrics, "get_meter", provider.get_meter)
    heard = Heard("aiokafka")
    for number in range(3):
        logging.getLogger("aiokafka.client").warning("Unable to connect to broker %s", number)
    for _ in range(5):
        ours(heard).warning("database_is_full", work="requests")
        ours(heard).warning("problem")
    samples = [sample for family in registry.collect() for sample in family.samples]
    told = {one.labels["cascade_logger"]: one.value for one in samples if one.name == "cascade_log_dropped_total"}
    provider.shutdown()

    assert len(heard.lines()) == 1 + 1 + 5
    assert told == {"aiokafka.client": 2, "aiokafka": 4}
    assert time == [1000.0]


def test_what_a_library_tells_of_each_of_its_servers_is_heard(time: list[float]) -> None:
    heard = Heard("uvicorn")
    for port in (8000, 9000):
        heard.logger.info("Uvicorn running on %s", port)

    assert time == [1000.0]
    assert [line["message"] for line in heard.lines()] == ["Uvicorn running on 8000", "Uvicorn running on 9000"]
