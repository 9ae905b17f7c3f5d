"""A service starts alone: live at once, ready only with its database and Kafka, ended when it is asked."""

from collections.abc import Iterator

import httpx2
import pytest

from cascade.provisioning.database import SERVICES
from tests.support.processes import Region, nowhere, region


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    """Live; Postgres and Kafka are not there."""
    with region(nowhere(), tmp_path_factory.mktemp("alone")) as made:
        made.start_alive(*SERVICES)
        yield made


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_live_without_its_servers_and_says_which_it_misses(alone: Region, service: str) -> None:
    address = alone.services[service].address
    assert httpx2.get(f"{address}/health/live").json() == {"service": service, "live": "yes"}
    ready = httpx2.get(f"{address}/health/ready", timeout=20.0)

    assert ready.status_code == 503
    assert sorted(ready.json()["missing"]) == ["database", "kafka"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_that_never_found_its_servers_ends_well_when_it_is_asked(alone: Region, service: str) -> None:
    assert alone.stop(service) == 0
