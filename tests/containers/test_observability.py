"""Prometheus, started beside a region in containers, hears all of it and is kept as close as every other program."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from cascade.provisioning.database import SERVICES
from tests.containers.hardening import cannot_write_into_its_image, is_not_root_and_has_no_rights
from tests.containers.region import Region
from tests.support.waiting import eventually

OLDEST_UNSENT = "cascade_outbox_oldest_unsent_seconds"
SETTINGS = "/etc/cascade/prometheus.yml"
HEARD_WITHIN_SECONDS = 60.0
"""Each is asked every fifteen."""


@pytest.fixture(scope="module")
def prometheus(region: Region) -> Iterator[httpx2.Client]:
    with region.observed() as address, httpx2.Client(base_url=address, timeout=20.0, trust_env=False) as asking:
        yield asking


def told(prometheus: httpx2.Client, path: str, **asked: str) -> Any:
    return prometheus.get(f"/api/v1/{path}", params=asked).raise_for_status().json()["data"]


def service(labels: dict[str, str]) -> str:
    return labels["instance"].partition(":")[0]


def heard(prometheus: httpx2.Client) -> dict[str, tuple[str, str]]:
    """By service: whether it could be asked, and why not."""
    targets = told(prometheus, "targets")["activeTargets"]
    return {service(target["labels"]): (target["health"], target["lastError"]) for target in targets}


def test_it_is_ready(prometheus: httpx2.Client) -> None:
    assert prometheus.get("/-/ready").status_code == httpx2.codes.OK


def test_it_is_the_version_that_its_image_is_named_after(prometheus: httpx2.Client, region: Region) -> None:
    version = told(prometheus, "status/buildinfo")["version"].partition("+")[0]

    assert region.inspected(".Config.Image")["prometheus"].rpartition(":")[2] == version


def test_it_hears_every_service(prometheus: httpx2.Client) -> None:
    well = dict.fromkeys(SERVICES, ("up", ""))

    assert eventually(lambda: heard(prometheus), lambda seen: seen == well, HEARD_WITHIN_SECONDS) == well


def test_it_tells_of_every_service_how_long_its_oldest_fact_waits_to_be_sent(prometheus: httpx2.Client) -> None:
    def waits() -> dict[str, float]:
        rows = told(prometheus, "query", query=OLDEST_UNSENT)["result"]
        return {service(row["metric"]): float(row["value"][1]) for row in rows}

    seconds = eventually(waits, lambda seen: len(seen) == len(SERVICES), HEARD_WITHIN_SECONDS)

    assert set(seconds) == set(SERVICES)
    assert min(seconds.values()) >= 0


@pytest.mark.usefixtures("prometheus")
def test_its_settings_are_ones_that_it_takes(region: Region) -> None:
    checked = region.compose("exec", "--no-TTY", "prometheus", "promtool", "check", "config", SETTINGS)

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.usefixtures("prometheus")
def test_it_writes_into_its_volume_alone(region: Region) -> None:
    cannot_write_into_its_image(region, "prometheus")
    kept = region.compose("exec", "--no-TTY", "prometheus", "ls", "/prometheus/wal")

    assert kept.returncode == 0, kept.stderr


@pytest.mark.usefixtures("prometheus")
def test_it_is_not_root_and_has_no_rights(region: Region) -> None:
    is_not_root_and_has_no_rights(region, "prometheus")


@pytest.mark.usefixtures("prometheus")
def test_it_has_room_enough_and_was_never_started_again(region: Region) -> None:
    assert region.inspected(".State.OOMKilled")["prometheus"] == "false"
    assert region.inspected(".RestartCount")["prometheus"] == "0"
