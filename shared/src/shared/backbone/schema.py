"""Whether the tables are those that this program was written for."""

import asyncio
from importlib.resources import files

from asyncpg import InsufficientPrivilegeError, UndefinedTableError

from shared.backbone.transaction import PATIENCE_SECONDS, Database
from shared.runtime.database import TRANSIENT


def newest(*packages: str) -> str:
    """The number of the last migration that these packages bring."""
    folders = [files(package) / "migrations" for package in packages]
    return max(file.name[:4] for folder in folders for file in folder.iterdir() if file.name.endswith(".sql"))


async def fits(database: Database, needed: str) -> str | None:
    """None, or what is to be done about the schema; a database that does not answer is told elsewhere."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), database.reading() as connection:
            found = await connection.fetchval("select max(version) from schema_migrations")
    except (UndefinedTableError, InsufficientPrivilegeError):
        return f"The schema has no tables of this program; run the migrations up to {needed}"
    except TRANSIENT:
        return None
    if found == needed:
        return None
    if found < needed:
        return f"The schema is that of migration {found}, and {needed} is needed; run the migrations"
    return f"The schema is that of migration {found}, newer than this program ({needed}); run the newer program"
