"""After the first run no command needs a network."""

import sys
from pathlib import Path

import pytest

from cascade.embedded import jars
from tests.system import alone, cascade

pytestmark = pytest.mark.slow
INTERFACES = "import socket; print([name for _, name in socket.if_nameindex()])"


@pytest.fixture(autouse=True)
def _may_leave_the_network() -> None:
    tried = alone.run("/bin/true")
    if tried.returncode != 0:
        pytest.skip(f"this account may not make a network namespace: {tried.stderr.strip().splitlines()[-1]}")


def test_after_the_first_run_the_demo_needs_no_network(tmp_path: Path) -> None:
    assert alone.run(sys.executable, "-c", INTERFACES).stdout == "['lo']\n"
    jars.fetch()
    demo = (*cascade.COMMAND, *cascade.FIRST_CHAPTER)
    done = alone.run(*demo, environment=cascade.environment(tmp_path, {}))

    assert done.returncode == 0, done.stdout + done.stderr
    assert cascade.HELD.search(done.stdout) is not None
