"""`make up` … `make down`: one system, which is tried by hand."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from cascade.system import running
from tests.support import machine
from tests.system import cascade

SERVICES = ("registration", "scheduling", "followup")


@dataclass(frozen=True)
class System:
    """`said`: what `cascade up` said; `decoys`: a folder with other servers, first on the PATH."""

    home: Path
    decoys: Path
    said: str

    def run(self, *arguments: str) -> tuple[int, str]:
        return cascade.run(self.home, *arguments)

    def address(self, service: str) -> str:
        found = re.search(rf"{service}\s.*?(http://127\.0\.0\.1:\d+)\s", self.said)
        assert found is not None
        return found[1]

    def ask(self, service: str, path: str, token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx2.get(f"{self.address(service)}{path}", headers=headers).status_code


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    home, decoys = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("decoys")
    for name in ("java", "postgres", "initdb", "kafka-server-start.sh", "dbmate"):
        (decoys / name).write_text(f"#!/bin/sh\ntouch {decoys}/used\nexit 1\n")
        (decoys / name).chmod(0o755)
    code, said = cascade.run(home, "up", PATH=f"{decoys}:{os.environ['PATH']}")
    assert code == 0, said
    try:
        yield System(home, decoys, said)
    finally:
        cascade.run(home, "down")
        machine.nothing_runs_for(home)


@pytest.fixture(scope="module")
def operator(system: System) -> str:
    return system.run("token", "--role", "operator")[1].strip()


def test_up_says_where_each_service_is_and_how_to_get_a_token(system: System) -> None:
    for service in SERVICES:
        assert httpx2.get(f"{system.address(service)}/docs").is_success
        assert httpx2.get(f"{system.address(service)}/openapi.json").is_success
    assert "bin/cascade token --role coordinator" in system.said
    assert "Its end: make down" in system.said


def test_a_second_up_says_that_it_runs_already_and_where(system: System) -> None:
    code, said = system.run("up")

    assert code == 0
    assert said == f"It runs already.\n{system.said}"


def test_status_says_what_up_said(system: System) -> None:
    assert system.run("status") == (0, system.said)


def test_the_java_and_postgres_that_run_lie_inside_the_environment_whatever_is_on_the_path(system: System) -> None:
    programs = {one.program.name: one.program for one in machine.running_for(system.home)}

    assert {"java", "postgres"} <= set(programs)
    for name in ("java", "postgres"):
        assert programs[name].is_relative_to(Path(sys.prefix).resolve())
    assert not (system.decoys / "used").exists()


def test_a_token_is_taken_by_the_services_for_what_its_role_may(system: System, operator: str) -> None:
    code, token = system.run("token", "--role", "coordinator")

    assert code == 0
    assert system.ask("scheduling", "/v1/operations/flow", operator) == 200
    assert system.ask("scheduling", "/v1/operations/flow", token.strip()) == 403
    assert system.ask("scheduling", "/v1/programmes", token.strip()) == 200
    assert system.ask("scheduling", "/v1/programmes", "none") == 401


def test_a_role_that_there_is_not_is_told_with_those_that_there_are(system: System) -> None:
    code, said = system.run("token", "--role", "king")

    assert (code, said) == (
        1,
        "cascade: 'king' is no role; there are coordinator, reviewer, facilitator, mentor, operator, auditor\n",
    )


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("2017-03-10T19:00", "2017-03-10T19:00:00 has no offset from UTC; write e.g. 2017-03-10T19:00:00Z"),
        ("2016-01-01T00:00Z", "The story clock stands at .*; it does not go back to 2016-01-01T00:00:00"),
        ("tomorrow", "'tomorrow' is no instant; write e.g. 2017-03-10T19:00Z"),
    ],
)
def test_an_instant_to_which_the_clock_does_not_move_is_told_and_it_stays(system: System, to: str, why: str) -> None:
    clock = system.home / "up" / "clock"
    before = clock.read_text()
    code, said = system.run("clock", "move", to)

    assert code == 1
    assert re.match(f"cascade: {why}", said)
    assert clock.read_text() == before


def test_ops_show_what_is_under_way_and_that_there_are_no_dead_letters(system: System) -> None:
    code, flow = system.run("ops", "flow")

    assert code == 0
    assert all(service in flow for service in SERVICES)
    code, letters = system.run("ops", "dlq", "list", "followup")
    assert code == 0
    assert "attempts" in letters


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("list", "billing"), "'billing' is no service; there are registration, scheduling, followup\n"),
        (("drop", "followup", "12345"), "followup: "),
    ],
)
def test_ops_tell_what_there_is_not(system: System, asked: tuple[str, ...], told: str) -> None:
    code, said = system.run("ops", "dlq", *asked)

    assert code == 1
    assert said.startswith(f"cascade: {told}")


def test_logs_are_printed_by_service(system: System) -> None:
    written = (system.home / "up" / "logs" / "registration.log").read_text()
    assert written
    assert system.run("logs", "registration")[1].startswith(written)
    code, said = system.run("logs", "billing")

    assert code == 1
    assert said.startswith("cascade: there is no log of billing; there is one of registration, scheduling, followup")


def test_the_demo_does_not_play_on_a_system_whose_clock_has_moved(system: System) -> None:
    assert system.run("clock", "move", "2017-03-10T19:00Z") == (0, "2017-03-10T19:00:00+00:00\n")
    code, said = system.run("demo")

    assert code == 1
    assert f"Playing on the system that runs in {system.home}/up" in said
    assert (
        "this system's clock stands at 10 March 2017. `make down` and then `make demo` plays on a system of its own"
        in said
    )


def test_down_ends_all_of_it_and_says_so_when_nothing_runs(system: System) -> None:
    assert len(machine.running_for(system.home)) > 5
    assert system.run("down") == (0, f"Ended. Its data stay in {system.home}/up\n")
    assert machine.running_for(system.home) == []
    assert running.read(system.home / "up") is None
    assert system.run("status") == (1, "cascade: no system runs here; `make up` starts one\n")
