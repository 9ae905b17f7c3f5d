"""A table that takes no change, as its disk has no room: PostgreSQL's own code for it, without filling one."""

import asyncio
from collections.abc import Awaitable, Callable, Collection

import asyncpg
from structlog.testing import capture_logs

from shared.runtime import room
from tests.support.servers import TestDatabase
from tests.support.waiting import until

NO_ROOM = """
    create function {schema}.no_room() returns trigger language plpgsql as $$
    begin raise exception 'no room for Canary' using errcode = 'disk_full'; end $$;
    create trigger no_room before insert or update or delete on {schema}.{table}
    for each statement execute function {schema}.no_room();
"""


async def fill(database: TestDatabase, schema: str, table: str) -> None:
    admin = await asyncpg.connect(database.admin_dsn)
    await admin.execute(NO_ROOM.format(schema=schema, table=table))
    await admin.close()


async def says_what_to_do(run: Callable[[], Awaitable[None]], work: str, beside: Collection[str] = ()) -> None:
    """Runs it until it says that it waits for room. Raises AssertionError if it complains of anything else meanwhile,
    but for what is said `beside`.
    """
    with capture_logs() as lines:
        running = asyncio.ensure_future(run())

        async def warned() -> list[object]:
            return [line for line in lines if line["log_level"] != "info" and line["event"] not in beside]

        try:
            said = await until(warned, bool)
        finally:
            running.cancel()
            await asyncio.wait([running])
    expected = {"event": "database_is_full", "log_level": "warning", "work": work, "message": room.WHAT_TO_DO}
    assert [line for line in said if line != expected] == []
