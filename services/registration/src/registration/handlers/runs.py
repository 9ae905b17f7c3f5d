"""The making of a draft or a list: begun with what was read, gone on with while nobody ended it, ended once."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from registration.domain.lottery import Lottery, Rules
from registration.domain.refusals.selecting import TooManyUnderWay
from registration.domain.selection import Selection
from registration.domain.selection_run import KEPT_DAYS, Progress, SelectionRun, Tell, Wanted
from registration.domain.vocabulary import RunState
from registration.handlers.lotteries import commit_to, list_of, read_for_list
from registration.handlers.selections import decision_on, keep_draft, read_for_draft
from registration.store import runs
from shared.backbone.reminders import Reminder
from shared.backbone.transaction import Transaction

AT_MOST = 6
"""Of one training, those that wait for their turn too: each may take as long as a draft may, and holds what it read."""


class EndedRun(Reminder):
    """How the making of it went is not needed any more. Key: the run."""


class EndedMeanwhile(Exception):
    """Somebody cancelled it, or it is lost: nothing of it is kept any more."""


@dataclass(frozen=True, slots=True)
class Making:
    """What a run makes of what was read: `decide` within so many seconds, holding nothing of the database; then `keep`
    what that returned.
    """

    decide: Callable[[Tell, float], Coroutine[Any, Any, Any]]
    keep: Callable[[Transaction, Any], Awaitable[Selection | Lottery]]


async def making(tx: Transaction, training: UUID, wanted: Wanted | Rules, *, at: datetime) -> Making:
    """Raises CandidatesIncomplete, HomeNotOfTraining, AlreadyDecided and others."""
    if isinstance(wanted, Rules):
        read = await read_for_list(tx, training, wanted, at=at)
        return Making(partial(list_of, read, wanted), partial(commit_to, reading=read, rules=wanted))
    reading = await read_for_draft(tx, training, wanted, at=at)
    return Making(partial(decision_on, reading), partial(keep_draft, reading=reading))


async def require_room(tx: Transaction, training: UUID) -> None:
    """Raises TooManyUnderWay."""
    if await runs.under_way(tx, training) >= AT_MOST:
        raise TooManyUnderWay(training, AT_MOST)


async def begin(tx: Transaction, training: UUID, wanted: Wanted | Rules, owner: int, *, at: datetime) -> SelectionRun:
    """`owner`: the lock that is held as long as somebody works at it."""
    run = SelectionRun(uuid7(), training, owner, wanted, at)
    await runs.add(tx, run)
    tx.remind(EndedRun(key=run.id), due=run.kept_until)
    return run


async def note_ended(tx: Transaction, reminder: EndedRun, *, due: datetime) -> None:
    """One that ended later, or works on while story time is moved, is kept as long."""
    run = await runs.if_there(tx, reminder.key)
    if run is None:
        return
    kept_until = due + KEPT_DAYS if run.state is RunState.RUNNING else run.kept_until
    if due < kept_until:
        tx.remind(reminder, due=kept_until)
    else:
        await runs.forget(tx, run.id)


async def still_running(tx: Transaction, id: UUID) -> SelectionRun:
    """The row is locked. Raises EndedMeanwhile."""
    run = await runs.for_update(tx, id)
    if run.state is not RunState.RUNNING:
        raise EndedMeanwhile
    return run


async def go_on(tx: Transaction, id: UUID, progress: Progress) -> None:
    """Raises EndedMeanwhile."""
    await runs.save(tx, (await still_running(tx, id)).at_step(progress))


async def finish(tx: Transaction, id: UUID, making: Making, decided: Any) -> UUID:
    """The id of the draft, or of the lottery. Raises EndedMeanwhile, AlreadyDecided, ChangedWhileMade and others."""
    run = await still_running(tx, id)
    made = await making.keep(tx, decided)
    await runs.save(tx, run.finish(made.id, at=tx.now))
    return made.id


async def fail(tx: Transaction, id: UUID, problem: Mapping[str, Any]) -> None:
    """Raises EndedMeanwhile."""
    await runs.save(tx, (await still_running(tx, id)).fail(problem, at=tx.now))


async def cancel(tx: Transaction, id: UUID) -> SelectionRun:
    """Raises NotInThisState."""
    run = (await runs.for_update(tx, id)).cancel(at=tx.now)
    await runs.save(tx, run)
    return run
