"""Who keeps a folder: one at a time, whoever only looks disturbs nobody, and killed runs are cleared away."""

import fcntl
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cascade.commands import system as commands
from cascade.embedded import children
from cascade.embedded.failures import CannotRun
from cascade.system import running
from cascade.system.keeper import keep
from cascade.system.running import kept, kept_of_its_own
from tests.support.waiting import eventually


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASCADE_DATA", str(tmp_path))
    return tmp_path


def test_a_second_keeper_is_told_that_somebody_keeps_the_folder(home: Path) -> None:
    told = f"somebody else is starting or keeping the system in {home}/up; wait, or `make down` first"
    with kept(home / "up"), pytest.raises(CannotRun, match=told):
        keep(home / "up")


def test_up_and_down_beside_somebody_who_is_just_starting_it_are_told_to_wait(home: Path) -> None:
    with kept(home / "up"):
        log = home / "up" / "keeper.log"
        log.write_text("of the one that is starting")
        for command in (commands.up, commands.down):
            with pytest.raises(
                CannotRun, match=r"somebody is just starting or ending the system .* wait, then run again"
            ):
                command()

    assert log.read_text() == "of the one that is starting"


def test_who_looks_at_a_folder_does_not_keep_its_keeper_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = home / "up"
    folder.mkdir()
    flock = fcntl.flock
    with (folder / running.LOCK).open("w") as looking:
        flock(looking, fcntl.LOCK_SH)

        def refused_once(lock: object, how: int) -> None:
            try:
                flock(lock, how)  # type: ignore[arg-type]
            except BlockingIOError:
                flock(looking, fcntl.LOCK_UN)
                raise

        monkeypatch.setattr(fcntl, "flock", refused_once)
        with kept(folder):
            assert running.is_kept(folder)


def test_two_have_folders_of_their_own_and_leave_each_others_alone(home: Path) -> None:
    with kept_of_its_own() as (first, _), kept_of_its_own() as (second, left):
        assert left == []
        assert first != second
        assert first.is_dir()


def test_a_folder_that_is_just_being_made_is_not_cleared_away(home: Path) -> None:
    made = home / f"{running.OWN}made"
    with (home / running.OWN_LOCK).open("w") as making:
        fcntl.flock(making, fcntl.LOCK_EX)
        made.mkdir()
        code = "from cascade.system.running import kept_of_its_own as own\nwith own() as (_, left): print(left)"
        other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        eventually(lambda: waits_for_a_lock(other.pid))
        with kept(made):
            fcntl.flock(making, fcntl.LOCK_UN)
            assert other.communicate(timeout=20)[0] == "[]\n"

    assert made.is_dir()


def waits_for_a_lock(process: int) -> bool:
    waiting = [line.split() for line in Path("/proc/locks").read_text().splitlines() if "->" in line]
    return any(str(process) in words for words in waiting)


def test_what_a_killed_run_left_is_removed_once_its_processes_have_ended(home: Path) -> None:
    killed = home / f"{running.OWN}killed"
    left = children.start([sys.executable, "-c", "import signal; signal.pause()"], killed / "logs" / "registration.log")
    with kept_of_its_own() as (_, cleared):
        assert cleared == [killed]

    assert left.wait(1) == -signal.SIGTERM
    assert not killed.exists()
