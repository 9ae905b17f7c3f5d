"""What ends by itself is started again; what was stopped stays away."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cascade.system.processes import Child


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    made = Child("one", [sys.executable, "-c", "import signal; signal.pause()"], {}, tmp_path / "one.log", 1)
    made.start()
    yield made
    made.stop()


def test_a_process_that_was_killed_is_started_again(child: Child) -> None:
    assert child.process is not None
    child.process.kill()
    child.process.wait()

    assert (child.runs, child.look_after(), child.runs) == (False, True, True)


def test_a_process_that_runs_is_left_alone(child: Child) -> None:
    assert not child.look_after()


def test_a_process_that_was_stopped_stays_away_until_somebody_starts_it(child: Child) -> None:
    assert child.stop() == -signal.SIGTERM
    assert (child.look_after(), child.runs) == (False, False)
    child.start()

    assert child.runs
