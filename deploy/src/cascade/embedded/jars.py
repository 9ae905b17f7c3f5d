"""Kafka's jars: fetched once, each by its SHA-256, into the environment."""

import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cascade.embedded.failures import CannotRun

KAFKA = "4.3.1"
ENDPOINT = f"org.apache.kafka:kafka_2.13:{KAFKA}+org.slf4j:slf4j-simple:2.0.17"
COMPLETE = "complete"


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


def class_path(where: Path | None = None) -> str:
    return str((where or folder()) / "*")


def is_complete(where: Path) -> bool:
    """Whether all jars of this lock are there with the sizes that they had when they were checked."""
    mark = where / COMPLETE
    return mark.exists() and mark.read_text() == mark_of(where)


def mark_of(where: Path) -> str:
    sizes = [f"{jar.file_name} {size_of(where / jar.file_name)}" for jar in locked()]
    return hashlib.sha256("\n".join([lock_text(), *sizes]).encode()).hexdigest()


def size_of(file: Path) -> int:
    return file.stat().st_size if file.exists() else -1


def fetch(where: Path | None = None) -> Fetched:
    """Returns at once if they are there. Raises CannotRun; what was good of a broken download is kept."""
    target = where or folder()
    if is_complete(target):
        return Fetched(0, 0.0)
    target.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    missing = [jar for jar in locked() if not is_good(target / jar.file_name, jar)]
    if missing:
        take(missing, target)
    (target / COMPLETE).write_text(mark_of(target))
    return Fetched(sum(size_of(target / jar.file_name) for jar in missing), time.monotonic() - began)


def is_good(file: Path, jar: Jar) -> bool:
    return file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == jar.sha256


def take(missing: list[Jar], target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target) as scratch, downloaded(Path(scratch)) as jars:
        for jar in missing:
            if jar.file_name not in jars:
                raise CannotRun(f"{jar.coordinates} is not among the jars that were downloaded; run again")
            if not is_good(jars[jar.file_name], jar):
                raise CannotRun(f"{jar.coordinates} was downloaded with other content than it should have; run again")
            shutil.move(jars[jar.file_name], target / jar.file_name)


@contextmanager
def downloaded(scratch: Path) -> Iterator[dict[str, Path]]:
    """All jars of the endpoint by file name. jgo's own cache would lie in somebody's home."""
    import jgo

    before = os.environ.get("M2_REPO")
    os.environ["M2_REPO"] = str(scratch / "repository")
    try:
        jgo.build(ENDPOINT, cache_dir=scratch / "built")
        yield {file.name: file for file in scratch.joinpath("built").rglob("*.jar")}
    except CannotRun:
        raise
    except Exception as error:
        raise CannotRun(
            f"Kafka's jars could not be downloaded ({type(error).__name__}). Is the network there? "
            "Run again: what was fetched is kept."
        ) from error
    finally:
        os.environ.pop("M2_REPO") if before is None else os.environ.update(M2_REPO=before)
