"""Whether letters may be in somebody's hands: a lock of a database session, which ends with the session, however the
process ends that opened it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.runtime.database import Connection, telling_its_end

LOCK = "hashtext(current_schema()), hashtext('letters')"


@asynccontextmanager
async def full(session: Connection) -> AsyncIterator[None]:
    """Within it letters may be taken; others may have some in their hands too."""
    await session.execute(f"select pg_advisory_lock_shared({LOCK})")
    try:
        yield
    finally:
        await session.execute(f"select pg_advisory_unlock_shared({LOCK})")


@asynccontextmanager
async def all_empty(session: Connection) -> AsyncIterator[bool]:
    """Whether nobody who lives has a letter in her hand; within it nobody begins to."""
    empty = bool(await session.fetchval(f"select pg_try_advisory_lock({LOCK})"))
    try:
        yield empty
    finally:
        if empty:
            await session.execute(f"select pg_advisory_unlock({LOCK})")


async def require_full(session: Connection) -> None:
    """Raises one of TRANSIENT when the session has ended: others may have been given what was in these hands."""
    with telling_its_end(session):
        await session.execute("select 1")
