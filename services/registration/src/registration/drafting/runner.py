"""Works at the drafts and lists that were asked of this process: a process for each, watched until its end."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

import structlog

from registration.deciding.worker import Killed
from registration.domain.lottery import Rules
from registration.domain.selection_run import Progress, SelectionRun, Wanted
from registration.domain.vocabulary import Step
from registration.drafting.owner import Owner
from registration.handlers import runs
from registration.handlers.runs import EndedMeanwhile, Making
from registration.settings import SelectionSettings
from registration.store import runs as store
from shared.backbone.transaction import Database, Transaction
from shared.refusals import Refusal
from shared.runtime.database import TRANSIENT
from shared.web.problems import BROKEN, TITLES, members_of

log = structlog.get_logger(__name__)

AT_ONCE = 2
"""Processes; who asks for more waits for her turn."""
LOOKS_EVERY_SECONDS = 0.5
"""How far a run is, and whether somebody ended it at another replica."""


class Runner:
    """Neither a unit of work nor a lock of a row is open while something is computed."""

    def __init__(self, database: Database, dsn: str, settings: SelectionSettings) -> None:
        self._database = database
        self._owner = Owner(dsn)
        self._settings = settings
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._tasks: dict[UUID, asyncio.Task[UUID | None]] = {}
        self._giving_back: set[asyncio.Task[None]] = set()

    async def begin(self, tx: Transaction, training: UUID, wanted: Wanted | Rules, now: Any) -> SelectionRun:
        """It begins once this unit of work is committed. Raises TooManyUnderWay and what `runs.making` raises."""
        await runs.require_room(tx, training)
        making = await runs.making(tx, training, wanted, at=now)
        owner = await self._owner.take()
        tx.once_undone(partial(self._give_back, owner))
        run = await runs.begin(tx, training, wanted, owner, at=now)
        tx.once_committed(partial(self._start, run, making))
        return run

    async def outcome(self, id: UUID) -> UUID | None:
        """The draft or the lottery, if it is made soon. None while it runs on, or where it was ended. Raises
        the refusal with which it failed; then it is told here, and there is no run to look at.
        """
        task = self._tasks.get(id)
        if task is None:
            return None
        await asyncio.wait({task}, timeout=self._settings.answer_within_seconds)
        if not task.done() or task.cancelled():
            return None
        try:
            return task.result()
        except Refusal:
            async with self._database.transaction() as tx:
                await store.forget(tx, id)
            raise

    async def cancel(self, tx: Transaction, id: UUID) -> SelectionRun:
        """Its process ends at once where it is ours, else when its owner looks. Raises NotInThisState."""
        run = await runs.cancel(tx, id)
        tx.once_committed(partial(self._end, id))
        return run

    async def aclose(self) -> None:
        """What is not done is lost."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await self._owner.close()

    def _give_back(self, owner: int) -> None:
        """Behind whoever asked: nobody waits for it."""
        giving = asyncio.create_task(self._owner.give_back(owner))
        self._giving_back.add(giving)
        giving.add_done_callback(self._giving_back.discard)

    def _start(self, run: SelectionRun, making: Making) -> None:
        task = asyncio.create_task(self._run(run, making), name="draft")
        self._tasks[run.id] = task
        task.add_done_callback(partial(self._ended, run.id))

    def _end(self, id: UUID) -> None:
        if id in self._tasks:
            self._tasks[id].cancel()

    def _ended(self, id: UUID, task: asyncio.Task[UUID | None]) -> None:
        """Its failure is written down; here it is taken, so that nobody is told that nobody took it."""
        del self._tasks[id]
        if not task.cancelled():
            task.exception()

    async def _run(self, run: SelectionRun, making: Making) -> UUID | None:
        try:
            async with self._turn:
                decided = await self._watched(run.id, making)
            return await self._kept(run.id, making, decided)
        except EndedMeanwhile:
            return None
        except Refusal as refusal:
            await self._fail(run.id, problem_of(refusal))
            raise
        except Killed as fault:
            log.exception("draft_failed", error=type(fault).__name__, run=str(run.id))
            return None  # it is lost once its lock is given back, and told as that
        except Exception as fault:
            log.exception("draft_failed", error=type(fault).__name__, run=str(run.id))
            await self._fail(run.id, {"code": BROKEN, "title": TITLES[BROKEN], "status": 500})
            raise
        finally:
            await self._owner.give_back(run.owner)

    async def _watched(self, id: UUID, making: Making) -> Any:
        """Raises EndedMeanwhile, and what `making.decide` raises."""
        newest = Progress(Step.READING)

        def tell(step: Step, done: int = 0, of: int = 0) -> None:
            nonlocal newest
            newest = Progress(step, done, of)

        work = asyncio.create_task(making.decide(tell, self._settings.give_up_after_seconds))
        try:
            while not work.done():
                await self._note(id, newest)
                await asyncio.wait({work}, timeout=LOOKS_EVERY_SECONDS)
            return await work
        finally:
            work.cancel()
            await asyncio.wait({work})

    async def _kept(self, id: UUID, making: Making, decided: Any) -> UUID:
        """What took minutes is not given up where the database is away for a moment: if its session went with that,
        the run is lost. Raises EndedMeanwhile, and what `runs.finish` raises.
        """
        while True:
            try:
                async with self._database.transaction() as tx:
                    return await runs.finish(tx, id, making, decided)
            except TRANSIENT as fault:
                log.warning("draft_waits", error=type(fault).__name__, run=str(id))
                await asyncio.sleep(LOOKS_EVERY_SECONDS)

    async def _note(self, id: UUID, progress: Progress) -> None:
        """Raises EndedMeanwhile. A database that is away for a moment is told at the next look."""
        try:
            async with self._database.transaction() as tx:
                await runs.go_on(tx, id, progress)
        except TRANSIENT as fault:
            log.warning("draft_goes_on_unwatched", error=type(fault).__name__, run=str(id))

    async def _fail(self, id: UUID, problem: Mapping[str, Any]) -> None:
        """One that cannot be written down is lost, once its lock is given back."""
        try:
            async with self._database.transaction() as tx:
                await runs.fail(tx, id, problem)
        except (*TRANSIENT, EndedMeanwhile) as fault:
            log.warning("draft_failed_unseen", error=type(fault).__name__, run=str(id))


def problem_of(refusal: Refusal) -> dict[str, Any]:
    """As it is told over HTTP."""
    told = {"code": refusal.code(), "title": refusal.title(), "status": refusal.status, "detail": refusal.sentence()}
    return {**members_of(refusal), **told}
