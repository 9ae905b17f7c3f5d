"""Where a running system answers: written for whoever wants to use it, removed when it ends."""

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from cascade.embedded import children
from cascade.embedded.failures import CannotRun
from cascade.system.environment import DATA

FILE = "running.json"
LOCK = "keeper.lock"
OWN = "demo-"
OWN_LOCK = "demos.lock"
LOOKING_SECONDS = 1.0
"""Whoever looks whether a folder is kept holds its lock for much less."""


def home() -> Path:
    """Everything that a run leaves behind: `.cascade` of the folder it was started in, or CASCADE_DATA."""
    return Path(os.environ.get(DATA, ".cascade")).absolute()


@dataclass(frozen=True, slots=True)
class Running:
    """`services`: base addresses by name; `processes`: their ids; `metrics`: where they are measured; `pages`: the
    address of the front door; `accounts`: who can sign in; `mailbox`: a Maildir; `clock`: the clock's file.
    """

    folder: str
    keeper: int
    region: str
    services: Mapping[str, str]
    processes: Mapping[str, int]
    metrics: Mapping[str, str]
    pages: str
    accounts: str
    mailbox: str
    clock: str
    issuer: str
    key_set: str
    bootstrap: str
    namespace: str
    admin_dsn: str

    def write(self) -> None:
        """Replaced at once: nobody reads half of it. It holds a password."""
        target = Path(self.folder) / FILE
        draft = target.with_suffix(".new")
        draft.touch(0o600)
        draft.write_text(json.dumps(asdict(self), indent=1))
        draft.replace(target)


def read(folder: Path) -> Running | None:
    """None if nothing runs there. Raises CannotRun if another release wrote it."""
    file = folder / FILE
    if not file.exists() or not is_kept(folder):
        return None
    try:
        content: dict[str, Any] = json.loads(file.read_text())
        return Running(**content)
    except (ValueError, TypeError):
        raise CannotRun(f"{file} cannot be read; end the system with the release that started it") from None


def ended_unasked(folder: Path) -> bool:
    """Whether a system ran there, and whoever kept it was gone before it could clear up."""
    return (folder / FILE).exists() and not is_kept(folder)


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """Held by whoever keeps the system in `folder`; the operating system lets go of it when she ends, however.

    Raises BlockingIOError if somebody else keeps it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        hold(lock)
        (folder / FILE).unlink(missing_ok=True)
        yield
        (folder / FILE).unlink(missing_ok=True)


def hold(lock: IO[str]) -> None:
    """Asks more than once, since others may just be looking. Raises BlockingIOError."""
    give_up = time.monotonic() + LOOKING_SECONDS
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise
        time.sleep(0.01)


def is_kept(folder: Path) -> bool:
    if not (folder / LOCK).exists():
        return False
    with (folder / LOCK).open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def kept_of_its_own() -> Iterator[tuple[Path, list[Path]]]:
    """A new folder beside others, and the folders of killed runs, which were removed.

    One at a time: a folder that is just being made looks like one that nobody keeps any more.
    """
    home().mkdir(parents=True, exist_ok=True)
    with ExitStack() as until_its_end:
        with (home() / OWN_LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            left = clear_left_over()
            own = home() / f"{OWN}{secrets.token_hex(4)}"
            until_its_end.enter_context(kept(own))
        yield own, left


def clear_left_over() -> list[Path]:
    """Raises CannotRun if a process of theirs does not end."""
    left = [folder for folder in home().glob(f"{OWN}*") if folder.is_dir() and not is_kept(folder)]
    for folder in left:
        for note in (*folder.glob("*.pid"), *folder.glob("logs/*.pid")):
            children.end_former(note.with_suffix(".log"))
        shutil.rmtree(folder, ignore_errors=True)
    return left
