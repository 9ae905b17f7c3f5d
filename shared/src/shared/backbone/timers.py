"""The loop that fires reminders, in order of due, on the story clock."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol
from uuid import UUID

import structlog

from shared.backbone import tracing
from shared.backbone.apart import Computed, apart
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Database, Transaction
from shared.runtime import room
from shared.runtime.clock import Clock
from shared.runtime.database import TRANSIENT
from shared.runtime.pauses import pause

log = structlog.get_logger(__name__)

CLOCK_EVERY_SECONDS, LOOKS = 0.03, 8
"""The clock is looked at often; the database is asked after so many looks, or at once when the clock was moved."""
MOVED = timedelta(seconds=1)
TROUBLED_SECONDS = 1.0


class Remembers(Protocol):
    """Knows the handler of each kind."""

    async def remind(self, tx: Transaction, kind: str, payload: Mapping[str, object], due: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Due:
    kind: str
    key: UUID
    due: datetime
    payload: dict[str, object]
    trace: str | None


class Reminders:
    """Fires what is due, one reminder a transaction, in order of due. One that fails is kept with its reason."""

    def __init__(self, database: Database, handlers: Remembers, clock: Clock) -> None:
        self._database = database
        self._handlers = handlers
        self._clock = clock
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Until stopped. A transient fault is waited out."""
        while not self._stopping.is_set():
            try:
                fired = await self.fire_next(self._clock.now())
            except TRANSIENT as fault:
                if not room.warned_of(fault, "reminders"):
                    log.warning("reminders_wait", error=type(fault).__name__)
                await pause(TROUBLED_SECONDS, unless=self._stopping)
                continue
            if not fired:
                await self._wait()

    async def _wait(self) -> None:
        """Until it is worth asking again whether something is due."""
        asked_at = self._clock.now()
        for _ in range(LOOKS):
            await pause(CLOCK_EVERY_SECONDS, unless=self._stopping)
            if self._stopping.is_set() or self._clock.now() - asked_at > MOVED:
                return

    def stop(self) -> None:
        self._stopping.set()

    async def fire_next(self, now: datetime) -> bool:
        """Whether a reminder was due. Its handler's effects and its removal are one transaction."""
        try:
            return await apart(partial(self._fire, now))
        except Moved:
            return True
        except Failed as failed:
            await self._keep(failed)
            return True

    async def _fire(self, now: datetime, computed: Computed) -> bool:
        """What fails behind the handler, when its facts are written or the transaction ends, is of this reminder."""
        due: Due | None = None
        try:
            async with self._database.transaction(computed) as tx:
                due = await tx.one(Due, NEXT, now)
                if due is not None:
                    await self._effect(tx, due)
        except (*TRANSIENT, Moved):
            raise
        except Exception as error:
            if due is None:
                raise
            raise Failed(due, error) from error
        return due is not None

    async def _effect(self, tx: Transaction, due: Due) -> None:
        with tracing.reminding(due.kind, due.trace):
            await self._handlers.remind(tx, due.kind, due.payload, due.due)
        if not await tx.one(bool, FIRED, due.kind, due.key, due.due):
            raise Moved

    async def _keep(self, failed: "Failed") -> None:
        log.error("reminder_failed", kind=failed.due.kind, key=str(failed.due.key), error=type(failed.error).__name__)
        async with self._database.transaction() as tx:
            await tx.execute(
                "update reminder set failure = $4 where kind = $1 and key = $2 and due = $3",
                failed.due.kind,
                failed.due.key,
                failed.due.due,
                type(failed.error).__name__,
            )


NEXT = """
    select kind, key, due, payload, trace from reminder where due <= $1 and failure is null
    order by due, kind, key limit 1
"""
FIRED = "delete from reminder where kind = $1 and key = $2 and due = $3 and failure is null returning true"
"""After its handler: rows are locked in the order in which facts lock them, what is changed first, reminders last."""


class Moved(Exception):
    """Somebody moved, forgot or fired it meanwhile: nothing of this happened."""


class Failed(Exception):
    """A reminder's effect raised what will not go away by itself."""

    def __init__(self, due: Due, error: Exception) -> None:
        super().__init__(due.kind)
        self.due = due
        self.error = error


async def try_again(tx: Transaction, kind: str, key: UUID) -> bool:
    """Whether there was a failed reminder of this kind and key; it fires at its time again."""
    again = "update reminder set failure = null where kind = $1 and key = $2 and failure is not null returning true"
    return bool(await tx.one(bool, again, kind, key))


@dataclass(frozen=True, slots=True)
class Stuck:
    """A reminder that failed. `failure`: the class of what its handler raised."""

    kind: str
    key: UUID
    due: datetime
    failure: str


async def stuck(tx: Transaction, page: Page) -> Listed[Stuck]:
    """The one that is due longest first."""
    order = {"due": "timestamptz", "kind": "text", "key": "uuid"}
    return await tx.page(
        Stuck, "select kind, key, due, failure from reminder where failure is not null", order=order, page=page
    )
