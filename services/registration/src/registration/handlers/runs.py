"""The making of a draft: begun with what was read, gone on with while nobody ended it, ended once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from registration.deciding.decision import Decision
from registration.domain.selection_run import KEPT_DAYS, Progress, SelectionRun
from registration.domain.vocabulary import RunState
from registration.handlers.selections import Reading, keep_draft
from registration.store import runs
from shared.backbone.reminders import Reminder
from shared.backbone.transaction import Transaction


class EndedRun(Reminder):
    """How the making of a draft went is not needed any more. Key: the run."""


class EndedMeanwhile(Exception):
    """Somebody cancelled it, or it is lost: nothing of it is kept any more."""


async def begin(tx: Transaction, reading: Reading, owner: int) -> SelectionRun:
    """`owner`: the lock that is held as long as somebody works at it."""
    run = SelectionRun(uuid7(), reading.training.id, owner, reading.wanted, reading.at)
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


async def finish(tx: Transaction, id: UUID, reading: Reading, decision: Decision) -> UUID:
    """The id of the draft. Raises EndedMeanwhile, AlreadyDecided and others."""
    run = await still_running(tx, id)
    draft = await keep_draft(tx, reading, decision)
    await runs.save(tx, run.finish(draft.id, at=tx.now))
    return draft.id


async def fail(tx: Transaction, id: UUID, problem: Mapping[str, Any]) -> None:
    """Raises EndedMeanwhile."""
    await runs.save(tx, (await still_running(tx, id)).fail(problem, at=tx.now))


async def cancel(tx: Transaction, id: UUID) -> SelectionRun:
    """Raises NotInThisState."""
    run = (await runs.for_update(tx, id)).cancel(at=tx.now)
    await runs.save(tx, run)
    return run
