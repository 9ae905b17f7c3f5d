"""The trace of a request is found in every process in which it takes effect."""

import secrets

from cascade.provisioning.database import SERVICES
from tests.independence.work import coordinating, draft
from tests.support.collector import Collector
from tests.support.processes import Places, Region
from tests.support.waiting import until


async def test_one_trace_reaches_from_a_request_to_one_process_into_the_two_others(
    running: Region, places: Places, collector: Collector
) -> None:
    trace = secrets.token_hex(16)
    async with running.asked("scheduling") as anyone:
        coordinator = coordinating(anyone)
        path = await draft(coordinator)
        asked = {"traceparent": f"00-{trace}-{secrets.token_hex(8)}-01"}
        reply = await coordinator.http.post(f"{path}/announcement", headers=asked)
    assert reply.status_code == 201, reply.text

    async def of_it() -> dict[str, str]:
        """Its spans, by service."""
        told = {name: [span for span in collector.spans.get(name, ()) if span.startswith(trace)] for name in SERVICES}
        return {name: "\n".join(spans) for name, spans in told.items() if spans}

    found = await until(of_it, lambda spans: spans.keys() == set(SERVICES))
    assert "POST /scheduling/v1/trainings/{training}/announcement" in found["scheduling"]
    heard = f"process {places.namespace}.tj.scheduling"
    assert heard not in found["scheduling"]
    assert heard in found["registration"]
    assert heard in found["followup"]
