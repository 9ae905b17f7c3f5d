"""A data folder that is stale, half made or was left by a killed run: it is told, or it works."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cascade.embedded import jars
from cascade.embedded.failures import CannotRun
from cascade.embedded.kafka import Kafka
from cascade.embedded.postgres import Postgres
from cascade.provisioning.issuer import Issuer
from tests.support import machine
from tests.system import holder


@pytest.fixture(scope="module", autouse=True)
def _jars() -> None:
    jars.fetch()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which PostgreSQL has run and ended."""
    folder = tmp_path_factory.mktemp("cluster")
    with running(Postgres(folder, durable=False)):
        return folder


@contextmanager
def running(server: Postgres | Kafka) -> Iterator[None]:
    server.start()
    try:
        yield
    finally:
        server.stop()


def works(server: Postgres | Kafka) -> bool:
    with running(server):
        return server.runs


def test_data_of_another_postgres_are_left_alone_and_it_is_told_what_to_do(tmp_path: Path) -> None:
    version = tmp_path / "postgres" / "PG_VERSION"
    version.parent.mkdir()
    version.write_text("16\n")
    with pytest.raises(CannotRun, match=f"was made by PostgreSQL 16, this is 18; .* remove {tmp_path} and run again"):
        Postgres(tmp_path).start()

    assert version.read_text() == "16\n"
    shutil.rmtree(tmp_path)
    assert works(Postgres(tmp_path, durable=False))


def test_data_of_another_kafka_are_left_alone_and_it_is_told_what_to_do(tmp_path: Path) -> None:
    meta = tmp_path / "kafka" / "meta.properties"
    meta.parent.mkdir()
    meta.write_text("version=0\nbroker.id=1\n")
    with pytest.raises(CannotRun, match=f"not in the format of Kafka 4.* remove {tmp_path} and run again"):
        Kafka(tmp_path).start()

    assert meta.read_text() == "version=0\nbroker.id=1\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "making", "server"),
    [
        ("postgres", "initdb", lambda folder: Postgres(folder, durable=False)),
        ("kafka", "StorageTool", Kafka),
    ],
)
def test_who_is_killed_while_data_are_made_leaves_nobody_at_work_and_the_next_run_makes_them(
    kind: str, making: str, server: Callable[[Path], Postgres | Kafka], tmp_path: Path
) -> None:
    with holder.started(kind, tmp_path):
        machine.one_that_does(making, tmp_path).send(signal.SIGSTOP)
    machine.nothing_runs_for(tmp_path)

    assert works(server(tmp_path))


@pytest.mark.slow
def test_kafka_ends_with_its_killed_keeper_and_starts_again_on_the_same_data(tmp_path: Path) -> None:
    kill_once_it_runs("kafka", tmp_path)
    machine.nothing_runs_for(tmp_path)

    assert works(Kafka(tmp_path))


def test_postgres_starts_on_the_data_of_a_killed_run_whose_server_is_still_ending(tmp_path: Path) -> None:
    kill_once_it_runs("postgres", tmp_path)

    assert works(Postgres(tmp_path, durable=False))
    machine.nothing_runs_for(tmp_path)


def kill_once_it_runs(kind: str, folder: Path) -> None:
    with holder.started(kind, folder) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "runs\n"
        assert machine.running_for(folder / kind)


def number_of_a_dead_process() -> int:
    ended = subprocess.Popen(["/bin/true"])
    ended.wait()
    return ended.pid


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(lambda data: note_of(number_of_a_dead_process(), data), id="of a dead process"),
        pytest.param(lambda data: note_of(os.getpid(), data), id="of a process that is another program by now"),
        pytest.param(lambda _: "", id="empty"),
    ],
)
def test_postgres_starts_beside_the_note_of_a_killed_predecessor(cluster: Path, note: Callable[[Path], str]) -> None:
    data = cluster / "postgres"
    (data / "postmaster.pid").write_text(note(data))

    assert works(Postgres(cluster, durable=False))


def note_of(process: int, data: Path) -> str:
    return f"{process}\n{data}\n1480000000\n5432\n\n127.0.0.1\n"


def test_a_key_of_the_issuer_that_was_half_written_by_a_killed_run_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuer = Issuer(tmp_path / "issuer.json", tmp_path / "issuer.public.json")

    def killed(file: Path, text: str) -> None:
        file.write_bytes(text.encode()[:20])
        raise KeyboardInterrupt

    with monkeypatch.context() as meanwhile, pytest.raises(KeyboardInterrupt):
        meanwhile.setattr(Path, "write_text", killed)
        issuer.provide()
    issuer.provide()

    (public,) = json.loads(issuer.public.read_text())["keys"]
    assert public["kid"] == json.loads(issuer.private.read_text())["kid"]
