"""`deploy/bootstrap.py`: whatever goes wrong is told in a sentence, and the next run works."""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.waiting import eventually
from tests.system import workspace
from tests.system.workspace import BOOTSTRAP, Workspace

ADDRESS = re.compile(r"://|127\.0\.0\.1|secret")
NOWHERE = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://somebody:secret@127.0.0.1:9/", "PIP_FIND_LINKS": ""}
WAITS = "Another run is setting up; waiting for it\n"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new .venv, to be copied: making one takes seconds."""
    made = tmp_path_factory.mktemp("environment") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", made], check=True)
    return made


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return workspace.made_in(tmp_path)


@pytest.fixture
def begun(empty: Workspace, environment: Path) -> Workspace:
    """Whose environment is there, with nothing in it."""
    shutil.copytree(environment, empty.root / ".venv", symlinks=True)
    return empty


def installed(made: Workspace) -> set[str]:
    site = next((made.root / ".venv" / "lib").glob("python3.*/site-packages"))
    return {info.name.partition("-")[0] for info in site.glob("*-1.0.dist-info")}


@pytest.mark.slow
def test_a_set_up_says_each_thing_that_it_does_and_the_next_has_nothing_to_do(empty: Workspace) -> None:
    code, said = empty.set_up()

    assert code == 0, said
    assert re.sub(r"\d+ s$", "3 s", said, flags=re.MULTILINE).splitlines() == [
        "Setting up .venv (once; some minutes)",
        "Making the environment .venv",
        "Fetching packages",
        "Packages: 2 MB in 3 s",
        "Installing packages",
        "Installing Cascade",
        "Checking that packages fit together",
    ]
    assert installed(empty) == {"tiny", "shared", "registration", "scheduling", "followup", "deploy"}
    assert empty.wheels == []
    assert empty.set_up() == (0, "")


@pytest.mark.slow
def test_a_download_that_fails_is_told_without_addresses_and_the_next_run_works(begun: Workspace) -> None:
    code, said = begun.set_up(PIP_RETRIES="1", **NOWHERE)

    assert code == 1
    assert "cascade: The packages could not be downloaded (is the network there?)." in said
    assert "What was fetched is kept; run again." in said
    assert ADDRESS.search(said) is None
    assert not begun.stamp.exists()
    assert begun.set_up()[0] == 0


@pytest.mark.slow
def test_addresses_of_other_failures_are_left_out_too(begun: Workspace) -> None:
    (begun.root / "requirements" / "build.txt").write_text(
        f"other @ http://somebody:secret@127.0.0.1:9/other-1.0-py3-none-any.whl --hash=sha256:{'0' * 64}\n"
    )
    code, said = begun.set_up(PIP_RETRIES="0")

    assert (code, ADDRESS.search(said)) == (1, None), said
    assert "(address)" in said


@pytest.mark.slow
def test_a_package_with_other_content_is_refused_and_the_right_one_taken_at_the_next_run(begun: Workspace) -> None:
    right = begun.package.read_bytes()
    workspace.write_package(begun.package, b"something else")
    code, said = begun.set_up()

    assert code == 1
    assert "could not be downloaded" in said
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in said
    assert (begun.stamp.exists(), begun.wheels, installed(begun)) == (False, [], set())

    begun.package.write_bytes(right)
    assert begun.set_up()[0] == 0


@pytest.mark.slow
def test_a_package_that_was_half_written_is_fetched_again(begun: Workspace) -> None:
    half = begun.root / ".cascade" / "wheels" / begun.package.name
    half.parent.mkdir(parents=True)
    half.write_bytes(begun.package.read_bytes()[:1000])

    assert begun.set_up()[0] == 0
    assert "tiny" in installed(begun)


@pytest.mark.slow
def test_what_a_killed_set_up_had_half_installed_is_made_anew_once_all_of_it_has_ended(begun: Workspace) -> None:
    hold = begun.root / "hold"
    os.mkfifo(hold)
    killed = begun.start(HOLD=str(hold))
    writer = eventually(lambda: writing_end(hold), lambda end: end is not None, 60)
    assert writer is not None
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    (begun.root / ".venv" / "half").touch()

    following = begun.start()
    assert following.stderr is not None
    assert (following.stderr.readline(), begun.stamp.exists()) == (WAITS, False)
    os.close(writer)
    code, said = workspace.ended(following)

    assert code == 0, said
    assert not (begun.root / ".venv" / "half").exists()
    assert {"tiny", "deploy"} < installed(begun)
    killed.communicate()


def writing_end(pipe: Path) -> int | None:
    """None before somebody reads."""
    with suppress(OSError):
        return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    return None


@pytest.mark.slow
def test_of_two_at_the_same_time_the_second_waits_and_finds_it_done(begun: Workspace) -> None:
    lock = begun.root / ".cascade" / "setup.lock"
    lock.parent.mkdir()
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        both = [begun.start(), begun.start()]
        assert [one.stderr.readline() for one in both if one.stderr is not None] == [WAITS, WAITS]
    ends = [workspace.ended(one) for one in both]

    assert [code for code, _ in ends] == [0, 0]
    assert sorted("Setting up" in said for _, said in ends) == [False, True]


@pytest.mark.slow
def test_a_changed_list_is_installed(begun: Workspace) -> None:
    assert begun.set_up()[0] == 0
    with (begun.root / "deploy" / "pyproject.toml").open("a") as changed:
        changed.write("# changed\n")

    assert "Setting up" in begun.set_up()[1]


def older_pythons() -> list[Path]:
    """On the PATH, or beside the one that runs the tests."""
    versions = [f"python3.{minor}" for minor in range(6, 11)]
    beside = Path(sys.base_prefix).parent.glob("3.*/bin/python3.?")
    on_path = [Path(found) for found in map(shutil.which, versions) if found]
    candidates = [*beside, *on_path, *Path(sys.base_prefix).parent.glob("3.10*/bin/python3.10")]
    return sorted({one for one in candidates if one.name in versions and works(one)})


def works(python: Path) -> bool:
    return subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0


def test_an_older_python_is_told_what_is_needed(empty: Workspace) -> None:
    pythons = older_pythons()
    if not pythons:
        pytest.skip("no Python older than 3.11 is on this machine")
    for python in pythons:
        code, said = workspace.ended(empty.start(python))
        assert code == 1
        assert re.fullmatch(r"cascade: Python 3\.11 or newer is needed, this is 3\.\S+; try `make PYTHON=.*`\n", said)


def test_a_python_without_venv_is_told_what_to_install(empty: Workspace) -> None:
    code = f"""
import importlib.util, runpy
importlib.util.find_spec = lambda name: None
runpy.run_path({str(BOOTSTRAP)!r}, run_name="__main__")
"""
    told = {**os.environ, "CASCADE_ROOT": str(empty.root)}
    done = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (
        1,
        "cascade: This Python has no `venv`; install it (Debian, Ubuntu: apt install python3-venv) and run again\n",
    )
