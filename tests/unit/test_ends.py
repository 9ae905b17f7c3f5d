"""How a process ended that nobody had asked to is kept, and told with the process that came after it."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cascade.embedded.failures import CannotRun
from cascade.system import ends, states
from cascade.system.ends import Ends
from cascade.system.processes import Child

LOG = "logs/registration.log"
WAITS = [sys.executable, "-c", "import signal; signal.pause()"]
REFUSES = [sys.executable, "-c", "raise SystemExit(78)"]


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    made = Child("registration", WAITS, {}, tmp_path / LOG, 1)
    yield made
    made.stop()


def ended(child: Child) -> int:
    assert child.process is not None
    child.process.wait()
    return child.process.pid


def told(folder: Path) -> str:
    return next(one.sentence for one in states.states(folder) if one.name == "registration")


def test_one_that_runs_is_told_with_its_id_and_since_when(child: Child, tmp_path: Path) -> None:
    child.start()

    assert told(tmp_path).startswith(f"registration runs, process {child.id}, since 2")
    assert told(tmp_path).endswith(f"; its log is {tmp_path / LOG}")


def test_one_that_refused_to_start_is_told_with_its_exit_code_and_when(child: Child, tmp_path: Path) -> None:
    watching = Ends(tmp_path)
    child.command = REFUSES
    child.start()
    number = ended(child)
    watching.watch(child.name, child.process)
    end = ends.read(tmp_path)["registration"]

    assert (end.process, end.code) == (number, 78)
    assert told(tmp_path) == f"registration is down since {end.at}, exit code 78; its log is {tmp_path / LOG}"


def test_one_that_was_killed_and_started_again_tells_how_the_one_before_ended(child: Child, tmp_path: Path) -> None:
    watching = Ends(tmp_path)
    child.start()
    os.kill(child.id, signal.SIGKILL)
    ended(child)
    watching.watch(child.name, child.process)
    assert child.look_after()
    watching.watch(child.name, child.process)

    end = ends.read(tmp_path)["registration"]
    assert f"runs, process {child.id}, since" in told(tmp_path)
    assert f"; the one before ended at {end.at}, killed by signal 9; " in told(tmp_path)


def test_one_that_was_asked_to_end_is_not_told_to_have_ended_as_one_before_it(child: Child, tmp_path: Path) -> None:
    watching = Ends(tmp_path)
    child.command = REFUSES
    child.start()
    ended(child)
    watching.watch(child.name, child.process)
    child.command = WAITS
    child.start()
    child.stop()

    assert told(tmp_path).startswith("registration is down; the one before ended at ")


def test_the_same_end_is_written_down_once(child: Child, tmp_path: Path) -> None:
    watching = Ends(tmp_path)
    child.command = REFUSES
    child.start()
    ended(child)
    watching.watch(child.name, child.process)
    (tmp_path / ends.FILE).unlink()
    watching.watch(child.name, child.process)

    assert ends.read(tmp_path) == {}


def test_a_system_that_starts_anew_has_seen_nothing_end(child: Child, tmp_path: Path) -> None:
    child.command = REFUSES
    child.start()
    ended(child)
    Ends(tmp_path).watch(child.name, child.process)
    Ends(tmp_path)

    assert ends.read(tmp_path) == {}


@pytest.mark.parametrize("content", ["", "[]", '{"kafka": {"other": 1}}'])
def test_what_another_release_wrote_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / ends.FILE).write_text(content)

    with pytest.raises(CannotRun, match=r"ends\.json cannot be read"):
        ends.read(tmp_path)
