"""An application from its draft to what became of it."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from registration.domain import letter
from registration.domain.application import Application
from registration.domain.application_machine import Request
from registration.domain.codes import code_prefix
from registration.domain.form import Form
from registration.domain.letter import LetterLink
from registration.domain.vocabulary import (
    THERE,
    ApplicationState,
    LeftOutReason,
    LinkPurpose,
    NotSelectedReason,
    Outcome,
    ReleaseCause,
    WithdrawalReason,
)
from registration.facts import home as facts
from registration.handlers import post
from registration.handlers.forgetting import UnsentForm, keep_for_a_while
from registration.handlers.trainings import tally_again
from registration.store import applications, people, trainings
from shared.backbone.transaction import Transaction
from shared.web import links
from shared.web.principal import Grant


async def start_application(
    tx: Transaction, training: UUID, contact: str, language: str, *, via: Grant | None, at: datetime
) -> Application:
    """A draft, and a mail with its link. Who was met with this contact before is the same person.

    A link of another training lets nobody in: the route is open to anyone, so that is looked at here. After
    `post.MOST_ASKED_FOR` letters in an hour she is written to when she asks for her links.
    """
    known = await trainings.find(tx, training)
    purpose = purpose_for(training, via)
    known.require_entry(purpose)
    if via is not None and purpose is known.entry_purpose:
        await links.use(tx, via)
    person = await people.with_contact(tx, contact, [language])
    application = Application.start(uuid7(), person.id, known, home=tx.region, now=at)
    await applications.add(tx, application)
    if await post.may_be_asked_for(tx, person.id):
        link = await post.to_application(tx, application)
        await post.write_asked_for(tx, person.id, letter.Words.APPLICATION_BEGUN, link, about=[training])
    return application


def purpose_for(training: UUID, via: Grant | None) -> LinkPurpose | None:
    """What her link is for, if it is about this training."""
    return LinkPurpose(via.purpose) if via and via.scope.get("training") == training else None


async def fill_in(tx: Transaction, id: UUID, form: Form, *, at: datetime) -> tuple[Application, bool]:
    """Saves the form as far as it is filled in; of one with nothing in it nothing is kept. Whether it was begun or
    deleted with this. Raises BirthDateNotPossible: a slip is easiest to mend where it was made.
    """
    application = await applications.for_update(tx, id)
    application.admit(Request.FILL_IN)
    first_day = (await trainings.find(tx, application.training)).known.starts_on
    form.require_possible(first_day=first_day, today=at.date())
    if form == Form():
        tx.forget(UnsentForm, id)
        return application, await applications.delete_form(tx, id)
    await keep_for_a_while(tx, application)
    return application, await applications.save_form(tx, application, form)


async def submit_application(tx: Transaction, id: UUID, *, at: datetime) -> Application:
    """Raises CallClosed, FormIncomplete, AlreadyEnrolled and others.

    The training first, as everywhere, shared by all who submit: its reviews are closed before or after. Her own row is
    locked (by its name) before her other applications are looked for: two may be submitted at once.
    """
    training = await trainings.for_share(tx, (await applications.get(tx, id)).training)
    draft = await applications.for_update(tx, id)
    form = await applications.form_of(tx, draft)
    alumna = await applications.is_alumna(tx, draft.participant, training.known.programme)
    profile = form.profile(draft.admission, first_day=training.known.starts_on, alumna=alumna)
    await people.save_name(tx, draft.participant, form.name or "", profile.country)
    earlier = await applications.earlier_of(tx, draft)
    number = await trainings.next_number(tx, draft.training, code_prefix(draft.admission, profile.country))
    application = draft.submit(profile, training, number=number, earlier=earlier, now=at)
    await applications.save(tx, application)
    tx.forget(UnsentForm, id)
    await post.write_of(tx, application, letter.Words.RECEIVED)
    tx.announce(facts.application_submitted(application, at=at), visibility=facts.visibility(training))
    return application


async def withdraw_application(tx: Transaction, id: UUID, reason: WithdrawalReason, *, at: datetime) -> Application:
    """Raises OutcomeIsKnown, NotInThisState. After the closing of the reviews the home counts again."""
    before = await applications.get(tx, id)
    training = await trainings.for_update(tx, before.training)
    application = (await applications.for_update(tx, id)).withdraw(reason)
    await applications.save(tx, application)
    await close_invitation(tx, application, ReleaseCause.WITHDRAWN)
    tx.announce(facts.application_withdrawn(application, at=at), visibility=facts.visibility(training))
    await tally_again(tx, application.training, at=at)
    return application


async def close_invitation(tx: Transaction, application: Application, how: ReleaseCause) -> None:
    if application.offer is None:
        return
    invitation = await applications.invitation_for_update(tx, application.offer)
    if invitation is not None:
        await applications.save_invitation(tx, invitation.on_closed(how))


async def note_reserved(tx: Transaction, id: UUID) -> None:
    before = await applications.find_for_update(tx, id)
    if before is None or (after := before.on_reserved()) == before:
        return
    await applications.save(tx, after)
    await post.tell(tx, after, letter.Words.RESERVED)


WORDS_OF = {
    NotSelectedReason.BELOW_SELECTED: letter.Words.NOT_SELECTED,
    NotSelectedReason.FULL: letter.Words.FULL,
    NotSelectedReason.STOOD_DOWN: letter.Words.LIST_CLOSED,
}


async def note_not_selected(
    tx: Transaction, id: UUID, reason: NotSelectedReason, left_out: LeftOutReason | None
) -> None:
    before = await applications.find_for_update(tx, id)
    if before is None or (after := before.on_not_selected(left_out)) == before:
        return
    await applications.save(tx, after)
    await post.tell(tx, after, WORDS_OF[reason] if left_out is None else letter.Words.TOO_LATE_TO_COME)


async def note_confirmed(tx: Transaction, id: UUID) -> None:
    before = await applications.find_for_update(tx, id)
    if before is None or (after := before.on_confirmed()) == before:
        return
    await applications.save(tx, after)
    await post.tell(tx, after, letter.Words.CONFIRMED)


WORDS_OF_RELEASE = {
    ReleaseCause.DECLINED: letter.Words.DECLINED,
    ReleaseCause.EXPIRED: letter.Words.EXPIRED,
    ReleaseCause.WITHDRAWN: letter.Words.DECLINED,
    ReleaseCause.ERASED: letter.Words.DECLINED,
    ReleaseCause.CANCELLED: letter.Words.CANCELLED,
    ReleaseCause.BY_HOST: letter.Words.TAKEN_BACK,
}


async def note_released(tx: Transaction, id: UUID, how: ReleaseCause) -> None:
    before = await applications.find_for_update(tx, id)
    if before is None:
        return
    await close_invitation(tx, before, how)
    if (after := before.on_released()) == before:
        return
    await applications.save(tx, after)
    passed_over = before.state is ApplicationState.RESERVED and how is ReleaseCause.BY_HOST
    await post.tell(tx, after, letter.Words.OFF_THE_LIST if passed_over else WORDS_OF_RELEASE[how])


async def note_attended(tx: Transaction, id: UUID, outcome: Outcome, *, at: datetime) -> None:
    """Whoever was there may plan and give feedback: a link for each."""
    before = await applications.find_for_update(tx, id)
    if before is None or (after := before.on_attended(outcome)) == before:
        return
    await applications.save(tx, after)
    if outcome is Outcome.NO_SHOW or before.outcome in THERE:
        return
    await post.write_of(tx, after, letter.Words.ATTENDED, *await what_follows(tx, after, at=at))


async def what_follows(tx: Transaction, application: Application, *, at: datetime) -> list[LetterLink]:
    """The links that whoever was there has: to her plan, and to say how it was."""
    scope = {"training": application.training, "application": application.id}
    purposes = LinkPurpose.FOLLOW_UP, LinkPurpose.FEEDBACK
    return [await post.issue(tx, application.participant, purpose, scope, at=at) for purpose in purposes]
