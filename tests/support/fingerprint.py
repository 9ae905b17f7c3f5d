"""Whether anything in a schema changed: every table as one hash of its rows."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager

import asyncpg

from tests.support.servers import TestDatabase

TABLES = """
    select relname::text from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = $1 and relkind in ('r', 'p') and not relispartition order by relname
"""
Fingerprint = Mapping[str, str]
"""Hashes, by the names of tables."""


class Tables:
    """Of one service's schema, but for those named `aside`. Looks as the database's owner does, past every grant."""

    def __init__(self, connection: asyncpg.Connection, reading: str) -> None:
        self._connection, self._reading = connection, reading

    @classmethod
    @asynccontextmanager
    async def of(cls, database: TestDatabase, schema: str, aside: Collection[str]) -> AsyncIterator["Tables"]:
        """Raises LookupError for a table that is not there."""
        connection = await asyncpg.connect(database.admin_dsn)
        there = [row[0] for row in await connection.fetch(TABLES, schema)]
        if unknown := sorted(set(aside) - set(there)):
            raise LookupError(f"{schema} has no table {', '.join(unknown)}")
        hashed = [
            f"""select '{name}', md5(string_agg(row, ' ' order by row))
                from (select md5(one::text) as row from {schema}."{name}" one) rows"""
            for name in there
            if name not in aside
        ]
        try:
            yield cls(connection, " union all ".join(hashed))
        finally:
            await connection.close()

    async def now(self) -> Fingerprint:
        return {row[0]: row[1] for row in await self._connection.fetch(self._reading)}


def changed(before: Fingerprint, after: Fingerprint) -> list[str]:
    """Names of tables."""
    return [name for name in before if before[name] != after[name]]
