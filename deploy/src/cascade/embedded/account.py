"""PostgreSQL refuses to run as root: the account that it runs under instead."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cascade.embedded.failures import CannotRun

NOBODY = 65534


def for_postgres(command: Sequence[str], at_death: int) -> list[str]:
    """The command as somebody who is not root. Raises CannotRun.

    In a user namespace its files stay root's and may lie in root's home; where the system has none, it runs as nobody.
    `at_death`: the signal at the parent's death, asked for again since changing the account forgets it.
    """
    if os.geteuid() != 0:
        return list(command)
    asked = f"--pdeathsig={signal.Signals(at_death).name.removeprefix('SIG')}"
    if has_namespaces():
        user = f"--map-user={NOBODY}", f"--map-group={NOBODY}"
        return [tool("unshare"), "--user", *user, tool("setpriv"), asked, *command]
    return [tool("setpriv"), f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", asked, *command]


def hand_over(*paths: Path) -> None:
    """To nobody, if PostgreSQL has to run as nobody; folders with all that is in them."""
    if os.geteuid() != 0 or has_namespaces():
        return
    for path in paths:
        for one in (path, *path.rglob("*")):
            os.chown(one, NOBODY, NOBODY, follow_symlinks=False)


@cache
def has_namespaces() -> bool:
    """Whether this system lets root enter a user namespace."""
    tried = [tool("unshare"), "--user", f"--map-user={NOBODY}", tool("setpriv"), "--version"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise CannotRun(f"PostgreSQL does not run as root, and `{name}` (util-linux) is missing; use another account")
    return found
