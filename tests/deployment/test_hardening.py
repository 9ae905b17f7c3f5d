"""A container can do what its program needs, and no more; together they fit a small machine."""

import re

import pytest

from cascade.provisioning import secret_files
from tests.deployment import compose

MEGABYTE = 1 << 20
FOR_THE_SYSTEM_MEGABYTES = 256
"""What the system itself and the engine take on a machine that does nothing else."""
CORES = 2

every_container = pytest.mark.parametrize("name", compose.ALL)


@every_container
def test_it_runs_as_somebody_who_is_not_root(name: str) -> None:
    user, _, group = compose.service(name)["user"].partition(":")
    assert int(user) > 0
    assert int(group) > 0


@every_container
def test_it_cannot_write_into_its_image_nor_get_rights(name: str) -> None:
    container = compose.service(name)
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert not {"cap_add", "privileged", "devices", "pid", "ipc", "network_mode"} & set(container)


@every_container
def test_it_has_limits(name: str) -> None:
    container = compose.service(name)
    assert 0 < int(container["mem_limit"]) == int(container["memswap_limit"])
    assert 0 < float(container["cpus"]) < CORES
    assert 0 < int(container["pids_limit"]) <= 256


@every_container
def test_what_it_may_write_in_memory_is_bounded(name: str) -> None:
    assert all(re.search(r":.*\bsize=\d+m\b", folder) for folder in compose.service(name)["tmpfs"])


@every_container
def test_its_log_does_not_fill_the_disk(name: str) -> None:
    logging = compose.service(name)["logging"]
    assert (logging["driver"], logging["options"]) == ("json-file", {"max-size": "10m", "max-file": "3"})


@every_container
def test_its_image_has_a_version(name: str) -> None:
    image = compose.service(name)["image"]
    assert re.fullmatch(r"[a-z/]+:v?\d[\d.]*", image), image


@every_container
def test_nothing_of_the_machine_is_mounted_but_files_to_read(name: str) -> None:
    assert [volume["type"] for volume in compose.service(name).get("volumes", []) if volume["type"] != "volume"] == []


OPEN_TO_ALL = "/var/tmp"  # noqa: S108 - a folder of the image
"""The folder of our image's Debian into which any account writes, and which is not emptied."""


def test_the_door_keeps_its_certificates_in_a_volume_into_which_its_account_can_write() -> None:
    door = compose.service("door")
    volumes = {volume["target"]: volume["source"] for volume in door["volumes"]}

    assert door["environment"]["XDG_DATA_HOME"] == OPEN_TO_ALL
    assert volumes == {OPEN_TO_ALL: "door"}
    assert [folder for folder in door["tmpfs"] if folder.startswith(OPEN_TO_ALL)] == []


@pytest.mark.parametrize("name", [name for name in compose.ALL if name not in compose.ONCE])
def test_what_keeps_running_is_asked_how_it_is_and_starts_again(name: str) -> None:
    container = compose.service(name)
    assert container["healthcheck"]["test"][0] == "CMD"
    assert container["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", compose.SERVICES)
def test_a_service_starts_when_the_servers_are_provided(name: str) -> None:
    waits = {what: how["condition"] for what, how in compose.service(name)["depends_on"].items()}
    assert waits == {"provision": "service_completed_successfully"}


def test_servers_are_provided_when_they_are_well_and_only_once() -> None:
    container = compose.service("provision")
    waits = {what: how["condition"] for what, how in container["depends_on"].items()}
    assert waits == dict.fromkeys(compose.SERVERS, "service_healthy")
    assert container["restart"] == "no"


def test_services_and_their_door_are_published_and_on_this_machine_alone() -> None:
    published = {name: compose.service(name).get("ports", []) for name in compose.ALL}
    assert {name for name, ports in published.items() if ports} == {*compose.SERVICES, *compose.DOOR, "prometheus"}
    assert {port["host_ip"] for ports in published.values() for port in ports} == {"127.0.0.1"}


@pytest.mark.parametrize("name", [*compose.SERVERS, *compose.ONCE, "mail"])
def test_a_server_is_reached_by_containers_alone(name: str) -> None:
    assert set(compose.service(name)["networks"]) == {"servers"}
    assert compose.read()["networks"]["servers"]["internal"] is True


@pytest.mark.parametrize("name", compose.IN_PROFILES)
def test_what_is_not_needed_is_started_by_whoever_asks_for_it(name: str) -> None:
    assert compose.service(name)["profiles"]


@pytest.mark.parametrize(
    ("beside", "machine_megabytes"), [(("mail",), 2048), (compose.IN_PROFILES, 2560)], ids=["mail", "Prometheus too"]
)
def test_one_region_fits_a_machine_of_two_gigabytes_and_prometheus_wants_half_of_one_more(
    beside: tuple[str, ...], machine_megabytes: int
) -> None:
    running = [*compose.SERVERS, *compose.SERVICES, *compose.DOOR, *beside]
    limits = {name: int(compose.service(name)["mem_limit"]) // MEGABYTE for name in running}
    assert sum(limits.values()) <= machine_megabytes - FOR_THE_SYSTEM_MEGABYTES, limits


def test_the_image_runs_as_the_account_that_secrets_are_made_for() -> None:
    dockerfile = (compose.ROOT / "deploy" / "Dockerfile").read_text()
    assert f"USER {secret_files.ACCOUNT}:{secret_files.ACCOUNT}\n" in dockerfile
    assert compose.example()["CASCADE_ACCOUNT"] == f"{secret_files.ACCOUNT}:{secret_files.ACCOUNT}"
