"""How far this service has lived by its clock, kept where its deadlines are."""

import asyncio
from datetime import datetime

import structlog

from shared.backbone.transaction import Database
from shared.runtime import room
from shared.runtime.clock import Forward
from shared.runtime.database import TRANSIENT, Connection
from shared.runtime.pauses import pause

log = structlog.get_logger(__name__)

LOOKS_EVERY_SECONDS = 0.1
TROUBLED_SECONDS = 1.0


async def require(connection: Connection, clock: Forward) -> None:
    """Raises WentBack if the clock stands before what was lived through."""
    until: datetime | None = await connection.fetchval("select until from lived")
    if until is not None:
        clock.has_reached(until)
    clock.now()


class Lived:
    """Writes down how far the clock has come, whenever it has gone on by more than its slack."""

    def __init__(self, database: Database, clock: Forward) -> None:
        self._database = database
        self._clock = clock
        self._stopping = asyncio.Event()
        self._kept: datetime | None = None

    async def run(self) -> None:
        """Until stopped. A transient fault is waited out. Raises WentBack."""
        while not self._stopping.is_set():
            try:
                await self._keep(self._clock.now())
            except TRANSIENT as fault:
                if not room.warned_of(fault, "lived"):
                    log.warning("lived_waits", error=type(fault).__name__)
                await pause(TROUBLED_SECONDS, unless=self._stopping)
            else:
                await pause(LOOKS_EVERY_SECONDS, unless=self._stopping)

    async def stop(self) -> None:
        """Ends `run`."""
        self._stopping.set()

    async def _keep(self, now: datetime) -> None:
        if self._kept is not None and now - self._kept <= self._clock.slack:
            return
        async with self._database.transaction() as tx:
            await tx.execute(
                """insert into lived (until) values ($1)
                   on conflict (only_row) do update set until = excluded.until where lived.until < excluded.until""",
                now,
            )
        self._kept = now
