"""Roles, schemas and tables. Each service has an owner, who makes tables, and a role that can only use its own."""

import asyncio
import importlib.util
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import asyncpg

from cascade.embedded.failures import CannotRun

ServiceName = Literal["registration", "scheduling", "followup"]
SERVICES: tuple[str, ...] = get_args(ServiceName)
SHARED_TABLES = "shared.backbone"
PROVIDING = 0x63617363
"""The advisory lock of whoever makes roles and tables."""

if TYPE_CHECKING:
    Admin = asyncpg.Connection[asyncpg.Record]


def roles() -> list[str]:
    return [role for service in SERVICES for role in (f"{service}_owner", service)]


def new_passwords() -> dict[str, str]:
    """By role."""
    return {role: secrets.token_urlsafe(24) for role in roles()}


def dsn_for(admin_dsn: str, role: str, password: str, database: str) -> str:
    """The same server, as encrypted a line, for somebody else. `password`: as it is, not as an address writes it."""
    address = urlsplit(admin_dsn)
    host = f"{role}:{quote(password, safe='')}@{address.netloc.rpartition('@')[2]}"
    return urlunsplit((address.scheme, host, f"/{database}", address.query, ""))


def of_dbmate(owner_dsn: str, service: str) -> str:
    """The address as dbmate reads it: encrypted as asked for, and where nothing is asked for as our own driver does."""
    address = urlsplit(owner_dsn)
    asked = {name: value for name, value in parse_qsl(address.query) if name.startswith("ssl")}
    return address._replace(query=urlencode({"sslmode": "prefer", **asked, "search_path": service})).geturl()


async def provide(admin_dsn: str, passwords: Mapping[str, str], database: str = "cascade") -> None:
    """Roles (their passwords are set anew), the database, a schema for each service, its tables. Others who provide
    the same server wait. Raises CannotRun.
    """
    admin = await asyncpg.connect(admin_dsn)
    try:
        await admin.execute("select pg_advisory_lock($1)", PROVIDING)
        await make_roles(admin, passwords)
        await make_database(admin, database)
        inside = await asyncpg.connect(admin_dsn, database=database)
        try:
            await make_schemas(inside, database)
        finally:
            await inside.close()
        for service in SERVICES:
            owner_dsn = dsn_for(admin_dsn, f"{service}_owner", passwords[f"{service}_owner"], database)
            await asyncio.to_thread(migrate, owner_dsn, service)
    finally:
        await admin.close()


async def make_roles(admin: "Admin", passwords: Mapping[str, str]) -> None:
    for role in roles():
        known = await admin.fetchval("select true from pg_roles where rolname = $1", role)
        verb = "alter" if known else "create"
        quoted = await admin.fetchval("select quote_literal($1)", passwords[role])
        await admin.execute(f"{verb} role {role} login noinherit nocreatedb nocreaterole password {quoted}")


async def make_database(admin: "Admin", database: str) -> None:
    if not await admin.fetchval("select true from pg_database where datname = $1", database):
        await admin.execute(f'create database "{database}"')
    await admin.execute(f'revoke all on database "{database}" from public')
    await admin.execute("revoke connect, temporary on database postgres, template1 from public")


async def make_schemas(admin: "Admin", database: str) -> None:
    await admin.execute("revoke all on schema public from public")
    for service in SERVICES:
        await admin.execute(f"create schema if not exists {service} authorization {service}_owner")
        await admin.execute(f"grant usage on schema {service} to {service}")
        for role in (service, f"{service}_owner"):
            await admin.execute(f'grant connect on database "{database}" to {role}')
            await admin.execute(f'alter role {role} in database "{database}" set search_path = {service}')


def migration_folders(service: str) -> list[Path]:
    """Shared tables, then the service's own; found without importing what they belong to."""
    found = []
    for package in (SHARED_TABLES, service):
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise CannotRun(f"{package} is not installed in this environment")
        found.append(Path(spec.origin).parent / "migrations")
    return [folder for folder in found if folder.is_dir()]


def migrate(owner_dsn: str, service: str) -> None:
    """Raises CannotRun with the file and PostgreSQL's message. dbmate reads `.env` where it runs: hence an empty
    folder. Its lock lets two try at once.
    """
    folders = [part for folder in migration_folders(service) for part in ("--migrations-dir", str(folder))]
    table = "--migrations-table", f"{service}.schema_migrations"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DBMATE_", "PG"))}
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            [str(dbmate()), *folders, *table, "--no-dump-schema", "--migration-lock", "migrate"],
            cwd=empty,
            env=inherited | {"DATABASE_URL": of_dbmate(owner_dsn, service)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        raise CannotRun(f"The tables of {service} could not be made: {why(done.stdout)}")


def why(said: str) -> str:
    """The last file that dbmate named as being applied, and its error."""
    files = re.findall(r"^Applying: (.+)$", said, re.MULTILINE)
    error = said.rpartition("Error: ")[2].strip()
    return f"{files[-1]}: {error}" if files else error


def dbmate() -> Path:
    beside = Path(sys.prefix) / "bin" / "dbmate"
    if not beside.exists():
        raise CannotRun("dbmate is not installed in this environment; run `make demo` once more")
    return beside
