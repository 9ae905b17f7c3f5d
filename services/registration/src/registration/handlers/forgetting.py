"""Nothing is kept for good: neither what somebody wrote and never sent, nor what she sent and what came to nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from registration.domain.application import Application
from registration.domain.training import Training
from registration.domain.vocabulary import ApplicationState
from registration.store import applications, people, trainings
from shared.backbone.reminders import Reminder
from shared.backbone.suspensions import is_put_off
from shared.backbone.transaction import Transaction
from shared.privacy import audit
from shared.web.principal import NOBODY

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


ERASED = "application-erased"
"""As it stands in the trail."""


class SentForms(Reminder):
    """What was sent for a training by those who did not take part is not needed any more. Key: the training; `since`:
    when it ended, or was cancelled.
    """

    since: datetime


def kept_sent(tx: Transaction) -> timedelta:
    return timedelta(days=tx.settings.retention.sent_days)


def keep_sent_until(tx: Transaction, training: UUID, *, since: datetime) -> None:
    tx.remind(SentForms(key=training, since=since), due=since + kept_sent(tx))


async def note_sent_forms(tx: Transaction, reminder: SentForms, *, due: datetime) -> None:
    """It may end later by now, or more days may be set."""
    training = await trainings.for_share(tx, reminder.key)
    if await is_put_off(tx, reminder, training.id, at=due):
        return
    since = reminder.since if training.cancelled else training.known.ends_at
    if due < since + kept_sent(tx):
        keep_sent_until(tx, training.id, since=since)
    else:
        await erase_sent(tx, training)


async def erase_sent(tx: Transaction, training: Training) -> None:
    """Of whoever took part, or may have, everything stays. Of whoever began and sent nothing there is an address."""
    found = await applications.of_training(tx, training.id)
    erased = [one for one in found if not one.erased_at and not one.may_have_taken_part(training)]
    await applications.erase(tx, [one.id for one in erased], at=tx.now)
    unneeded = await people.erase_unneeded(tx, await applications.participants_of(tx, training.id))
    await audit.note(tx, NOBODY, ERASED, *sorted({*unneeded, *(one.participant for one in erased)}))


async def erase_application(tx: Transaction, id: UUID, *, at: datetime) -> tuple[Application, bool]:
    """What she sent; and whether it was there. Raises OutcomeIsKnown, NotInThisState."""
    training = await trainings.for_share(tx, (await applications.get(tx, id)).training)
    before = await applications.for_update(tx, id)
    after = before.erase(training, now=at)
    if after == before:
        return before, False
    await applications.erase(tx, [id], at=at)
    await people.erase_unneeded(tx, [before.participant])
    return after, True
