"""How a place changes: it is kept, it is said, and an invitation is looked at again when its time is over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from registration.domain.place import Place
from registration.domain.place_machine import OFFERED
from registration.domain.training import Training
from registration.facts import host as facts
from registration.facts.home import visibility
from registration.store import places
from shared.backbone.reminders import Reminder
from shared.backbone.transaction import Transaction

Change = tuple[Place, Place]
"""Before and after."""


class AnswerDue(Reminder):
    """The time to answer an invitation is over. Key: the application."""

    training: UUID


async def keep(tx: Transaction, training: Training, changes: Sequence[Change], *, at: datetime) -> bool:
    """Of each change what it says, if it says anything. Whether a seat fell free."""
    changed = [(before, after) for before, after in changes if after != before]
    await places.save(tx, [after for _, after in changed])
    for before, after in changed:
        watch(tx, before, after)
        if after.announces(before):
            tx.announce(facts.of_place(after, at=at), visibility=visibility(training))
    return any(before.seated and not after.seated for before, after in changed)


def watch(tx: Transaction, before: Place, after: Place) -> None:
    if after.expires_at is not None:
        tx.remind(AnswerDue(key=after.application, training=after.training), due=after.expires_at)
    elif before.state in OFFERED:
        tx.forget(AnswerDue, after.application)
