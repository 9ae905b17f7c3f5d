"""`make demo` beside others, interrupted, killed, and with a port that is taken."""

import re
import signal
import socket
from pathlib import Path

import pytest

from tests.support import machine
from tests.system import cascade
from tests.system.cascade import FIRST_CHAPTER, HELD

pytestmark = pytest.mark.slow
BEGINS = "A system of its own in"


def own_folder(line: str) -> Path:
    found = re.search(rf"{BEGINS} (\S+) ", line)
    assert found is not None
    return Path(found[1])


def test_two_demos_play_side_by_side_each_in_a_folder_of_its_own(tmp_path: Path) -> None:
    with cascade.started(tmp_path, *FIRST_CHAPTER) as one, cascade.started(tmp_path, *FIRST_CHAPTER) as other:
        folders = {own_folder(one.read_until(BEGINS)), own_folder(other.read_until(BEGINS))}
        ends = [one.end(), other.end()]

    assert len(folders) == 2
    for code, said in ends:
        assert (code, HELD.search(said) is not None) == (0, True), said
    assert list(tmp_path.glob("demo-*")) == []
    machine.nothing_runs_for(tmp_path)


@pytest.mark.parametrize(
    ("moment", "number"), [("PostgreSQL runs", signal.SIGTERM), ("followup is ready", signal.SIGINT)]
)
def test_a_demo_that_is_interrupted_stops_everything_and_removes_its_folder(
    tmp_path: Path, moment: str, number: signal.Signals
) -> None:
    with cascade.started(tmp_path, *FIRST_CHAPTER) as demo:
        demo.read_until(moment)
        demo.process.send_signal(number)
        code, said = demo.end()

    assert (code, said.count("Traceback")) == (130, 0), said
    assert machine.running_for(tmp_path) == []
    assert list(tmp_path.glob("demo-*")) == []


def test_a_killed_demo_leaves_nothing_running_and_the_next_removes_what_it_left(tmp_path: Path) -> None:
    with cascade.started(tmp_path, *FIRST_CHAPTER) as killed:
        folder = own_folder(killed.read_until(BEGINS))
        killed.read_until("followup is ready")
        assert {"java", "postgres"} <= {one.program.name for one in machine.running_for(folder)}
    machine.nothing_runs_for(tmp_path)
    assert folder.is_dir()

    code, said = cascade.run(tmp_path, *FIRST_CHAPTER)
    assert (code, HELD.search(said) is not None) == (0, True), said
    assert f"Removed what a run that was killed had left: {folder.name}" in said
    assert list(tmp_path.glob("demo-*")) == []


def test_a_taken_port_that_was_asked_for_ends_the_demo_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        code, said = cascade.run(tmp_path, *FIRST_CHAPTER, CASCADE_PORT_SCHEDULING=port)

    assert code == 1
    assert f"cascade: Port {port}, which CASCADE_PORT_SCHEDULING asks for, is taken; choose another" in said
    assert machine.running_for(tmp_path) == []
    assert list(tmp_path.glob("demo-*")) == []


def test_a_demo_on_a_system_that_stays_ends_with_where_each_person_begins_and_pages_says_it_again(
    tmp_path: Path,
) -> None:
    assert cascade.run(tmp_path, "up")[0] == 0
    try:
        code, said = cascade.run(tmp_path, *FIRST_CHAPTER)
        _, again = cascade.run(tmp_path, "pages")
    finally:
        cascade.run(tmp_path, "down")

    assert (code, said.endswith(again)) == (0, True), said
    assert re.search(r"^  mentor: M-\d +http://\S+/followup/sign-in\S+$", again, re.MULTILINE)
    assert re.search(r"^  Your plan and report +http://\S+/followup/enter/\S+$", again, re.MULTILINE)
