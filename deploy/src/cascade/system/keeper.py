"""Keeps a system running until it is told to end: `python -m cascade.system.keeper FOLDER`."""

import asyncio
import sys
from pathlib import Path

from cascade.embedded.failures import CannotRun
from cascade.system.running import kept
from cascade.system.system import System


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def keep(folder: Path) -> None:
    """Raises CannotRun if the system cannot start, or somebody keeps it already."""
    try:
        with kept(folder):
            system = System(folder, say)
            system.start()
            try:
                asyncio.run(system.keep())
            finally:
                system.stop()
    except BlockingIOError:
        raise CannotRun(
            f"somebody else is starting or keeping the system in {folder}; wait, or `make down` first"
        ) from None


if __name__ == "__main__":
    try:
        keep(Path(sys.argv[1]))
    except CannotRun as failure:
        sys.exit(str(failure))
