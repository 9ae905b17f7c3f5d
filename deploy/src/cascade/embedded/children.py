"""Child processes that end with whoever started them, also when that is killed."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cascade.embedded.failures import CannotRun

INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM)
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
PATIENCE_SECONDS = 15.0


def end_with_parent(number: int, held: Iterable[int]) -> Callable[[], None]:
    """To be called in the child: the kernel sends it this signal when its parent is gone. `held`: signals that were
    held back before it was forked.
    """

    def ask() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, number)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)

    return ask


@contextmanager
def forked(command: Sequence[str | Path], at_death: int, **options: Any) -> "Iterator[subprocess.Popen[Any]]":
    """It is killed if the block fails. An interruption while it is forked is held back until it can be ended: what is
    raised in the midst of that is swallowed.
    """
    held = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTIONS)
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            preexec_fn=end_with_parent(at_death, held),  # noqa: PLW1509 - nothing but two system calls happen there
            **options,
        )
    except BaseException:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        raise
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        yield process
    except BaseException:
        process.kill()
        process.wait()
        raise


def start(
    command: Sequence[str | Path],
    log: Path,
    *,
    environment: Mapping[str, str] | None = None,
    at_death: int = signal.SIGTERM,
) -> "subprocess.Popen[bytes]":
    """A session of its own; what it prints goes to `log`, and who it is beside it.

    To be called from the main thread, whose end ends it.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    own = dict(environment) if environment is not None else None
    with log.open("ab") as out:
        to_log = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": subprocess.STDOUT}
        with forked(command, at_death, env=own, start_new_session=True, **to_log) as process:
            note_of(log).write_text(f"{process.pid} {began(process.pid)}")
    return process


def run(command: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
    """To its end, or ours: it is killed with us, so that nobody finds it at work on what he does again."""
    with forked(command, signal.SIGKILL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def stop(process: "subprocess.Popen[bytes]", number: int = signal.SIGTERM) -> int:
    """Asks, waits, then insists; the exit code."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            return process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def end_former(log: Path, number: int = signal.SIGTERM) -> None:
    """Ends what a killed run left over with this log, or waits until it has ended. Raises CannotRun."""
    former = left_over(log)
    if former is None:
        return
    for insisting in (number, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(former, insisting)
        give_up = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up:
            if left_over(log) is None:
                return
            time.sleep(0.02)
    raise CannotRun(f"a process of an earlier run ({former}, its log is {log}) does not end; end it and run again")


def left_over(log: Path) -> int | None:
    """Its id, if the process that was started last with this log still runs."""
    number, instant = noted(log)
    return int(number) if number and instant and began(int(number)) == instant else None


def noted(log: Path) -> tuple[str, str]:
    """Which process was started last with this log, and when; empty where nobody knows."""
    note = note_of(log).read_text() if note_of(log).exists() else ""
    number, _, instant = note.partition(" ")
    return number, instant


def note_of(log: Path) -> Path:
    return log.with_suffix(".pid")


def began(number: int) -> str | None:
    """When the process with this id began, in the kernel's ticks; None if there is none, or if it has ended."""
    try:
        state, *rest = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state in "ZX" else rest[18]


def wait_for(
    ready: Callable[[], bool], process: "subprocess.Popen[bytes]", name: str, log: Path, patience_seconds: float = 180.0
) -> None:
    """Raises CannotRun with the end of the log if the process ends before it is ready, or takes too long."""
    give_up = time.monotonic() + patience_seconds
    while not ready():
        if process.poll() is not None:
            raise CannotRun(f"{tail(log)}\nSo ends {log}: {name} ended before it was ready.")
        if time.monotonic() > give_up:
            stop(process)
            raise CannotRun(f"{tail(log)}\nSo ends {log}: {name} was not ready after {patience_seconds:.0f} s.")
        time.sleep(0.02)


def tail(log: Path, lines: int = 8) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
