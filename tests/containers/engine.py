"""A container engine: the one that answers here, or Debian's, started for these tests alone."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cascade.embedded import children
from cascade.embedded.failures import CannotRun

PACKAGES = ("docker.io", "debootstrap", "iptables")
READY_WITHIN_SECONDS = 60.0


OWN = "CASCADE_TEST_ENGINE"
"""Says to the tests that their engine is one of these tests' own."""


class NoEngine(CannotRun):
    """None answers, and none can be started here; says why."""


@dataclass(frozen=True, slots=True)
class Engine:
    """`own`: started here, with nobody else's images in it; `host`: its address, None for the usual one."""

    own: bool
    host: str | None

    @property
    def environment(self) -> dict[str, str]:
        """Of programs that use it. The helper of testcontainers cannot be fetched: tests remove what they start."""
        if not self.own or self.host is None:
            return dict(os.environ)
        told = {"DOCKER_HOST": self.host, "DOCKER_BUILDKIT": "0", "TESTCONTAINERS_RYUK_DISABLED": "true", OWN: "yes"}
        return dict(os.environ) | told

    def docker(self, *arguments: str | Path, patience_seconds: float = 600.0) -> str:
        """What it printed. Raises CannotRun with the end of what it said."""
        command = [tool("docker"), *[str(part) for part in arguments]]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=patience_seconds
        )
        if done.returncode != 0:
            raise CannotRun(f"`docker {arguments[0]}` failed:\n{(done.stderr or done.stdout).strip()[-1500:]}")
        return done.stdout


@contextmanager
def engine() -> Iterator[Engine]:
    """Raises NoEngine."""
    usual = Engine(own=False, host=None)
    if answers(usual):
        yield usual
        return
    require()
    folder = Path(tempfile.mkdtemp(prefix="cascade-engine-"))
    try:
        with started(folder) as host:
            yield Engine(own=True, host=host)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def answers(asked: Engine) -> bool:
    if shutil.which("docker") is None:
        return False
    return (
        subprocess.run([tool("docker"), "version"], env=asked.environment, capture_output=True, check=False).returncode
        == 0
    )


def require() -> None:
    """Debian's packages; their services are not started. Raises NoEngine."""
    if all(shutil.which(name) for name in ("dockerd", "debootstrap", "iptables")):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise NoEngine("no container engine answers, and only root on Debian can be given one")
    quiet = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for arguments in (["update", "-qq"], ["install", "-qq", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(
            [tool("apt-get"), "-y", *arguments], env=quiet, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise NoEngine(f"`apt-get {arguments[0]}` failed: {done.stderr.strip()[-300:]}")


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """Its address. Data, state and socket lie in `folder`."""
    if os.geteuid() != 0:
        raise NoEngine("no container engine answers, and only root can start one")
    host, log = f"unix://{folder}/docker.sock", folder / "dockerd.log"
    places = ("--data-root", folder / "data", "--exec-root", folder / "exec", "--pidfile", folder / "docker.pid")
    process = children.start([tool("dockerd"), *places, "-H", host], log)
    try:
        wait_for(Engine(own=True, host=host), process, log)
        yield host
    finally:
        children.stop(process)


def wait_for(own: Engine, process: "subprocess.Popen[bytes]", log: Path) -> None:
    try:
        children.wait_for(lambda: answers(own), process, "dockerd", log, READY_WITHIN_SECONDS)
    except CannotRun as reason:
        raise NoEngine(str(reason)) from None


def here() -> Engine | None:
    """The one that `python -m tests.containers` found for the tests."""
    if os.environ.get("CASCADE_TEST_SERVERS") != "containers":
        return None
    return Engine(own=OWN in os.environ, host=os.environ.get("DOCKER_HOST"))


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise CannotRun(f"{name} is not installed")
    return found
