"""Processes that are started and may be interrupted meanwhile."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cascade.embedded import children

HELD = [sys.executable, "-c", "import signal; print(signal.pthread_sigmask(signal.SIG_BLOCK, ()))"]
FOREVER = [sys.executable, "-c", "import signal; signal.pause()"]


class Meanwhile:
    """Interrupts this process whenever it forks, once it is told to: such a hook cannot be taken back."""

    def __init__(self) -> None:
        self.interrupts = False
        os.register_at_fork(after_in_parent=self)

    def __call__(self) -> None:
        if self.interrupts:
            signal.pthread_kill(threading.get_ident(), signal.SIGTERM)


@pytest.fixture
def meanwhile() -> Iterator[Meanwhile]:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before, hook = signal.signal(signal.SIGTERM, interrupt), Meanwhile()
    yield hook
    hook.interrupts = False
    signal.signal(signal.SIGTERM, before)


def ours() -> set[str]:
    """Children of this process, by their ids."""
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


def test_an_interruption_while_a_process_is_forked_is_heard_and_ends_it(meanwhile: Meanwhile, tmp_path: Path) -> None:
    before = ours()
    meanwhile.interrupts = True
    with pytest.raises(KeyboardInterrupt):
        children.start(FOREVER, tmp_path / "log")

    assert ours() <= before


def test_a_process_that_is_started_holds_no_signal_back(tmp_path: Path) -> None:
    process = children.start(HELD, tmp_path / "log")

    assert (process.wait(), (tmp_path / "log").read_text()) == (0, "set()\n")
    assert children.run(HELD).stdout == "set()\n"
