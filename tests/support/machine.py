"""What runs on this machine because of a folder: whoever names it in the command, the environment or works in it."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.waiting import eventually

PROCESSES = Path("/proc")


@dataclass(frozen=True)
class Process:
    """`program`: the file that runs."""

    id: int
    command: str
    program: Path

    def send(self, number: signal.Signals) -> None:
        os.kill(self.id, number)


def running_for(folder: Path) -> list[Process]:
    """Without the dead that nobody has asked about yet."""
    return [found for one in PROCESSES.glob("[0-9]*") if (found := of(one, os.fsencode(folder))) is not None]


def of(process: Path, folder: bytes) -> Process | None:
    with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
        command = (process / "cmdline").read_bytes()
        place = os.fsencode((process / "cwd").readlink())
        if folder in command or folder in place or folder in (process / "environ").read_bytes():
            return Process(int(process.name), command.replace(b"\0", b" ").decode(), (process / "exe").readlink())
    return None


def one_that_does(what: str, folder: Path) -> Process:
    """As soon as there is one whose command says so."""
    found = eventually(lambda: [one for one in running_for(folder) if what in one.command], bool, 60)
    return found[0]


def nothing_runs_for(folder: Path, seconds: float = 60.0) -> None:
    """Raises AssertionError with what still runs after that time."""
    eventually(lambda: running_for(folder), lambda left: not left, seconds)
