"""Child processes that end with whoever started them, also when that is killed."""

import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from cascade.embedded.failures import CannotRun

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
NOBODY = 65534


def end_with_parent(number: int) -> Callable[[], None]:
    """To be called in the child: the kernel sends it this signal when its parent is gone."""

    def ask() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, number)

    return ask


def without_root(command: Sequence[str], number: int) -> list[str]:
    """PostgreSQL refuses to run as root: a user namespace lets it, and its files stay root's.

    The signal at the parent's death is asked for again inside, since entering the namespace forgets it.
    """
    if os.geteuid() != 0:
        return list(command)
    unshare, setpriv = shutil.which("unshare"), shutil.which("setpriv")
    if unshare is None or setpriv is None:
        raise CannotRun("PostgreSQL does not run as root, and `unshare` and `setpriv` are missing; use another account")
    name = signal.Signals(number).name.removeprefix("SIG")
    user = f"--map-user={NOBODY}", f"--map-group={NOBODY}"
    return [unshare, "--user", *user, setpriv, f"--pdeathsig={name}", *command]


def start(
    command: Sequence[str | Path],
    log: Path,
    *,
    environment: Mapping[str, str] | None = None,
    at_death: int = signal.SIGTERM,
) -> "subprocess.Popen[bytes]":
    """A session of its own; what it prints goes to `log`. To be called from the main thread, whose end ends it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=dict(environment) if environment is not None else None,
            start_new_session=True,
            preexec_fn=end_with_parent(at_death),  # noqa: PLW1509 - nothing but one system call happens there
        )


def stop(process: "subprocess.Popen[bytes]", number: int = signal.SIGTERM, patience_seconds: float = 15.0) -> int:
    """Asks, waits, then insists; the exit code."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            return process.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def wait_for(
    ready: Callable[[], bool], process: "subprocess.Popen[bytes]", name: str, log: Path, patience_seconds: float = 60.0
) -> None:
    """Raises CannotRun with the end of the log if the process ends before it is ready, or takes too long."""
    give_up = time.monotonic() + patience_seconds
    while not ready():
        if process.poll() is not None:
            raise CannotRun(f"{name} ended before it was ready; the end of {log}:\n{tail(log)}")
        if time.monotonic() > give_up:
            stop(process)
            raise CannotRun(f"{name} was not ready after {patience_seconds:.0f} s; the end of {log}:\n{tail(log)}")
        time.sleep(0.02)


def tail(log: Path, lines: int = 8) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
