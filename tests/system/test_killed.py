"""A system whose keeper is killed: all of it ends, and it starts again on what it had."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from cascade.system import running
from tests.support import machine
from tests.system import cascade

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    cascade.run(tmp_path, "down")
    machine.nothing_runs_for(tmp_path)


def test_a_killed_keeper_leaves_nothing_running_and_the_next_up_goes_on_with_its_data(home: Path) -> None:
    assert cascade.run(home, "up")[0] == 0
    assert cascade.run(home, "clock", "move", "2016-10-01T00:00Z")[0] == 0
    found = running.read(home / "up")
    assert found is not None
    os.kill(found.keeper, signal.SIGKILL)
    machine.nothing_runs_for(home)
    code, said = cascade.run(home, "status")
    assert code == 1
    assert "registration is down" in said
    assert "nobody had asked this system to end" in said

    code, said = cascade.run(home, "up")
    assert code == 0, said
    assert cascade.run(home, "clock", "show") == (0, "2016-10-01T00:00:00+00:00\n")


def test_up_works_at_once_after_a_keeper_was_killed(home: Path) -> None:
    assert cascade.run(home, "up")[0] == 0
    found = running.read(home / "up")
    assert found is not None
    os.kill(found.keeper, signal.SIGKILL)

    code, said = cascade.run(home, "up")
    assert code == 0, said
    assert "It runs already." not in said


def test_an_up_that_is_interrupted_leaves_nobody_starting_it(home: Path) -> None:
    with cascade.started(home, "up") as up:
        machine.one_that_does("kafka.Kafka", home)
        up.process.send_signal(signal.SIGINT)
        assert up.end()[0] == 130

    machine.nothing_runs_for(home)
    assert not running.is_kept(home / "up")
