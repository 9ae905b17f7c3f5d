"""Applications at home, their forms, reviews and invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter

from registration.domain.application import Application
from registration.domain.application_machine import STANDING
from registration.domain.form import Form
from registration.domain.invitation import Invitation
from registration.domain.review import ReviewSheet
from registration.domain.vocabulary import ApplicationState, Outcome
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

APPLICATION = """
    select id, version, training, participant, home, admission, state, code, profile, submitted_at, duplicate_of,
           organisation, rule, score, reviews, revision, offer, withdrawn, left_out,
           outcome, erased_at
    from application
"""
FORM = TypeAdapter(Form)
ENDED = {ApplicationState.NOT_SELECTED, ApplicationState.RELEASED}


async def add(tx: Transaction, application: Application) -> None:
    await tx.execute(
        """insert into application (id, version, training, participant, home, admission, state, reviews, revision)
           values ($1, $2, $3, $4, $5, $6, $7, 0, 0)""",
        application.id,
        application.version,
        application.training,
        application.participant,
        application.home,
        application.admission,
        application.state,
    )


async def save(tx: Transaction, application: Application) -> None:
    await tx.execute(
        """update application set version = $2, state = $3, code = $4, profile = $5, submitted_at = $6,
             duplicate_of = $7, organisation = $8, rule = $9, score = $10, reviews = $11, revision = $12, offer = $13,
             withdrawn = $14, outcome = $15, left_out = $16 where id = $1""",
        application.id,
        application.version,
        application.state,
        application.code,
        application.profile,
        application.submitted_at,
        application.duplicate_of,
        application.organisation,
        application.rule,
        application.score,
        application.reviews,
        application.revision,
        application.offer,
        application.withdrawn,
        application.outcome,
        application.left_out,
    )


async def find_for_update(tx: Transaction, id: UUID) -> Application | None:
    return await tx.one(Application, f"{APPLICATION} where id = $1 for update", id)


async def for_update(tx: Transaction, id: UUID) -> Application:
    """The row is locked until the unit of work ends. Raises NotKnownHere."""
    return known(await find_for_update(tx, id), id)


async def get(tx: Transaction, id: UUID) -> Application:
    """Raises NotKnownHere."""
    return known(await tx.one(Application, f"{APPLICATION} where id = $1", id), id)


def known(application: Application | None, id: UUID) -> Application:
    if application is None:
        raise NotKnownHere("application", id)
    return application


async def of_training(tx: Transaction, training: UUID) -> list[Application]:
    """Those that were submitted, by code; locked in the order of their ids."""
    sql = f"{APPLICATION} where training = $1 and state <> 'draft' order by id for update"
    return sorted(await tx.many(Application, sql, training), key=lambda one: one.code or "")


ONE_OF_EACH = f"""
    select * from (
      select distinct on (training) * from ({APPLICATION} where participant = $1) hers
      order by training, state = any($2::text[]) desc, (duplicate_of is null) desc, (state = 'draft') desc,
        exists (select from form where application = hers.id) desc, id desc
    ) one_each order by outcome is not null desc, state = any($2::text[]) desc, id desc
"""  # noqa: S608 - a constant


async def one_of_each_training(tx: Transaction, participant: UUID) -> list[Application]:
    """For each training to which she applied the one that counts: one that stands and is no duplicate, else what she
    has begun and written most in, else what has ended. Those first that matter most to her.
    """
    standing = sorted({state for states in STANDING.values() for state in states} - ENDED)
    return await tx.many(Application, ONE_OF_EACH, participant, standing)


async def earlier_of(tx: Transaction, application: Application) -> UUID | None:
    """Her first other application to the same training that stands."""
    return await tx.one(
        UUID,
        """select id from application where participant = $1 and training = $2 and id <> $3
           and state = any($4::text[]) order by submitted_at limit 1""",
        application.participant,
        application.training,
        application.id,
        list(STANDING[application.admission]),
    )


async def is_alumna(tx: Transaction, participant: UUID, programme: UUID) -> bool:
    """Whether she attended, at least partly, an earlier training of the programme."""
    return bool(
        await tx.one(
            bool,
            """select exists (select 1 from application a join training t on t.id = a.training
               where a.participant = $1 and a.outcome = any($2::text[]) and t.announced ->> 'programme' = $3)""",
            participant,
            [Outcome.ATTENDED, Outcome.PARTLY],
            str(programme),
        )
    )


async def save_form(tx: Transaction, application: Application, form: Form) -> bool:
    """In place of what she typed before; whether there was nothing. Raises PersonErased."""
    begun = await tx.one(
        bool,
        """insert into form (application, content) values ($1, $2)
           on conflict (application) do update set content = excluded.content returning xmax = 0""",
        application.id,
        await tx.seal(application.participant, FORM.dump_json(form).decode()),
    )
    return bool(begun)


async def delete_form(tx: Transaction, application: UUID) -> bool:
    """Whether there was one."""
    return bool(await tx.one(bool, "delete from form where application = $1 returning true", application))


async def erase(tx: Transaction, ids: Sequence[UUID], *, at: datetime) -> None:
    """What was typed, and what reviewers wrote about it; codes, marks and scores stay."""
    await tx.execute("delete from form where application = any($1::uuid[])", list(ids))
    await tx.execute("delete from review_comment where application = any($1::uuid[])", list(ids))
    await tx.execute("update application set erased_at = $2 where id = any($1::uuid[])", list(ids), at)


async def participants_of(tx: Transaction, training: UUID) -> list[UUID]:
    """Of all that were ever begun."""
    return await tx.many(UUID, "select distinct participant from application where training = $1", training)


async def form_of(tx: Transaction, application: Application) -> Form:
    sealed = await tx.one(bytes, "select content from form where application = $1", application.id)
    return Form() if sealed is None else FORM.validate_json(await tx.unseal(application.participant, sealed))


async def sheet_of(tx: Transaction, application: UUID) -> ReviewSheet:
    sql = "select application, reviewers, reviews from review_sheet where application = $1"
    return await tx.one(ReviewSheet, sql, application) or ReviewSheet(application)


async def sheets_of(tx: Transaction, applications: Sequence[UUID]) -> dict[UUID, ReviewSheet]:
    sql = "select application, reviewers, reviews from review_sheet where application = any($1::uuid[])"
    kept = {sheet.application: sheet for sheet in await tx.many(ReviewSheet, sql, list(applications))}
    return {one: kept.get(one, ReviewSheet(one)) for one in applications}


async def save_sheet(tx: Transaction, sheet: ReviewSheet) -> None:
    await tx.execute(
        """insert into review_sheet (application, reviewers, reviews) values ($1, $2, $3)
           on conflict (application) do update set reviewers = excluded.reviewers, reviews = excluded.reviews""",
        sheet.application,
        list(sheet.reviewers),
        list(sheet.reviews),
    )


async def save_comment(tx: Transaction, application: Application, reviewer: UUID, comment: str) -> None:
    await tx.execute(
        """insert into review_comment (application, reviewer, comment) values ($1, $2, $3)
           on conflict (application, reviewer) do update set comment = excluded.comment""",
        application.id,
        reviewer,
        await tx.seal(application.participant, comment),
    )


async def delete_comment(tx: Transaction, application: UUID, reviewer: UUID) -> None:
    await tx.execute("delete from review_comment where application = $1 and reviewer = $2", application, reviewer)


@dataclass(frozen=True, slots=True)
class Comment:
    reviewer: UUID
    comment: bytes


async def comments_of(tx: Transaction, application: Application, reviewers: Sequence[UUID]) -> dict[UUID, str]:
    """Of these, by reviewer."""
    sql = "select reviewer, comment from review_comment where application = $1 and reviewer = any($2::uuid[])"
    found = await tx.many(Comment, sql, application.id, list(reviewers))
    comments = await tx.unseal_all([(application.participant, one.comment) for one in found])
    return {one.reviewer: comment for one, comment in zip(found, comments, strict=True)}


INVITATION = """select offer, application, training, participant, answer_by, state, sent_at, answered_at, reason,
                       closed_by from invitation"""


async def invitation_for_update(tx: Transaction, offer: UUID) -> Invitation | None:
    return await tx.one(Invitation, f"{INVITATION} where offer = $1 for update", offer)


async def invitation(tx: Transaction, offer: UUID) -> Invitation:
    """Raises NotKnownHere."""
    found = await tx.one(Invitation, f"{INVITATION} where offer = $1", offer)
    if found is None:
        raise NotKnownHere("offer", offer)
    return found


async def save_invitation(tx: Transaction, invitation: Invitation) -> None:
    await tx.execute(
        """insert into invitation (offer, application, training, participant, answer_by, state, sent_at, answered_at,
                                   reason, closed_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           on conflict (offer) do update set answer_by = excluded.answer_by, state = excluded.state,
             sent_at = excluded.sent_at, answered_at = excluded.answered_at, reason = excluded.reason,
             closed_by = excluded.closed_by""",
        invitation.offer,
        invitation.application,
        invitation.training,
        invitation.participant,
        invitation.answer_by,
        invitation.state,
        invitation.sent_at,
        invitation.answered_at,
        invitation.reason,
        invitation.closed_by,
    )
