"""Reviews, rules and organisations of an application: whatever changes them is said to the host."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from registration.domain import letter
from registration.domain.application import Application
from registration.domain.review import ReviewSheet
from registration.domain.training import Training
from registration.domain.vocabulary import EligibilityRule, StaffKind
from registration.facts import home as facts
from registration.handlers import post
from registration.store import applications, organisations, people, trainings
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere


async def assign_reviewers(tx: Transaction, id: UUID, reviewers: Collection[UUID], *, at: datetime) -> ReviewSheet:
    """Raises TooFewReviewers, ReviewAlreadyGiven, NotOfThisKind and others."""
    application, training = await loaded(tx, id)
    for reviewer in reviewers:
        await people.require_kind(tx, reviewer, StaffKind.REVIEWER)
    application.assign(training)
    sheet = (await applications.sheet_of(tx, id)).assign(reviewers)
    await applications.save_sheet(tx, sheet)
    await keep(tx, application, application.review(sheet, training), training, at)
    return sheet


async def assign_many(
    tx: Transaction, training: UUID, given: Collection[UUID], reviewers: Collection[UUID], *, at: datetime
) -> list[ReviewSheet]:
    """The same reviewers for all of them, or for none. Raises what `assign_reviewers` raises; NotKnownHere for an
    application to another training.
    """
    sheets = []
    for one in sorted(set(given)):
        if (await applications.get(tx, one)).training != training:
            raise NotKnownHere("application", one)
        sheets.append(await assign_reviewers(tx, one, reviewers, at=at))
    return sheets


async def hand_in_review(
    tx: Transaction, id: UUID, reviewer: UUID, marks: Mapping[str, int], comment: str | None, *, at: datetime
) -> tuple[Application, ReviewSheet]:
    """In place of an earlier one of hers and its comment.

    Raises NotAssigned, MarksIncomplete, MarkOutOfRange, ReviewsAreClosed and others.
    """
    application, training = await loaded(tx, id)
    sheet = (await applications.sheet_of(tx, id)).hand_in(reviewer, marks, training.known.criteria)
    after = application.review(sheet, training)
    await applications.save_sheet(tx, sheet)
    await applications.delete_comment(tx, id, reviewer)
    if comment:
        await applications.save_comment(tx, application, reviewer, comment)
    return await keep(tx, application, after, training, at), sheet


async def rule_out(tx: Transaction, id: UUID, rule: EligibilityRule, *, at: datetime) -> Application:
    """Whoever is ruled out after the others were told hears of it at once."""
    application, training = await loaded(tx, id)
    after = application.rule_out(rule, training)
    if training.decided is not None and after != application:
        await post.tell(tx, after, letter.Words.NOT_ELIGIBLE)
    return await keep(tx, application, after, training, at)


async def rule_in(tx: Transaction, id: UUID, *, at: datetime) -> Application:
    """Raises ReviewsMissing."""
    application, training = await loaded(tx, id)
    sheet = await applications.sheet_of(tx, id)
    return await keep(tx, application, application.rule_in(sheet, training), training, at)


async def name_organisation(tx: Transaction, id: UUID, organisation: str | None, *, at: datetime) -> Application:
    """None for somebody without one. Raises UnknownOrganisation: two spellings would be two under a cap."""
    application, training = await loaded(tx, id)
    after = application.name_organisation(organisation, training)
    if organisation is not None:
        await organisations.require(tx, organisation)
    return await keep(tx, application, after, training, at)


async def loaded(tx: Transaction, id: UUID) -> tuple[Application, Training]:
    """The application's row is locked; its training is only read, so that many reviews come in at once."""
    application = await applications.for_update(tx, id)
    training = await trainings.find(tx, application.training)
    return await recognised(tx, application, training), training


async def recognised(tx: Transaction, application: Application, training: Training) -> Application:
    """Whether she attended before, as it is known now."""
    alumna = await applications.is_alumna(tx, application.participant, training.known.programme)
    return application.recognised(alumna=alumna)


async def keep(
    tx: Transaction, before: Application, after: Application, training: Training, at: datetime
) -> Application:
    if after == before:
        return before
    await applications.save(tx, after)
    if after.announces(before):
        await announce_reviewed(tx, after, training, at=at)
    return after


async def announce_reviewed(tx: Transaction, application: Application, training: Training, *, at: datetime) -> None:
    pseudonym = organisation_pseudonym(tx, application)
    fact = facts.application_reviewed(application, training, pseudonym, at=at)
    tx.announce(fact, visibility=facts.visibility(training))


def organisation_pseudonym(tx: Transaction, application: Application) -> str | None:
    """The same organisation is another word in each training and home: a cap holds per home."""
    if application.organisation is None:
        return None
    return tx.keyed_hash(f"organisation:{application.training}", application.organisation).hex()
