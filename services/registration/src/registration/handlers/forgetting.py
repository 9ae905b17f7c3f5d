"""What somebody wrote and never sent is not kept for good."""

from datetime import datetime, timedelta
from uuid import UUID

from registration.domain.application import Application
from registration.domain.vocabulary import ApplicationState
from registration.store import applications, trainings
from shared.backbone.reminders import Reminder
from shared.backbone.suspensions import is_put_off
from shared.backbone.transaction import Transaction

KEPT_UNSENT = timedelta(days=30)
"""After the last moment at which it could have been sent, and after she changed it last."""


class UnsentForm(Reminder):
    """The form of an application that was not sent is not needed any more. Key: the application."""

    training: UUID


async def keep_for_a_while(tx: Transaction, application: Application) -> None:
    training = await trainings.find(tx, application.training)
    reminder = UnsentForm(key=application.id, training=training.id)
    tx.remind(reminder, due=max(tx.now, training.known.last_sent_at) + KEPT_UNSENT)


async def note_unsent_form(tx: Transaction, reminder: UnsentForm, *, due: datetime) -> None:
    """The time to send it may be longer by now; of what is suspended none runs out."""
    training = await trainings.for_share(tx, reminder.training)
    if await is_put_off(tx, reminder, training.id, at=due):
        return
    application = await applications.for_update(tx, reminder.key)
    ends = training.known.last_sent_at + KEPT_UNSENT
    if application.state is not ApplicationState.DRAFT:
        return
    if due < ends:
        tx.remind(reminder, due=ends)
    else:
        await applications.delete_form(tx, application.id)
