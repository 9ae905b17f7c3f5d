"""The three services as processes on a test's database and topics, each stopped, killed and started by itself."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from cascade.embedded import ports
from cascade.provisioning import keys
from cascade.provisioning.database import SERVICES
from cascade.system import processes
from cascade.system.flow import Flow
from cascade.system.processes import Child
from tests.support.servers import TestDatabase, Topics
from tests.support.services import START, Asking, issuer_in


@dataclass(frozen=True)
class Places:
    """Where everything is that a service needs: `dsn` by service, `bootstrap` of the broker, `namespace` of topics."""

    dsn: dict[str, str]
    bootstrap: str
    namespace: str

    @classmethod
    def of(cls, database: TestDatabase, topics: Topics) -> "Places":
        return cls({name: database.dsn(name) for name in SERVICES}, topics.bootstrap, topics.namespace)


def nowhere() -> Places:
    """Nobody listens there."""
    postgres, kafka = ports.free(2)
    dsn = {name: f"postgresql://{name}:secret@127.0.0.1:{postgres}/cascade" for name in SERVICES}
    return Places(dsn, f"127.0.0.1:{kafka}", "cascade")


class Region:
    """Services of one region and the mail catcher, not yet started. `folder` keeps their logs, keys and clock; `otlp`:
    where they send their traces.
    """

    def __init__(self, places: Places, folder: Path, otlp: str = "") -> None:
        self.folder = folder
        self.otlp = otlp
        self.clock = folder / "clock"
        self.clock.write_text(START.isoformat())
        self.issuer = issuer_in(folder)
        self.issuer.provide()
        keys.provide(folder / "keys.json")
        self.mail = processes.mail_catcher(folder / "mailbox", folder / "logs")
        self.services = {name: self._service(name, places) for name in SERVICES}

    def _service(self, name: str, places: Places) -> Child:
        at = places.dsn[name], places.bootstrap, places.namespace
        told = processes.common(*at, "tj", name, self.clock, self.issuer.public)
        told["CASCADE_TELEMETRY__OTLP"] = self.otlp
        if name != "scheduling":
            told["CASCADE_KEYS__FILE"] = str(self.folder / "keys.json")
        if name == "registration":
            told |= {"CASCADE_MAIL__HOST": "127.0.0.1", "CASCADE_MAIL__PORT": str(self.mail.port)}
            told |= {"CASCADE_MAIL__SENDER": "programme@example.org"}
            told |= {f"CASCADE_ADDRESSES__{one.upper()}": f"https://{one}.example.org" for one in SERVICES}
        return processes.service(name, told, self.folder / "logs")

    def start(self, *names: str) -> None:
        """Returns once they are ready."""
        self.start_alive(*names)
        for name in names:
            processes.wait_until_ready(self.services[name])

    def start_alive(self, *names: str) -> None:
        """Side by side. From the main thread alone, whose end ends them."""
        children = [self.services[name] for name in names]
        for child in children:
            child.start()
        for child in children:
            if not processes.alive(child):
                processes.start_alive(child)

    def stop(self, name: str) -> int | None:
        """By SIGTERM; the exit code."""
        return self.services[name].stop()

    def kill(self, name: str) -> None:
        process = self.services[name].process
        assert process is not None
        process.kill()
        process.wait()

    def log(self, name: str) -> list[dict[str, Any]]:
        """The lines that it wrote so far."""
        lines = self.services[name].log.read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    @asynccontextmanager
    async def asked(self, name: str) -> AsyncIterator[Asking]:
        """Connections of its own: a service that is started again is asked anew."""
        async with httpx2.AsyncClient(base_url=self.services[name].address, timeout=20.0) as http:
            yield Asking(http, self.issuer)

    async def settled(self, *names: str) -> None:
        """All that these have said is sent, all that they heard of is applied, no letter waits."""
        addresses = {name: self.services[name].address for name in names}
        flow = Flow(addresses, self.issuer.token("operator"), self.clock)
        try:
            await flow.drain()
        finally:
            await flow.close()

    def end(self) -> None:
        for child in [*self.services.values(), self.mail]:
            child.stop()


@contextmanager
def region(places: Places, folder: Path, otlp: str = "") -> Iterator[Region]:
    """With its mail catcher; what a test started of the rest is stopped."""
    made = Region(places, folder, otlp)
    try:
        made.mail.start()
        yield made
    finally:
        made.end()
