"""Kafka's jars: fetched once, each by its SHA-256, into the environment."""

import fcntl
import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from cascade.embedded.failures import CannotRun

KAFKA = "4.3.1"
COMPLETE = "complete"
LOCK = "lock"
UNFINISHED = "unfinished-"
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of the lock."""

    coordinates: str
    sha256: str

    @property
    def file_name(self) -> str:
        _, artifact, version = self.coordinates.split(":")
        return f"{artifact}-{version}.jar"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What had to be downloaded: nothing, after the first time."""

    bytes: int
    seconds: float


def lock_text() -> str:
    return files("cascade.embedded").joinpath("kafka.lock").read_text()


def locked() -> list[Jar]:
    lines = [line for line in lock_text().splitlines() if line and not line.startswith("#")]
    return [Jar(*line.split()) for line in lines]


def folder() -> Path:
    return Path(sys.prefix) / "share" / "cascade" / f"kafka-{KAFKA}"


def class_path() -> str:
    return ":".join(str(folder() / jar.file_name) for jar in locked())


def is_complete(where: Path) -> bool:
    """Whether all jars of this lock are there with the sizes that they had when they were checked."""
    mark = where / COMPLETE
    return mark.exists() and mark.read_text() == mark_of(where)


def mark_of(where: Path) -> str:
    sizes = [f"{jar.file_name} {size_of(where / jar.file_name)}" for jar in locked()]
    return hashlib.sha256("\n".join([lock_text(), *sizes]).encode()).hexdigest()


def size_of(file: Path) -> int:
    return file.stat().st_size if file.exists() else -1


def are_there() -> bool:
    return is_complete(folder())


def fetch() -> Fetched:
    """Returns at once if they are there. Raises CannotRun; every jar that came whole is kept."""
    target = folder()
    if is_complete(target):
        return Fetched(0, 0.0)
    target.mkdir(parents=True, exist_ok=True)
    with alone(target):
        began = time.monotonic()
        missing = [jar for jar in locked() if not is_good(target / jar.file_name, jar)]
        take(missing, target)
        (target / COMPLETE).write_text(mark_of(target))
        return Fetched(sum(size_of(target / jar.file_name) for jar in missing), time.monotonic() - began)


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Others wait, and find everything there."""
    with (target / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in target.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        yield


def is_good(file: Path, jar: Jar) -> bool:
    return file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == jar.sha256


def take(missing: list[Jar], target: Path) -> None:
    """Several at a time. Raises CannotRun for the first that did not come, when the others are done."""
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=target) as scratch, ThreadPoolExecutor(AT_ONCE) as several:
        maven = repository(Path(scratch))
        for done in [several.submit(take_one, maven, jar, target) for jar in missing]:
            done.result()


def repository(cache: Path) -> Any:
    """Maven Central. jgo's own cache would lie in somebody's home."""
    from jgo.maven import MavenContext

    return MavenContext(repo_cache=cache, local_repos=[])


def take_one(maven: Any, jar: Jar, target: Path) -> None:
    group, artifact, version = jar.coordinates.split(":")
    try:
        file = maven.project(group, artifact).at_version(version).artifact().resolve()
    except Exception as error:
        raise CannotRun(
            f"{jar.coordinates}, a jar of Kafka, could not be downloaded ({type(error).__name__}). "
            "Is the network there? Run again: what was fetched is kept."
        ) from error
    if not is_good(file, jar):
        raise CannotRun(
            f"{jar.coordinates}, a jar of Kafka, came with other content than it should have. "
            "Run again: what was fetched is kept."
        )
    file.replace(target / jar.file_name)
