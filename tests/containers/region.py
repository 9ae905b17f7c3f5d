"""One region in containers, as docker-compose.yml describes it, with what the story needs beside it."""

import asyncio
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from cascade.embedded import ports
from cascade.provisioning import secret_files
from cascade.provisioning.database import SERVICES
from cascade.provisioning.issuer import ISSUER, Issuer
from cascade.story.data.call import DEFAULT_SEED
from cascade.story.play import Outcome, play
from cascade.story.progress import Progress
from cascade.system.running import Running
from cascade.system.stage import Stage
from cascade.system.system import FIRST_INSTANT
from tests.containers.engine import Engine
from tests.deployment import compose

ROOT = Path(__file__).parents[2]
READY_WITHIN_SECONDS = 180


@dataclass
class Region:
    """`peaks`: the most memory that each container was seen to use, in megabytes; `profiles`: what runs beside it."""

    engine: Engine
    folder: Path
    name: str = field(default_factory=lambda: f"cascade-{secrets.token_hex(4)}")
    ports: dict[str, int] = field(default_factory=lambda: dict(zip(SERVICES, ports.free(len(SERVICES)), strict=True)))
    door: int = field(default_factory=lambda: ports.free(1)[0])
    prometheus: int = field(default_factory=lambda: ports.free(1)[0])
    profiles: list[str] = field(default_factory=lambda: ["mail"])
    peaks: dict[str, float] = field(default_factory=dict)

    def prepare(self) -> None:
        """The files that it is given. Its account may write into the mailbox alone."""
        secret_files.provide(self.folder / "secrets")
        self._mailbox.mkdir(parents=True)
        if os.geteuid() == 0:
            os.chown(self._mailbox, secret_files.ACCOUNT, secret_files.ACCOUNT)
        self._issuer.provide()
        (self._story / "clock").write_text(FIRST_INSTANT)

    def up(self) -> None:
        """Returns once every container is well."""
        done = self.compose("up", "--detach", "--no-build", "--wait", f"--wait-timeout={READY_WITHIN_SECONDS}")
        assert done.returncode == 0, done.stderr[-1500:] + self.compose("logs", "--tail=20").stdout

    def down(self) -> None:
        self.compose("--profile", "*", "down", "--volumes", "--remove-orphans")

    @contextmanager
    def observed(self) -> Iterator[str]:
        """With Prometheus beside it, whose address this is; without it again afterwards."""
        self.profiles.append("observability")
        try:
            self.up()
            yield f"http://127.0.0.1:{self.prometheus}"
        finally:
            removed = self.compose("rm", "--stop", "--force", "prometheus")
            assert removed.returncode == 0, removed.stderr
            self.profiles.remove("observability")

    def compose(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        files = ["docker-compose.yml", *(["deploy/compose.local.yml"] if self.engine.own else [])]
        named = [part for file in [*files, "deploy/compose.story.yml"] for part in ("--file", file)]
        beside = [part for profile in self.profiles for part in ("--profile", profile)]
        program = str(Path(sys.prefix) / "bin" / "docker-compose")
        return subprocess.run(
            [program, "--project-name", self.name, "--env-file", "/dev/null", *named, *beside, *arguments],
            cwd=ROOT,
            env=self.engine.environment | self._told(),
            capture_output=True,
            text=True,
            check=False,
        )

    def _told(self) -> dict[str, str]:
        addresses = {name: f"http://127.0.0.1:{self.door}/{name}" for name in self.ports}
        return {
            **compose.example(),
            "CASCADE_DOOR_PORT": str(self.door),
            "CASCADE_PORT_PROMETHEUS": str(self.prometheus),
            **{f"CASCADE_PORT_{name.upper()}": str(port) for name, port in self.ports.items()},
            **{f"CASCADE_ADDRESSES__{name.upper()}": address for name, address in addresses.items()},
            "CASCADE_ACCOUNT": secret_files.account(self.folder / "secrets"),
            "CASCADE_SECRETS": str(self.folder / "secrets"),
            "CASCADE_STORY": str(self._story),
            "CASCADE_TOKENS__ISSUER": ISSUER,
            "CASCADE_TOKENS__KEYS": "/story/issuer.public.json",
        }

    def inspected(self, what: str) -> dict[str, str]:
        """By container: what the engine knows of it."""
        containers = self.compose("ps", "--all", "--quiet").stdout.split()
        label = '{{index .Config.Labels "com.docker.compose.service"}}'
        lines = self.engine.docker("inspect", f"--format={label} {{{{{what}}}}}", *containers).splitlines()
        return dict(line.split(maxsplit=1) for line in lines)

    def measure(self) -> float:
        """Notes the memory of each container; the cores that all use together, in the seconds that a look takes."""
        running = self.compose("ps", "--quiet").stdout.split()
        said = self.engine.docker("stats", "--no-stream", "--format={{.Name}} {{.CPUPerc}} {{.MemUsage}}", *running)
        cores = 0.0
        for line in said.splitlines():
            name, busy, used, *_ = line.removeprefix(f"{self.name}-").split()
            self.peaks[name] = max(self.peaks.get(name, 0.0), megabytes(used))
            cores += float(busy.removesuffix("%")) / 100
        return cores

    def play(self) -> Outcome:
        """The reference story from its beginning; memory is measured meanwhile."""
        over = threading.Event()
        measuring = threading.Thread(target=lambda: self._measure_until(over))
        measuring.start()
        try:
            return asyncio.run(self._played())
        finally:
            over.set()
            measuring.join()

    def _measure_until(self, over: threading.Event) -> None:
        while not over.wait(1.0):
            self.measure()

    async def _played(self) -> Outcome:
        stage = Stage.of(self._running())
        try:
            return await play(stage, seed=DEFAULT_SEED, show=Progress(Console()))
        finally:
            await stage.close()

    def _running(self) -> Running:
        return Running(
            folder=str(self.folder),
            keeper=os.getpid(),
            region="tj",
            services={name: f"http://127.0.0.1:{port}" for name, port in self.ports.items()},
            processes={},
            metrics={},
            pages=f"http://127.0.0.1:{self.door}",
            accounts=str(self.folder / "accounts.jsonl"),
            mailbox=str(self._mailbox / "box"),
            clock=str(self._story / "clock"),
            issuer=str(self._issuer.private),
            key_set=str(self._issuer.public),
            bootstrap="",
            namespace="cascade",
            admin_dsn="",
        )

    @property
    def _story(self) -> Path:
        return self.folder / "story"

    @property
    def _mailbox(self) -> Path:
        return self._story / "mailbox"

    @property
    def _issuer(self) -> Issuer:
        return Issuer(self.folder / "issuer.json", self._story / "issuer.public.json")


def megabytes(text: str) -> float:
    """As the engine writes it: `68.4MiB`, `1.2GiB`."""
    units = {"GiB": 1024.0, "MiB": 1.0, "KiB": 1 / 1024}
    unit = next((unit for unit in units if text.endswith(unit)), None)
    return float(text.removesuffix(unit)) * units[unit] if unit else float(text.removesuffix("B")) / (1 << 20)
