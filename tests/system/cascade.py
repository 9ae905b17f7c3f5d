"""The `cascade` command as somebody types it, in a folder of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

from cascade.__main__ import main

COMMAND = (sys.executable, "-m", "cascade")
FIRST_CHAPTER = ("demo", "--until", "kazakhstan")
AT_MOST_SECONDS = 400
"""Longer than `up` itself is patient: it says what went wrong."""
HELD = re.compile(r"\b(\d+) of \1 facts held")


def environment(home: Path, told: dict[str, str]) -> dict[str, str]:
    """`COLUMNS`: so wide that no table breaks an address."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CASCADE_")}
    return inherited | {"CASCADE_DATA": str(home), "COLUMNS": "300"} | told


def run(home: Path, *arguments: str, **told: str) -> tuple[int, str]:
    """Exit code, and what was said; both streams in one."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home, told),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=AT_MOST_SECONDS,
    )
    return done.returncode, done.stdout


def inside(home: Path, *arguments: str, **told: str) -> tuple[int, str]:
    """As by `run`, in this process: a new one would take longer to start than it has to do. Not for tables: they are as
    wide as this process was told when what draws them was imported.
    """
    said, code = StringIO(), 0
    with (
        mock.patch.dict(os.environ, environment(home, told), clear=True),
        mock.patch.object(sys, "argv", ["cascade", *arguments]),
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
            if isinstance(ended.code, str):
                said.write(f"{ended.code}\n")
    return code, said.getvalue()


def hearing_interruptions() -> None:
    """Whoever runs these tests in the background of a script has them ignore SIGINT, and all that they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def started(home: Path, *arguments: str, **told: str) -> Iterator["Started"]:
    """Killed at the end, if it still runs."""
    with subprocess.Popen(
        [*COMMAND, *arguments],
        env=environment(home, told),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=hearing_interruptions,  # noqa: PLW1509 - nothing but one system call happens there
    ) as process:
        try:
            yield Started(process)
        finally:
            process.kill()


class Started:
    """A command at work."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def read_until(self, words: str) -> str:
        """The line in which it says them."""
        assert self.process.stdout is not None
        before = []
        for line in self.process.stdout:
            if words in line:
                return line
            before.append(line)
        raise AssertionError(f"ended before it said {words!r}: {''.join(before)}")

    def end(self) -> tuple[int, str]:
        said, _ = self.process.communicate(timeout=AT_MOST_SECONDS)
        return self.process.returncode, said
