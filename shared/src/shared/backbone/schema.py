"""Whether the tables are those that this program was written for."""

import asyncio
from importlib.resources import files
from typing import ClassVar

from asyncpg import InsufficientPrivilegeError, UndefinedTableError

from shared.backbone.transaction import PATIENCE_SECONDS, Database
from shared.runtime.database import TRANSIENT, Connection
from shared.runtime.endings import MustEnd


class WrongSchema(MustEnd):
    """The tables are older or newer than this program; says what to run."""

    exit_code: ClassVar[int] = 78


def brought(*packages: str) -> frozenset[str]:
    """The numbers of the migrations that these packages bring."""
    folders = [files(package) / "migrations" for package in packages]
    return frozenset(file.name[:4] for folder in folders for file in folder.iterdir() if file.name.endswith(".sql"))


async def require(connection: Connection, schema: str, needed: frozenset[str]) -> None:
    """Raises WrongSchema."""
    told = await differs(connection, schema, needed)
    if told is not None:
        raise WrongSchema(f"{told} Nothing was changed.")


async def fits(database: Database, schema: str, needed: frozenset[str]) -> str | None:
    """None, or what is to be done about the schema; a database that does not answer is told elsewhere."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), database.reading() as connection:
            return await differs(connection, schema, needed)
    except TRANSIENT:
        return None


async def differs(connection: Connection, schema: str, needed: frozenset[str]) -> str | None:
    """Compared one by one: a shared migration that is missing has a lower number than a service's own that is there."""
    try:
        rows = await connection.fetch("select version from schema_migrations")
    except (UndefinedTableError, InsufficientPrivilegeError):
        return (
            f"The schema {schema} has no tables that this release can use (it needs migrations up to {max(needed)}): "
            "run `cascade provision` of this release, then start again."
        )
    found = {str(row["version"]) for row in rows}
    at = max(found, default="none")
    if found - needed:
        return (
            f"The schema {schema} is at migration {at}, newer than this release ({max(needed)}): "
            "run the release that migrated it, or a later one."
        )
    if needed - found:
        return (
            f"The schema {schema} is at migration {at} and lacks {', '.join(sorted(needed - found))} "
            f"(this release needs all up to {max(needed)}): run `cascade provision` of this release, then start again."
        )
    return None
