"""What a service tells at `/metrics`, on a port of its own, and that it tells nothing of anybody."""

from uuid import uuid4

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from tests.independence.work import announce, coordinating
from tests.support.processes import Region

TOLD = {
    "cascade_outbox_unsent",
    "cascade_outbox_oldest_unsent_seconds",
    "cascade_outbox_sent_total",
    "cascade_inbox_applied_total",
    "cascade_inbox_duplicates_total",
    "cascade_inbox_lag",
    "cascade_inbox_lag_age_seconds",
    "cascade_parked",
    "cascade_timers_late",
    "cascade_relay_epoch",
    "http_server_request_duration_seconds_count",
}


def fetched(running: Region, name: str) -> str:
    return httpx2.get(running.services[name].metrics, timeout=20.0).raise_for_status().text


async def test_what_flows_is_told(running: Region) -> None:
    await announce(running)
    told = text_string_to_metric_families(fetched(running, "scheduling"))

    assert {sample.name for family in told for sample in family.samples} >= TOLD


async def test_durations_are_told_by_route_and_never_by_address(running: Region) -> None:
    somebody = uuid4()
    async with running.asked("scheduling") as anyone:
        await coordinating(anyone).get(f"/v1/trainings/{somebody}", status=404)
    told = fetched(running, "scheduling")

    assert 'http_route="/scheduling/v1/trainings/{training}"' in told
    assert str(somebody) not in told


async def test_the_interface_itself_has_no_metrics(running: Region) -> None:
    async with running.asked("scheduling") as anyone:
        assert await coordinating(anyone).refused("GET", "/metrics") == "not-found"
