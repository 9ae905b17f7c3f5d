"""`make up` … `make down`: one system, which is tried by hand."""

import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx2
import pytest

from cascade.provider.accounts import EVERYWHERE
from cascade.system import running
from cascade.system.entrances import STAFF
from tests.support import machine
from tests.support.waiting import eventually
from tests.system import cascade
from tests.system.started import System

SERVICES = ("registration", "scheduling", "followup")


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
    assert said.startswith("It runs already.\n")
    assert system.said.endswith(said.removeprefix("It runs already.\n"))


def test_up_says_what_it_does_while_it_does_it(system: System) -> None:
    stages = ["Starting PostgreSQL", "Starting Kafka", "Making roles", "Starting mail", "registration is ready"]
    found = [stage for line in system.said.splitlines() for stage in stages if line.startswith(stage)]
    assert found == stages


def test_up_says_where_each_role_signs_in_and_pages_says_it_again(system: System) -> None:
    code, said = system.run("pages")

    assert code == 0
    of_staff, by_letter = said[: said.index("Others open")], " ".join(said[said.index("Others open") :].split())
    assert of_staff in system.said
    assert "None has arrived yet that opens" in by_letter
    for role in EVERYWHERE:
        told = re.search(rf"^  {role}: .*(http://\S+/sign-in\S+)$", said, re.MULTILINE)
        assert told is not None, said
        assert "Who are you?" in httpx2.get(told[1], follow_redirects=True).text
    assert said.count("/sign-in?next=") == len(EVERYWHERE)
    others = ", ".join(role for role in STAFF if role not in EVERYWHERE)
    assert f"It does not list anybody yet as {others}:" in " ".join(said.split())


def test_status_says_what_up_said_and_of_each_process_its_id_since_when_and_its_log(system: System) -> None:
    code, said = system.run("status")

    assert code == 0
    assert said.startswith(system.said[system.said.index("┏") :])
    for name, process in system.processes().items():
        told = re.search(rf"^{name} runs, process {process}, since 2\d.*; its log is (.*)$", said, re.MULTILINE)
        assert told is not None, said
        assert Path(told[1]).exists()


def test_a_process_that_was_killed_is_told_with_the_one_that_runs_now(system: System) -> None:
    before = system.processes()["mail"]
    os.kill(before, signal.SIGKILL)
    eventually(lambda: system.processes().get("mail"), lambda now: now not in (None, before))
    code, said = system.run("status")

    assert code == 0
    assert re.search(
        r"^mail runs, process \d+, since .*; the one before ended at .*, killed by signal 9;", said, re.MULTILINE
    )


@pytest.mark.slow
def test_services_that_keep_silent_are_told_together_and_the_others_as_they_are(system: System) -> None:
    held = [system.processes()[name] for name in ("registration", "followup")]
    for process in held:
        os.kill(process, signal.SIGSTOP)
    try:
        code, said = system.run("ops", "status")
        flow, _ = system.run("ops", "flow")
    finally:
        for process in held:
            os.kill(process, signal.SIGCONT)

    assert (code, flow) == (1, 1)
    for name in ("registration", "followup"):
        assert f"\n{name}: no answer at {system.address(name)}; see whether it runs, and its log\n" in said
    assert "scheduling: " not in said


def test_ops_status_is_well_of_one_service_and_of_all(system: System) -> None:
    eventually(lambda: system.run("ops", "status"), lambda told: told[0] == 0, seconds=60.0)
    code, said = system.run("ops", "status", "--service", "followup")

    assert code == 0
    assert "registration" not in said


def test_ops_look_after_a_system_elsewhere_by_its_door_with_a_token_of_its_provider(
    system: System, operator: str, tmp_path: Path
) -> None:
    found = running.read(system.home / "up")
    assert found is not None
    (tmp_path / "token").write_text(f"{operator}\n")
    told = {"CASCADE_AT": f"{found.pages}/", "CASCADE_TOKEN_FILE": str(tmp_path / "token")}
    eventually(lambda: cascade.inside(tmp_path, "ops", "status", **told), lambda answer: answer[0] == 0, seconds=60.0)

    assert cascade.inside(tmp_path, "ops", "dlq", "list", **told) == (0, f"No dead letters in {', '.join(SERVICES)}.\n")
    (tmp_path / "token").write_text("none")
    code, said = cascade.inside(tmp_path, "ops", "dlq", "list", **told)
    assert (code, said.count("it is no JSON Web Token")) == (1, 3), said


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
    assert system.run("ops", "dlq", "list", "--service", "followup") == (0, "No dead letters in followup.\n")
    assert system.run("ops", "dlq", "list") == (0, f"No dead letters in {', '.join(SERVICES)}.\n")


def test_ops_show_what_is_suspended_by_whom_and_who_asked_for_its_end(system: System) -> None:
    assert system.run("ops", "suspensions") == (0, "Nothing is suspended.\n")
    first, second = UUID(int=101), UUID(int=102)
    training = system.announced()
    system.post(first, f"/v1/trainings/{training}/suspension", {"reason": "precaution"})
    _, said = system.run("ops", "suspensions")
    assert re.search(rf"{training}.*precaution.*{first}.*0 of 2", said)

    system.post(first, "/v1/suspensions/resumption")
    _, said = system.run("ops", "suspensions")
    assert re.search(rf"{training}.*1 of 2: {first} at ", said)

    system.post(second, "/v1/suspensions/resumption")
    assert system.run("ops", "suspensions") == (0, "Nothing is suspended.\n")


@pytest.mark.parametrize(
    "asked", [("drop", "12345", "--service", "followup"), ("replay", "12345", "--service", "followup")]
)
def test_ops_tell_what_there_is_not(system: System, asked: tuple[str, ...]) -> None:
    code, said = system.run("ops", "dlq", *asked)

    assert code == 1
    assert said.startswith("cascade: followup: Dead letter 12345 is not known here.")


def test_logs_of_servers_and_of_who_keeps_them_are_printed_too(system: System) -> None:
    for name in ("postgres", "kafka", "keeper"):
        code, said = system.run("logs", name)
        assert (code, bool(said)) == (0, True)


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


@pytest.mark.slow
def test_a_system_whose_server_ended_says_how_and_starts_again(system: System) -> None:
    os.kill(system.processes()["kafka"], signal.SIGKILL)
    eventually(lambda: running.is_kept(system.home / "up"), lambda kept: not kept)
    code, said = system.run("status")

    assert code == 1
    assert re.search(r"^kafka is down since .*, killed by signal 9; its log is .*kafka\.log$", said, re.MULTILINE)
    assert re.search(r"^registration is down; its log is ", said, re.MULTILINE)
    assert f"cascade: nobody had asked this system to end; its log is {system.home}/up/keeper.log" in said
    assert "kafka ended; its log is" in system.run("logs", "keeper")[1]
    assert system.run("up")[0] == 0
    assert system.run("status")[0] == 0


def test_down_ends_all_of_it_and_says_so_when_nothing_runs(system: System) -> None:
    assert len(machine.running_for(system.home)) > 5
    assert system.run("down") == (0, f"Ended. Its data stay in {system.home}/up\n")
    assert machine.running_for(system.home) == []
    assert running.read(system.home / "up") is None
    assert system.run("status") == (1, "cascade: no system runs here; `make up` starts one\n")
