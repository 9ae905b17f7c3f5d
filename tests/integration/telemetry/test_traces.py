"""The trace of a request goes on wherever what it caused takes effect."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from shared.runtime import conventions as names
from shared.web.service import Service
from tests.integration.scheduling.workbench import ENROLMENT
from tests.support.servers import TestDatabase, Topics
from tests.support.services import Asking, asking, working
from tests.support.three import three
from tests.support.waiting import until

ANNOUNCED = "cascade.scheduling.TrainingAnnounced.v1"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
ASKED = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}


@pytest.fixture
async def running(
    database: TestDatabase, topics: Topics, tmp_path: Path, spans: InMemorySpanExporter
) -> AsyncIterator[Mapping[str, Service]]:
    async with three(database, tmp_path, topics) as built, AsyncExitStack() as works:
        for service in built.values():
            await works.enter_async_context(working(service))
        yield built


@pytest.fixture
def coordinator(running: Mapping[str, Service], tmp_path: Path) -> Asking:
    return asking(running["scheduling"], tmp_path).staff("coordinator", uuid4())


async def announce(coordinator: Asking) -> str:
    """With a trace of the client's own. The training's id."""
    programme = await coordinator.post("/v1/programmes", {"code": f"P-{uuid4().hex[:8]}", "title": "ToT"})
    draft = await coordinator.post("/v1/trainings", {**ENROLMENT, "programme": programme["programme"]})
    path = f"/v1/trainings/{draft['training']}/announcement"
    response = await coordinator.http.post(path, headers=ASKED)
    assert response.status_code == 201, response.text
    return str(draft["training"])


def of_the_trace(spans: InMemorySpanExporter) -> Sequence[ReadableSpan]:
    return [span for span in spans.get_finished_spans() if f"{span.context.trace_id:032x}" == TRACE]


async def effects(spans: InMemorySpanExporter, count: int) -> Sequence[ReadableSpan]:
    async def look() -> Sequence[ReadableSpan]:
        return [span for span in of_the_trace(spans) if span.name.startswith("process ")]

    return await until(look, lambda seen: len(seen) >= count)


async def test_one_trace_reaches_from_a_request_to_each_effect_which_names_its_source_and_its_batch(
    coordinator: Asking, topics: Topics, spans: InMemorySpanExporter
) -> None:
    await announce(coordinator)
    took_effect = await effects(spans, 2)
    (request,) = [span for span in of_the_trace(spans) if (span.attributes or {}).get("http.route")]
    told = [span.attributes or {} for span in took_effect]

    assert [span.name for span in took_effect] == [f"process {topics.namespace}.tj.scheduling"] * 2
    assert [(one[names.EVENT_TYPE], one[names.EVENT_SOURCE]) for one in told] == [(ANNOUNCED, "/tj/scheduling")] * 2
    assert {one[names.CONSUMER_GROUP] for one in told} == {
        f"{topics.namespace}.{service}" for service in ("registration", "followup")
    }
    assert {span.parent.span_id for span in took_effect if span.parent} == {request.context.span_id}
    for effect in took_effect:
        await require_linked_with_its_batch(effect, spans)


async def require_linked_with_its_batch(effect: ReadableSpan, spans: InMemorySpanExporter) -> None:
    async def batches() -> Sequence[ReadableSpan]:
        return [span for span in spans.get_finished_spans() if span.context == effect.links[0].context]

    (batch,) = await until(batches, lambda seen: len(seen) == 1)
    assert (effect.kind, batch.kind) == (SpanKind.CONSUMER, SpanKind.CONSUMER)
    assert TRACE in {f"{link.context.trace_id:032x}" for link in batch.links}
    assert len(batch.links) == (batch.attributes or {})[names.BATCH_COUNT]


async def test_no_span_holds_an_id_from_an_address_or_what_was_looked_for(
    coordinator: Asking, spans: InMemorySpanExporter
) -> None:
    training = await announce(coordinator)
    await coordinator.get(f"/v1/trainings?parent={training}")
    told = [span.to_json() for span in spans.get_finished_spans()]

    assert len(told) > 3
    assert [span for span in told if training in span] == []
