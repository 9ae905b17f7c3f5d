"""What scheduling and the host say of a training, as far as its applicants hear of it; closing of reviews."""

from datetime import datetime
from uuid import UUID

from registration.domain import letter
from registration.domain.agenda import Agenda
from registration.domain.announcement import Announcement
from registration.domain.application import Application
from registration.domain.closing import Tally
from registration.domain.training import Training
from registration.domain.vocabulary import ApplicationState, DecisionKind
from registration.facts import home as facts
from registration.handlers import post
from registration.handlers.assessing import announce_reviewed, recognised
from registration.handlers.forgetting import keep_sent_until
from registration.store import agendas, applications, trainings
from shared.backbone.transaction import Transaction

COMING = (ApplicationState.SELECTED, ApplicationState.CONFIRMED)
WAITING = (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED, ApplicationState.RESERVED)


async def note_announcement(tx: Transaction, id: UUID, announcement: Announcement, *, at: datetime) -> None:
    """Announced or changed. Applicants hear of new days, the host of attributes that new quotas use."""
    before = await trainings.for_update(tx, id)
    after = before.on_announced(announcement)
    await trainings.save(tx, after)
    if not after.cancelled:
        keep_sent_until(tx, id, since=after.known.ends_at)
    if before.announced is None or after == before:
        return
    for application in await applications.of_training(tx, id):
        await tell_changes(tx, application, before, after, at)
    await tally_again(tx, id, at=at)


async def tell_changes(
    tx: Transaction, application: Application, before: Training, after: Training, at: datetime
) -> None:
    application = await recognised(tx, application, after)
    changed = application.on_terms_changed(before.known.terms, after.known.terms)
    if changed.announces(application):
        await applications.save(tx, changed)
        await announce_reviewed(tx, changed, after, at=at)
    days = (before.known.starts_on, before.known.ends_on) != (after.known.starts_on, after.known.ends_on)
    if days and application.state in COMING:
        await tell_new_days(tx, application)


async def tell_new_days(tx: Transaction, application: Application) -> None:
    """With a link by which she can give her place back."""
    link = await post.to_application(tx, application)
    await post.write(tx, application.participant, letter.Words.DATES_CHANGED, link, about=[application.training])


async def note_agenda(tx: Transaction, agenda: Agenda) -> None:
    """A version that comes after a later one changes nothing, and nobody is written to of it."""
    if not await agendas.save(tx, agenda):
        return
    for application in await applications.of_training(tx, agenda.training):
        if application.state is ApplicationState.CONFIRMED:
            await post.write_of(tx, application, letter.Words.AGENDA)


async def note_cancelled(tx: Transaction, id: UUID, *, at: datetime) -> None:
    before = await trainings.for_update(tx, id)
    await trainings.save(tx, before.on_cancelled())
    if not before.cancelled:
        keep_sent_until(tx, id, since=at)
    for application in await applications.of_training(tx, id):
        if application.state in (*COMING, *WAITING) and not before.cancelled:
            await post.write_of(tx, application, letter.Words.CANCELLED)


async def note_completed(tx: Transaction, id: UUID) -> None:
    await trainings.save(tx, (await trainings.for_update(tx, id)).on_completed())


async def note_decision(tx: Transaction, id: UUID, selection: UUID, kind: DecisionKind) -> None:
    """With the first selection everybody is told; those who were ruled out by their home."""
    await trainings.save(tx, (await trainings.for_update(tx, id)).on_selection_decided(selection, kind))
    for application in await applications.of_training(tx, id) if kind is DecisionKind.FIRST else ():
        if application.state is ApplicationState.INELIGIBLE:
            await post.tell(tx, application, letter.Words.NOT_ELIGIBLE)


async def close_reviews(tx: Transaction, id: UUID, *, at: datetime) -> Training:
    """Raises ReviewsMissing with the list, CallStillOpen and others."""
    before = await trainings.for_update(tx, id)
    tally, found = await counted(tx, id)
    sheets = await applications.sheets_of(tx, [one.id for one in found if compared(one)])
    missing = [late for one in found if compared(one) and (late := sheets[one.id].missing(one.code or ""))]
    training = before.close_reviews(tally, missing, home=tx.region, now=at)
    await declare(tx, training, tally, at)
    return training


def compared(application: Application) -> bool:
    return application.state in (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED)


async def reopen_reviews(tx: Transaction, id: UUID, *, at: datetime) -> Training:
    """Raises AlreadyDecided, ReviewsAreOpen."""
    training = (await trainings.for_update(tx, id)).reopen_reviews()
    await trainings.save(tx, training)
    tx.announce(facts.reviews_reopened(training, tx.region, at=at), visibility=facts.visibility(training))
    return training


async def tally_again(tx: Transaction, id: UUID, *, at: datetime) -> None:
    """Between closing and decision every change of an application is declared anew. The training is locked first."""
    before = await trainings.for_update(tx, id)
    if before.declared is None or before.decided is not None:
        return
    tally, _ = await counted(tx, id)
    training = before.on_tally(tally)
    if training.announces(before):
        await declare(tx, training, tally, at)


async def counted(tx: Transaction, id: UUID) -> tuple[Tally, list[Application]]:
    found = await applications.of_training(tx, id)
    return Tally.of(one.version for one in found), found


async def declare(tx: Transaction, training: Training, tally: Tally, at: datetime) -> None:
    await trainings.save(tx, training)
    tx.announce(facts.reviews_closed(training, tally, tx.region, at=at), visibility=facts.visibility(training))
