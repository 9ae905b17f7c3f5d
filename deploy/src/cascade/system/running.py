"""Where a running system answers: written for whoever wants to use it, removed when it ends."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE = "running.json"
LOCK = "keeper.lock"


def home() -> Path:
    """Everything that a run leaves behind: `.cascade` of the folder it was started in, or CASCADE_DATA."""
    return Path(os.environ.get("CASCADE_DATA", ".cascade")).absolute()


@dataclass(frozen=True, slots=True)
class Running:
    """`services`: base addresses by name; `processes`: their ids; `mailbox`: a Maildir; `clock`: the clock's file."""

    folder: str
    keeper: int
    region: str
    services: Mapping[str, str]
    processes: Mapping[str, int]
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
    """None if nothing runs there."""
    file = folder / FILE
    if not file.exists() or not is_kept(folder):
        return None
    content: dict[str, Any] = json.loads(file.read_text())
    return Running(**content)


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """Held by whoever keeps the system in `folder`; the operating system lets go of it when she ends, however."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    (folder / FILE).unlink(missing_ok=True)


def is_kept(folder: Path) -> bool:
    if not (folder / LOCK).exists():
        return False
    with (folder / LOCK).open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def clear_left_over(pattern: str) -> list[Path]:
    """Removes the folders of runs that were killed; which they were."""
    left = [folder for folder in home().glob(pattern) if folder.is_dir() and not is_kept(folder)]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return left
