"""A small file system of a test's own, which it fills."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from cascade.embedded.account import tool

SIZE = "256m"


@dataclass(frozen=True)
class Disk:
    folder: Path

    def fill(self) -> None:
        """To its last page."""
        with (self.folder / "filler").open("ab", buffering=0) as filler:
            for size in (1 << 20, 1 << 12):
                while True:
                    try:
                        filler.write(bytes(size))
                    except OSError:
                        break

    def make_room(self) -> None:
        (self.folder / "filler").unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """In memory, at this folder. Skips where the account may not mount one."""
    folder.mkdir()
    mount = [tool("mount"), "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a full disk needs a small file system, and this account may not mount one")
    yield Disk(folder)
    subprocess.run([tool("umount"), "--lazy", str(folder)], check=True)
