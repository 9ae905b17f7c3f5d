"""Makes the environment `.venv` that every command of the Makefile runs in. Standard library only; safe to repeat.

Nothing counts as installed before everything is: the stamp is written last and removed first. What a killed run has
half installed is not built on. Annotations that an older Python cannot read are quoted: it has to say what is needed.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(os.environ.get("CASCADE_ROOT", Path(__file__).parents[1]))
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "installed"
UNFINISHED = ENVIRONMENT / "unfinished"
LOCK = ROOT / ".cascade" / "setup.lock"
WHEELS = ROOT / ".cascade" / "wheels"
PIP = "requirements/pip.txt"
REQUIREMENTS = ("requirements/build.txt", "requirements/all.txt")
OURS = ("shared", "services/registration", "services/scheduling", "services/followup", "deploy")


class CannotSetUp(Exception):
    """One sentence for whoever typed `make`."""


def say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def fingerprint() -> str:
    """Of everything that decides what is installed."""
    parts = [PIP, *REQUIREMENTS, *[f"{folder}/pyproject.toml" for folder in OURS]]
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for part in parts:
        digest.update((ROOT / part).read_bytes())
    return digest.hexdigest()


def is_installed() -> bool:
    return STAMP.exists() and STAMP.read_text() == fingerprint()


def check_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older one
        raise CannotSetUp(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}; try `make PYTHON=python3.12 …`"
        )
    if any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip")):
        raise CannotSetUp(
            "This Python has no `venv`; install it (Debian, Ubuntu: apt install python3-venv) and run again"
        )


@contextmanager
def alone() -> "Iterator[None]":
    """One set-up at a time; the others wait and find it done. What it started holds the lock too, if it is killed."""
    LOCK.parent.mkdir(parents=True, exist_ok=True)
    with LOCK.open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another run is setting up; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(what: str, *command: "str | Path") -> None:
    """Raises CannotSetUp with what it says of the reason."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        close_fds=False,
    )
    if done.returncode != 0:
        why = reason(done.stderr or done.stdout)
        raise CannotSetUp(f"{what}. What was fetched is kept; run again.\n{why}")


def reason(said: str) -> str:
    """The end of it, without warnings and without addresses."""
    lines = [line for line in said.splitlines() if line.strip() and not line.lstrip().startswith("WARNING")]
    return re.sub(r"\w+://\S+|\w+Pool\(.*?\)", "(address)", "\n".join(lines[-6:]))


def environment() -> "dict[str, str]":
    return {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONDONTWRITEBYTECODE": ""}


def pip(what: str, *arguments: "str | Path") -> None:
    run(what, PYTHON, "-m", "pip", *arguments)


def works_with_pip() -> bool:
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def make_environment() -> None:
    STAMP.unlink(missing_ok=True)
    works = PYTHON.exists() and not UNFINISHED.exists() and works_with_pip()
    if not works:
        say("Making the environment .venv")
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        run("The environment .venv could not be made", sys.executable, "-m", "venv", ENVIRONMENT)


def fetch() -> "tuple[int, float]":
    """Bytes and seconds of what was not there yet."""
    WHEELS.mkdir(parents=True, exist_ok=True)
    say("Fetching packages")
    before = size_of_wheels()
    began = time.monotonic()
    lists = [part for file in REQUIREMENTS for part in ("-r", file)]
    options = ("--quiet", "--require-hashes", "--only-binary", ":all:")
    failed = "The packages could not be downloaded (is the network there?)"
    # The one that comes with Python needs three times as long to choose among files.
    pip(failed, "install", *options, "-r", PIP)
    pip(failed, "download", *options, "-d", WHEELS, *lists)
    return size_of_wheels() - before, time.monotonic() - began


def size_of_wheels() -> int:
    return sum(file.stat().st_size for file in WHEELS.glob("*.whl"))


def install() -> None:
    say("Installing packages")
    UNFINISHED.touch()
    lists = [part for file in REQUIREMENTS for part in ("-r", file)]
    options = ("--quiet", "--no-index", "--require-hashes", "--only-binary", ":all:")
    pip("The packages could not be installed", "install", *options, "--find-links", WHEELS, *lists)
    say("Installing Cascade")
    ours = [part for folder in OURS for part in ("-e", folder)]
    pip(
        "Cascade could not be installed", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", *ours
    )
    say("Checking that packages fit together")
    pip("The packages do not fit together", "check")
    UNFINISHED.unlink()


def main() -> None:
    if is_installed():
        return
    check_python()
    with alone():
        if is_installed():
            return
        say("Setting up .venv (once; some minutes)")
        make_environment()
        size, seconds = fetch()
        say(f"Packages: {size / 1e6:.0f} MB in {seconds:.0f} s")
        install()
        STAMP.write_text(fingerprint())
        shutil.rmtree(WHEELS, ignore_errors=True)


if __name__ == "__main__":
    try:
        main()
    except CannotSetUp as failure:
        sys.exit(f"cascade: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)
