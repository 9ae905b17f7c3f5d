"""Prometheus, as docker-compose.yml starts it, asks every service for its figures; traces go where somebody says."""

import json
from pathlib import Path

import pytest
import yaml

from tests.deployment import compose


def test_every_service_is_asked_at_the_port_of_its_figures() -> None:
    (given,) = compose.service("prometheus")["configs"]
    told = yaml.safe_load(Path(compose.read()["configs"][given["source"]]["file"]).read_text())
    targets = [
        target for job in told["scrape_configs"] for static in job["static_configs"] for target in static["targets"]
    ]
    ports = {name: compose.service(name)["environment"]["CASCADE_TELEMETRY__METRICS_PORT"] for name in compose.SERVICES}

    assert sorted(targets) == sorted(f"{name}:{port}" for name, port in ports.items())


def test_prometheus_is_in_a_network_with_every_service() -> None:
    theirs = [set(compose.service(name)["networks"]) for name in compose.SERVICES]

    assert set(compose.service("prometheus")["networks"]).intersection(*theirs)


@pytest.mark.parametrize("collector", ["", "http://traces.example.org:4318"], ids=["no collector", "a collector"])
def test_every_service_is_told_where_traces_go_if_somebody_says_where(collector: str) -> None:
    said = compose.example() | ({"CASCADE_TELEMETRY__OTLP": collector} if collector else {})
    done = compose.asked(said, "config", "--format", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["services"]

    assert {told[name]["environment"]["CASCADE_TELEMETRY__OTLP"] for name in compose.SERVICES} == {collector}
