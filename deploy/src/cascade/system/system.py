"""Starts everything in its order, looks after it, stops everything in the opposite order."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

from cascade.embedded import jars
from cascade.embedded.failures import CannotRun
from cascade.embedded.files import write_private
from cascade.embedded.kafka import Kafka
from cascade.embedded.postgres import Postgres
from cascade.provisioning import database, keys, topics
from cascade.provisioning.database import SERVICES, dsn_for
from cascade.provisioning.issuer import Issuer
from cascade.system import interruptible, processes
from cascade.system.ends import Ends
from cascade.system.processes import Child
from cascade.system.running import Running

REGION = "tj"
NAMESPACE = "cascade"
DISCOVERY = "/.well-known/openid-configuration"
FIRST_INSTANT = "2016-09-01T06:00:00+00:00"
"""Where the story clock stands in a new system."""

Say = Callable[[str], None]


class System:
    """One region on this machine. `folder` keeps its data; all of its processes end when this one does."""

    def __init__(self, folder: Path, say: Say) -> None:
        self._folder = folder
        self._say = say
        self._postgres = Postgres(folder)
        self._kafka = Kafka(folder)
        self._clock = folder / "clock"
        self._mailbox = folder / "mailbox"
        self._keys = folder / "keys.json"
        self._issuer = Issuer(folder / "issuer.json", folder / "issuer.public.json")
        self._accounts = folder / "accounts.jsonl"
        self._passwords = database.new_passwords()
        self._services: list[Child] = []
        self._mail: Child | None = None
        self._provider: Child | None = None
        self._door: Child | None = None

    def start(self) -> Running:
        """Returns once every service is ready. Raises CannotRun; what was started is stopped then."""
        try:
            self._start_servers()
            self._provide()
            self._start_services()
        except BaseException:
            self.stop()
            raise
        running = self._running()
        running.write()
        return running

    def _start_servers(self) -> None:
        if not jars.are_there():
            self._say("Fetching Kafka's jars")
        fetched = jars.fetch()
        if fetched.bytes:
            self._say(f"Kafka's jars: {fetched.bytes / 1e6:.0f} MB in {fetched.seconds:.0f} s")
        self._say("Starting PostgreSQL")
        self._postgres.start()
        self._say("PostgreSQL runs")
        self._say("Starting Kafka")
        self._kafka.start()
        self._say("Kafka runs")

    def _provide(self) -> None:
        self._say("Making roles, schemas, tables and topics")
        self._issuer.provide()
        keys.provide(self._keys)
        if not self._clock.exists():
            write_private(self._clock, FIRST_INSTANT)
        interruptible.run(self._provide_servers)
        self._say("Roles, schemas, tables and topics are there")

    async def _provide_servers(self) -> None:
        await database.provide(self._postgres.admin_dsn, self._passwords)
        await topics.provide(self._kafka.bootstrap, NAMESPACE, REGION)

    def _start_services(self) -> None:
        self._say("Starting mail, the door and the services")
        logs = self._folder / "logs"
        self._mail = processes.mail_catcher(self._mailbox, logs)
        processes.start_alive(self._mail)
        self._services = [processes.service(name, self._told(name), logs) for name in SERVICES]
        door = self._start_door(logs)
        addresses = {f"CASCADE_ADDRESSES__{name.upper()}": f"{door.address}/{name}" for name in SERVICES}
        for child in self._services:
            if child.name == "registration":
                child.environment |= addresses
            processes.start_alive(child)
        for child in self._services:
            processes.wait_until_ready(child)
            self._say(f"{child.name} is ready at {child.address}")
        self._lead_anew(door)
        self._say(f"Pages are at {door.address}")

    def _start_door(self, logs: Path) -> Child:
        """First: its address stands in letters, and in what services are told of signing in."""
        provider = processes.provider(self._issuer, self._accounts, logs)
        door = processes.front_door(self._services, provider, self._folder, logs)
        self._provider, self._door = provider, door
        processes.start_alive(door)
        provider.environment["PROVIDER_ADDRESS"] = door.address
        processes.start_alive(provider)
        for child in self._services:
            child.environment["CASCADE_SIGN_IN__DISCOVERY"] = f"{provider.address}/issuer{DISCOVERY}"
        return door

    def _lead_anew(self, door: Child) -> None:
        """A port that was taken meanwhile was exchanged for another."""
        told = dict(door.environment)
        assert self._provider is not None  # noqa: S101 - started with it
        processes.lead(door, self._services, self._provider)
        if door.environment != told:
            door.stop()
            processes.start_alive(door)

    def _told(self, name: str) -> dict[str, str]:
        dsn = dsn_for(self._postgres.admin_dsn, name, self._passwords[name], "cascade")
        told = processes.common(dsn, self._kafka.bootstrap, NAMESPACE, REGION, name, self._clock, self._issuer.public)
        if name != "scheduling":
            told["CASCADE_KEYS__FILE"] = str(self._keys)
        if name == "registration" and self._mail is not None:
            told |= {"CASCADE_MAIL__HOST": "127.0.0.1", "CASCADE_MAIL__PORT": str(self._mail.port)}
            told["CASCADE_MAIL__SENDER"] = "programme@example.org"
        return told

    def service(self, name: str) -> Child:
        """Raises StopIteration for a name that no service has."""
        return next(child for child in self._services if child.name == name)

    def _running(self) -> Running:
        return Running(
            folder=str(self._folder),
            keeper=os.getpid(),
            region=REGION,
            services={child.name: child.address for child in self._services},
            processes={child.name: child.id for child in self._children() if child.runs},
            metrics={child.name: child.metrics for child in self._services},
            pages=self._door.address if self._door is not None else "",
            accounts=str(self._accounts),
            mailbox=str(self._mailbox),
            clock=str(self._clock),
            issuer=str(self._issuer.private),
            key_set=str(self._issuer.public),
            bootstrap=self._kafka.bootstrap,
            namespace=NAMESPACE,
            admin_dsn=self._postgres.admin_dsn,
        )

    async def look_after(self) -> None:
        """Until cancelled. Starts again what ends by itself. Raises CannotRun if a server ends."""
        ends = Ends(self._folder)
        while True:
            for child in self._children():
                ends.watch(child.name, child.process)
                if child.look_after():
                    self._say(f"{child.name} had ended and was started again")
                    self._running().write()
            for name, server in (("postgres", self._postgres), ("kafka", self._kafka)):
                ends.watch(name, server.process)
                if not server.runs:
                    raise CannotRun(f"{name} ended; its log is {self._folder / name}.log")
            await asyncio.sleep(0.1)

    def _children(self) -> list[Child]:
        others = (self._mail, self._provider, self._door)
        return [*self._services, *(child for child in others if child is not None)]

    async def keep(self) -> None:
        """Looks after everything until SIGTERM or SIGINT."""
        stopping = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
        looking = asyncio.create_task(self.look_after())
        ending = asyncio.create_task(stopping.wait())
        await asyncio.wait([looking, ending], return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if looking.done():
            looking.result()
        looking.cancel()

    def stop(self) -> None:
        """Services first, so that they can say what they committed; servers last."""
        for child in (*([self._door] if self._door else []), *self._services):
            child.stop()
        for other in (self._mail, self._provider):
            if other is not None:
                other.stop()
        self._kafka.stop()
        self._postgres.stop()
