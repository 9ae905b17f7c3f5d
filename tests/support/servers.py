"""The servers that tests run on: embedded ones, or containers if somebody asks for them; a database and topics each."""

import fcntl
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from cascade.embedded import jars
from cascade.embedded.kafka import Kafka
from cascade.embedded.postgres import Postgres
from cascade.provisioning import database as provisioning
from cascade.provisioning import topics as provisioning_topics

TEMPLATE = "template_cascade"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
ROOM = 1 << 30
IN_MEMORY = "cascade-tests-"


@dataclass(frozen=True)
class PostgresServer:
    """A server and the passwords of the services' roles; a database with empty tables to copy."""

    admin_dsn: str
    passwords: dict[str, str] = field(default_factory=provisioning.new_passwords)

    async def make_template(self) -> None:
        await provisioning.provide(self.admin_dsn, self.passwords, TEMPLATE)

    async def copy(self) -> "TestDatabase":
        name = f"test_{secrets.token_hex(6)}"
        grants = [
            statement
            for service in provisioning.SERVICES
            for role in (service, f"{service}_owner")
            for statement in (
                f"grant connect on database {name} to {role}",
                f"alter role {role} in database {name} set search_path = {service}",
            )
        ]
        made = f"create database {name} template {TEMPLATE} strategy file_copy"
        await self._as_admin(made, f"revoke all on database {name} from public", *grants)
        return TestDatabase(self, name)

    async def drop(self, name: str) -> None:
        await self._as_admin(f"drop database {name} with (force)")

    async def _as_admin(self, *statements: str) -> None:
        admin = await asyncpg.connect(self.admin_dsn)
        try:
            for statement in statements:
                await admin.execute(statement)
        finally:
            await admin.close()


@dataclass(frozen=True)
class TestDatabase:
    """A database of one test's own, with the three schemas."""

    __test__ = False

    server: PostgresServer
    name: str

    def dsn(self, service: str) -> str:
        """As the service's own role."""
        return self._as(service)

    def owner_dsn(self, service: str) -> str:
        return self._as(f"{service}_owner")

    @property
    def admin_dsn(self) -> str:
        return re.sub(r"/[^/]*$", f"/{self.name}", self.server.admin_dsn)

    def _as(self, role: str) -> str:
        return provisioning.dsn_for(self.server.admin_dsn, role, self.server.passwords[role], self.name)


@dataclass(frozen=True)
class Topics:
    """Topics of one test's own on a common broker."""

    bootstrap: str
    namespace: str

    async def create(self, region: str) -> None:
        await provisioning_topics.provide(self.bootstrap, self.namespace, region)


@contextmanager
def shared(folder: Path, name: str, serve: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """The address of a server that all workers of a session use: the first who asks starts it, and stops it when the
    last has gone. The locks are files in `folder`, which is the session's.
    """
    said = folder / f"{name}.address"
    with (folder / f"{name}.asking").open("w") as asking, (folder / f"{name}.using").open("w") as using:
        fcntl.flock(asking, fcntl.LOCK_EX)
        if said.exists():
            fcntl.flock(using, fcntl.LOCK_SH)
            fcntl.flock(asking, fcntl.LOCK_UN)
            yield said.read_text()
            return
        with serve(folder / name) as address:
            said.write_text(address)
            fcntl.flock(asking, fcntl.LOCK_UN)
            try:
                yield address
            finally:
                fcntl.flock(asking, fcntl.LOCK_EX)
                fcntl.flock(using, fcntl.LOCK_EX)
                said.unlink()


@contextmanager
def embedded_postgres(folder: Path) -> Iterator[str]:
    """The superuser's address of a running server."""
    with in_memory(folder) as data:
        server = Postgres(data, durable=False)
        server.start()
        try:
            yield server.admin_dsn
        finally:
            server.stop()


@contextmanager
def in_memory(folder: Path) -> Iterator[Path]:
    """A folder in memory where there is room, else `folder`: a database is 500 files, which a disk makes ten times as
    slowly. Those of killed sessions are removed.
    """
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield folder
        return
    for left in MEMORY.glob(f"{IN_MEMORY}*"):
        if not Path("/proc", left.name.split("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)
    data = Path(tempfile.mkdtemp(prefix=f"{IN_MEMORY}{os.getpid()}-", dir=MEMORY))
    try:
        yield data
    finally:
        shutil.rmtree(data)


@contextmanager
def embedded_kafka(folder: Path) -> Iterator[str]:
    """The bootstrap address of a running broker."""
    jars.fetch()
    server = Kafka(folder)
    server.start()
    try:
        yield server.bootstrap
    finally:
        server.stop()
