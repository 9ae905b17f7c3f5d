"""Kafka's jars: each by its content, everything that came is kept, and whatever is missing or broken comes again."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Lock
from typing import Any

import pytest

from cascade.embedded import jars
from cascade.embedded.failures import CannotRun
from cascade.embedded.jars import Fetched
from cascade.embedded.postgres import Postgres
from cascade.system.system import System

NAMES = ("one", "two", "three")
LOCK = "".join(f"org.example:{name}:1.0 {hashlib.sha256(name.encode()).hexdigest()}\n" for name in NAMES)
SIZE = sum(len(name) for name in NAMES)


@dataclass
class Central:
    """Stands for Maven Central. `answers`: what it has; `asked`: for which jars it was asked."""

    answers: dict[str, str] = field(default_factory=lambda: {name: name for name in NAMES})
    asked: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def resolve(self, name: str, cache: Path) -> Path:
        with self._lock:
            self.asked.append(name)
        if name not in self.answers:
            raise RuntimeError(f"https://secret@example.org/{name} does not answer")
        file = cache / name
        file.write_text(self.answers[name])
        return file


@dataclass
class Maven:
    """What jgo gives: one that finds an artifact step by step."""

    central: Central
    cache: Path
    name: str = ""

    def project(self, _: str, artifact: str) -> "Maven":
        return Maven(self.central, self.cache, artifact)

    def at_version(self, _: str) -> "Maven":
        return self

    def artifact(self) -> "Maven":
        return self

    def resolve(self) -> Path:
        return self.central.resolve(self.name, self.cache)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kafka"


@pytest.fixture
def central(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Central:
    central = Central()
    monkeypatch.setattr(jars, "folder", lambda: folder)
    monkeypatch.setattr(jars, "lock_text", lambda: LOCK)
    monkeypatch.setattr(jars, "repository", lambda cache: Maven(central, cache))
    return central


def content(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.glob("*.jar")}


ALL = {f"{name}-1.0.jar": name for name in NAMES}


def test_bytes_and_seconds_are_those_of_what_was_fetched_and_nothing_is_fetched_twice(
    central: Central, folder: Path
) -> None:
    first = jars.fetch()

    assert (first.bytes, content(folder)) == (SIZE, ALL)
    assert first.seconds > 0
    assert jars.fetch() == Fetched(0, 0.0)
    assert sorted(central.asked) == sorted(NAMES)


def test_a_start_says_how_much_it_fetched_in_what_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_further(_: Postgres) -> None:
        raise CannotRun("no further")

    monkeypatch.setattr(jars, "are_there", lambda: False)
    monkeypatch.setattr(jars, "fetch", lambda: Fetched(123_400_000, 7.6))
    monkeypatch.setattr(Postgres, "start", no_further)
    said: list[str] = []
    with pytest.raises(CannotRun, match="no further"):
        System(tmp_path, said.append).start()

    assert said == ["Fetching Kafka's jars", "Kafka's jars: 123 MB in 8 s", "Starting PostgreSQL"]


def test_a_jar_that_does_not_come_is_told_without_addresses_and_comes_at_the_next_run(
    central: Central, folder: Path
) -> None:
    del central.answers["two"]
    with pytest.raises(CannotRun) as told:
        jars.fetch()

    assert str(told.value) == (
        "org.example:two:1.0, a jar of Kafka, could not be downloaded (RuntimeError). "
        "Is the network there? Run again: what was fetched is kept."
    )
    assert sorted(content(folder).values()) == ["one", "three"]

    central.answers["two"] = "two"
    central.asked.clear()
    assert jars.fetch().bytes == len("two")
    assert (central.asked, content(folder)) == (["two"], ALL)


def test_a_jar_with_other_content_is_refused_and_the_right_one_taken_at_the_next_run(
    central: Central, folder: Path
) -> None:
    central.answers["two"] = "too"
    with pytest.raises(CannotRun, match=r"org\.example:two:1\.0, .* came with other content .* Run again"):
        jars.fetch()

    assert sorted(content(folder).values()) == ["one", "three"]
    central.answers["two"] = "two"
    jars.fetch()
    assert content(folder) == ALL


@pytest.mark.parametrize("damage", [lambda jar: jar.write_text("t"), lambda jar: jar.unlink()], ids=["cut", "gone"])
def test_a_jar_that_was_damaged_later_is_fetched_again_and_no_other(
    central: Central, folder: Path, damage: Callable[[Path], Any]
) -> None:
    jars.fetch()
    central.asked.clear()
    damage(folder / "two-1.0.jar")

    assert jars.fetch().bytes == len("two")
    assert (central.asked, content(folder)) == (["two"], ALL)


def test_what_a_killed_fetch_left_is_used_where_it_is_whole_and_removed_where_it_is_not(
    central: Central, folder: Path
) -> None:
    unfinished = folder / "unfinished-abc"
    unfinished.mkdir(parents=True)
    (unfinished / "two").write_text("t")
    (folder / "one-1.0.jar").write_text("one")

    assert jars.fetch().bytes == SIZE - len("one")
    assert (sorted(central.asked), content(folder)) == (["three", "two"], ALL)
    assert not list(folder.glob("unfinished-*"))


def test_of_two_at_the_same_time_one_fetches_and_both_find_everything_there(central: Central, folder: Path) -> None:
    together = Barrier(2)

    def fetch() -> Fetched:
        together.wait(20)
        return jars.fetch()

    with ThreadPoolExecutor(2) as both:
        fetched = [one.result() for one in [both.submit(fetch), both.submit(fetch)]]

    assert sorted(one.bytes for one in fetched) == [0, SIZE]
    assert (sorted(central.asked), content(folder)) == (sorted(NAMES), ALL)


def test_other_jars_than_before_are_fetched_when_the_list_changes(
    central: Central, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jars.fetch()
    central.answers["four"] = "four"
    more = f"{LOCK}org.example:four:1.0 {hashlib.sha256(b'four').hexdigest()}\n"
    monkeypatch.setattr(jars, "lock_text", lambda: more)

    assert jars.fetch().bytes == len("four")


def test_the_lock_names_every_jar_with_a_sha256_of_its_own() -> None:
    locked = jars.locked()

    assert any(jar.coordinates.startswith(f"org.apache.kafka:kafka-server:{jars.KAFKA}") for jar in locked)
    assert all(len(bytes.fromhex(jar.sha256)) == 32 for jar in locked)
    assert len({jar.sha256 for jar in locked}) == len(locked) == len({jar.file_name for jar in locked})
