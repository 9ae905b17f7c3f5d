"""That somebody works at something: locks of one database session, which end with it, however its process ends."""

import asyncio
import secrets
from contextlib import suppress
from typing import Any

from shared.runtime.database import TRANSIENT, connect, telling_its_end

BITS = 63
CLOSES_WITHIN_SECONDS = 2


class Owner:
    """Opens its session when it is first needed, and another when that has ended."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._session: Any = None
        self._alone = asyncio.Lock()

    async def take(self) -> int:
        """The number of a lock that nobody had. Raises one of TRANSIENT."""
        number = secrets.randbits(BITS)
        async with self._alone:
            if self._session is None or self._session.is_closed():
                self._session = await connect(self._dsn)
            with telling_its_end(self._session):
                await self._session.execute("select pg_advisory_lock($1)", number)
        return number

    async def give_back(self, number: int) -> None:
        """What ended with its session was given back with it."""
        with suppress(*TRANSIENT):
            async with self._alone:
                with telling_its_end(self._session):
                    await self._session.execute("select pg_advisory_unlock($1)", number)

    async def close(self) -> None:
        if self._session is not None:
            with suppress(*TRANSIENT):
                await self._session.close(timeout=CLOSES_WITHIN_SECONDS)
