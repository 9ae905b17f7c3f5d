"""A service as a process: it ends when it is asked, in the right order, and otherwise says why."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from shared.runtime.process import PortTaken, bound
from tests.unit.runtime.test_settings import RIGHT

ROOT = Path(__file__).parents[3]


class Process:
    """The tiny service. It is over when its output is."""

    def __init__(self, port: int, **environment: str) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CASCADE_")}
        self.address = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.unit.runtime.tiny"],
            cwd=ROOT,
            env={**inherited, **RIGHT, "CASCADE_HTTP__PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def read_until(self, words: str) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip() == words:
                return
        raise AssertionError(f"ended before it said {words!r}")

    def ask_to_end(self, number: signal.Signals = signal.SIGTERM) -> None:
        self._process.send_signal(number)

    def end(self) -> tuple[int, str]:
        """Exit code, and what it said since."""
        said, _ = self._process.communicate(timeout=20)
        return self._process.returncode, said

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def tiny(port: int) -> Iterator[Process]:
    process = Process(port)
    yield process
    process.close()


def words(said: str) -> list[str]:
    return [line for line in said.splitlines() if not line.startswith("{")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_all_is_well(tiny: Process, number: signal.Signals) -> None:
    tiny.read_until("works")
    assert httpx2.get(f"{tiny.address}/fast").json() == "here"
    tiny.ask_to_end(number)
    code, said = tiny.end()

    assert code == 0
    assert words(said) == ["works stop", "closed"]


def test_a_request_under_way_is_answered_before_what_runs_beside_it_ends(tiny: Process) -> None:
    tiny.read_until("works")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(httpx2.get, f"{tiny.address}/slow", timeout=10.0)
        tiny.read_until("request began")
        tiny.ask_to_end()
        code, said = tiny.end()

    assert (code, answer.result().json()) == (0, "done")
    assert words(said) == ["request ended", "works stop", "closed"]


def ended(port: int, **environment: str) -> tuple[int, str]:
    process = Process(port, **environment)
    try:
        return process.end()
    finally:
        process.close()


def test_a_taken_port_is_told_with_a_code_of_its_own(port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        code, said = ended(port)

    assert code == 75
    assert words(said) == [f"Port {port} on 127.0.0.1 cannot be used (Address already in use); choose another one."]


def test_of_two_that_start_at_once_one_gets_the_port(port: int) -> None:
    first = bound("127.0.0.1", port)
    with first, pytest.raises(PortTaken, match=str(port)):
        bound("127.0.0.1", port)


def test_wrong_settings_are_told_in_a_sentence(port: int) -> None:
    assert ended(port, CASCADE_REGOIN="tj") == (
        78,
        "CASCADE_REGOIN is set but not read by this service; did you mean CASCADE_REGION?\n",
    )


def test_a_process_that_cannot_go_on_says_why(port: int) -> None:
    code, said = ended(port, TINY="has to end")

    assert code == 70
    assert words(said) == ["somebody else has this name"]


def test_a_fault_is_told_by_its_place_and_not_by_its_words(port: int) -> None:
    code, said = ended(port, TINY="breaks")

    assert code == 70
    assert "ended_by_a_fault" in said
    assert "Loop.run" in said
    assert "Canary" not in said
