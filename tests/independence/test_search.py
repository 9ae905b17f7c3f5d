"""The search for words that have to stay finds one wherever somebody planted it."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.trace import Span, Status, StatusCode
from prometheus_client import CollectorRegistry, generate_latest

from cascade.provisioning.database import SERVICES
from cascade.story.data.canary import Series, word
from shared.web.paging import written
from tests.support.collector import collecting
from tests.support.leaks import addresses_in, dumped, heads_of, lines_of, records, words_in
from tests.support.servers import TestDatabase, Topics

PLANTED = word(Series.LETTER, 7)


@pytest.mark.parametrize("place", ["key", "value", "headers"])
async def test_it_finds_a_word_in_a_topic(topics: Topics, place: str) -> None:
    planted = [("ce_subject", PLANTED.encode())] if place == "headers" else f"x{PLANTED}".encode()
    said = {"key": b"1", "value": b"{}", "headers": []} | {place: planted}
    assert words_in(await records(topics.bootstrap, topics.namespace)) == set()
    async with AIOKafkaProducer(bootstrap_servers=topics.bootstrap) as producer:
        await producer.send_and_wait(f"{topics.namespace}.tj.followup.local", **said)

    assert words_in(await records(topics.bootstrap, topics.namespace)) == {PLANTED.lower()}


@pytest.mark.parametrize("schema", SERVICES)
@pytest.mark.parametrize("column", ["text", "bytea", "jsonb"])
async def test_it_finds_a_word_in_a_schema(database: TestDatabase, schema: str, column: str) -> None:
    planted = {"text": PLANTED, "bytea": f"\0{PLANTED}".encode(), "jsonb": f'{{"a": ["{PLANTED}"]}}'}[column]
    admin = await asyncpg.connect(database.admin_dsn)
    await admin.execute(f"create table {schema}.planted (it {column})")
    assert words_in(dumped(database.admin_dsn, schema)) == set()
    await admin.execute(f"insert into {schema}.planted values ($1)", planted)
    await admin.close()

    assert words_in(dumped(database.admin_dsn, schema)) == {PLANTED.lower()}


def test_it_finds_a_word_in_a_log(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "registration.log").write_text(f'{{"event": "sent", "to": "{PLANTED}@example.org"}}\n')

    assert words_in(lines_of(tmp_path, "*.log")) == {PLANTED.lower()}


@pytest.mark.parametrize("header", ["Subject", "From", "X-Trace"])
def test_it_finds_a_word_in_a_header_of_a_mail_and_not_in_its_recipient(tmp_path: Path, header: str) -> None:
    mail = EmailMessage()
    mail["To"] = f"{PLANTED}@example.org"
    (tmp_path / "1").write_bytes(mail.as_bytes())
    assert words_in(heads_of(tmp_path)) == set()
    mail[header] = f"Ä {PLANTED} <somebody@example.org>"
    (tmp_path / "1").write_bytes(mail.as_bytes())

    assert words_in(heads_of(tmp_path)) == {PLANTED.lower()}


def answered(link: str, body: str) -> object:
    return {"status": 200, "headers": {"link": link}, "content": b64encode(body.encode()).decode()}


PLACES_IN_AN_ADDRESS: Mapping[str, tuple[str, object]] = {
    "query": (f"GET registration /v1/people name={PLANTED} operator #1", answered("", "")),
    "cursor": ("GET registration /v1/people", answered(f'</v1/people?cursor={written([PLANTED])}>; rel="next"', "")),
    "body": ("GET registration /v1/people", answered("", f'{{"page": "http://cascade.example/{PLANTED}"}}')),
}


@pytest.mark.parametrize("place", PLACES_IN_AN_ADDRESS)
def test_it_finds_a_word_in_an_address_and_not_beside_it(tmp_path: Path, place: str) -> None:
    journal = tmp_path / "journal"
    beside = ["GET registration /v1/people", answered("", f'{{"name": "{PLANTED}", "page": "/v1/people"}}')]
    journal.write_text(f"{json.dumps(beside)}\n")
    assert words_in(addresses_in(journal)) == set()
    journal.write_text(f"{json.dumps(PLACES_IN_AN_ADDRESS[place])}\n")

    assert words_in(addresses_in(journal)) == {PLANTED.lower()}


PLACES_IN_A_SPAN: dict[str, Callable[[Span], object]] = {
    "name": lambda span: span.update_name(f"GET /{PLANTED}"),
    "attribute": lambda span: span.set_attribute("url.path", f"/{PLANTED}"),
    "event": lambda span: span.add_event("exception", {"exception.message": PLANTED}),
    "status": lambda span: span.set_status(Status(StatusCode.ERROR, PLANTED)),
}


@pytest.mark.parametrize("place", PLACES_IN_A_SPAN)
def test_it_finds_a_word_in_a_span(place: str) -> None:
    with collecting() as collector:
        provider = TracerProvider(resource=Resource({SERVICE_NAME: "followup"}))
        provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(f"{collector.address}/v1/traces")))
        tracer = provider.get_tracer("planting")
        with tracer.start_as_current_span("GET /"):
            pass
        assert words_in(collector.spans["followup"]) == set()
        with tracer.start_as_current_span("GET /") as span:
            PLACES_IN_A_SPAN[place](span)
        provider.shutdown()

    assert words_in(collector.spans["followup"]) == {PLANTED.lower()}


def test_it_finds_a_word_in_a_metric() -> None:
    registry = CollectorRegistry()
    reader = PrometheusMetricReader(registry=registry)
    provider = MeterProvider([reader])
    counter = provider.get_meter("planting").create_counter("http.server.requests")
    counter.add(1, {"http.route": "/v1/trainings/{training}"})
    assert words_in([generate_latest(registry).decode()]) == set()
    counter.add(1, {"http.route": f"/v1/trainings/{PLANTED}"})

    assert words_in([generate_latest(registry).decode()]) == {PLANTED.lower()}
    provider.shutdown()
