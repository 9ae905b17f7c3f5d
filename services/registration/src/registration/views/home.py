"""What the home coordinator, reviewers and applicants see."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from registration.domain.application import Application
from registration.domain.form import Form, Profile
from registration.domain.invitation import Invitation
from registration.domain.letter import Letter
from registration.domain.review import Review
from registration.domain.vocabulary import ApplicationState, EligibilityRule, GivenUp, InvitationState, StaffKind
from registration.mail import words
from registration.store import applications, letters, people, trainings
from registration.views import plans
from shared.backbone.pages import Listed, Page
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere


@dataclass(frozen=True, slots=True)
class Row:
    """One submitted application in the coordinator's list."""

    application: UUID
    participant: UUID
    code: str | None
    state: ApplicationState
    profile: Profile | None
    duplicate_of: UUID | None
    organisation: str | None
    rule: str | None
    score: int | None
    offer: UUID | None
    outcome: str | None
    withdrawn: str | None
    reviewers: list[UUID] | None
    reviews: list[Review] | None


ROW = """
    select a.id as application, participant, code, state, profile, duplicate_of, organisation, rule, score, offer,
           outcome, withdrawn, s.reviewers, s.reviews
    from application a left join review_sheet s on s.application = a.id
"""
SUBMITTED = f"{ROW} where training = $1 and code is not null"
BY_CODE = {"code": "text", "application": "uuid"}


async def page_of_rows(
    tx: Transaction, training: UUID, page: Page, state: ApplicationState | None, code: str, *, unassigned: bool
) -> Listed[Row]:
    """Submitted ones whose code begins so, in one state or in any, all or those without reviewers, in order of code."""
    there = "($2::text is null or state = $2) and starts_with(code, $3) and (not $4 or s.application is null)"
    return await tx.page(Row, f"{SUBMITTED} and {there}", training, state, code, unassigned, order=BY_CODE, page=page)


async def row(tx: Transaction, application: UUID) -> Row:
    """Raises NotKnownHere."""
    found = await tx.one(Row, f"{ROW} where a.id = $1", application)
    if found is None:
        raise NotKnownHere("application", application)
    return found


async def queue(tx: Transaction, reviewer: UUID, page: Page) -> Listed[Row]:
    """What was given to her and can still be reviewed, in order of code; nothing of a suspended training."""
    compared = [ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED]
    sql = f"{ROW} where $1 = any(s.reviewers) and state = any($2::text[]) and {going_on('a.training')}"
    return await tx.page(Row, sql, reviewer, compared, order=BY_CODE, page=page)


@dataclass(frozen=True, slots=True)
class Funnel(plans.Counted):
    """From drafts to those who remain, who attended, and their plans. `by_…` of the submitted, `remaining_…` of those
    who can be selected, `attended`: wholly or partly, `plans_whole`: none is missing among the plans.
    """

    drafts: int
    submitted: int
    withdrawn: int
    ineligible: int
    by_rule: Mapping[str, int]
    remaining: int
    by_country: Mapping[str, int]
    by_sector: Mapping[str, int]
    remaining_by_country: Mapping[str, int]
    remaining_by_sector: Mapping[str, int]
    alumnae: int
    reviews: int
    attended: int
    plans_whole: bool


@dataclass(frozen=True, slots=True)
class Figures:
    drafts: int
    submitted: int
    withdrawn: int
    ineligible: int
    remaining: int
    alumnae: int
    reviews: int
    attended: int


@dataclass(frozen=True, slots=True)
class WithWord:
    """Submitted ones of which one thing says the same word, and how many of them remain."""

    about: str
    word: str
    submitted: int
    remaining: int


FOUND = """
    select a.*, code is not null as sent, code is not null and withdrawn is null and rule is null as remains
    from application a where training = $1
"""
FIGURES = f"""
    select count(*) as drafts,
           count(*) filter (where sent) as submitted,
           count(*) filter (where sent and withdrawn is not null) as withdrawn,
           count(*) filter (where sent and state = $2) as ineligible,
           count(*) filter (where remains) as remaining,
           count(*) filter (where sent and (profile ->> 'alumna')::boolean) as alumnae,
           coalesce(sum(jsonb_array_length(s.reviews)) filter (where remains), 0) as reviews,
           count(*) filter (where outcome in ('attended', 'partly')) as attended
    from ({FOUND}) found left join review_sheet s on s.application = found.id
"""  # noqa: S608 - constants
WORDS = f"""
    select about, word, count(*) as submitted, count(*) filter (where remains) as remaining
    from ({FOUND}) found cross join lateral (values
      ('rule', rule), ('country', profile ->> 'country'), ('sector', profile ->> 'sector')) said(about, word)
    where sent and word is not null group by 1, 2 order by 1, word collate "C"
"""  # noqa: S608 - constants


async def funnel(tx: Transaction, training: UUID) -> Funnel:
    """`drafts`: all that were ever begun; `reviews`: of those who remain."""
    figures = await tx.one(Figures, FIGURES, training, ApplicationState.INELIGIBLE)
    assert figures is not None  # noqa: S101 - an aggregate has a row
    words = await tx.many(WithWord, WORDS, training)
    return Funnel(
        drafts=figures.drafts,
        submitted=figures.submitted,
        withdrawn=figures.withdrawn,
        ineligible=figures.ineligible,
        by_rule={one.word: one.submitted for one in words if one.about == "rule"},
        remaining=figures.remaining,
        by_country={one.word: one.submitted for one in words if one.about == "country"},
        by_sector={one.word: one.submitted for one in words if one.about == "sector"},
        remaining_by_country={one.word: one.remaining for one in words if one.about == "country" and one.remaining},
        remaining_by_sector={one.word: one.remaining for one in words if one.about == "sector" and one.remaining},
        alumnae=figures.alumnae,
        reviews=figures.reviews,
        attended=figures.attended,
        plans_whole=await plans.are_whole(tx, training),
        **asdict(await plans.counted(tx, training)),
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """An invitation as the home coordinator sees it."""

    offer: UUID
    application: UUID
    code: str | None
    state: InvitationState
    answer_by: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    reason: str | None
    closed_by: str | None


async def invitations(tx: Transaction, training: UUID, page: Page) -> Listed[Offered]:
    return await tx.page(
        Offered,
        """select i.offer, i.application, a.code, i.state, i.answer_by, i.sent_at, i.answered_at, i.reason, i.closed_by
           from invitation i join application a on a.id = i.application where i.training = $1""",
        training,
        order={"offer": "uuid"},
        page=page,
    )


@dataclass(frozen=True, slots=True)
class CameBack:
    """What came back of all invitations of a training. `expired`: closed by the clock, unanswered."""

    sent: int
    accepted: int
    declined: int
    expired: int


CAME_BACK = """
    select count(sent_at) as sent,
           count(*) filter (where state = 'accepted') as accepted,
           count(*) filter (where state = 'declined') as declined,
           count(*) filter (where closed_by = 'expired') as expired
    from invitation where training = $1
"""


async def came_back(tx: Transaction, training: UUID) -> CameBack:
    return await tx.one(CameBack, CAME_BACK, training) or CameBack(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody's own name, and how she is reached, for those who may see them."""

    name: str | None
    contact: str
    letters_in: str


async def who(tx: Transaction, person: UUID) -> Contact:
    """Raises NotKnownHere."""
    language = words.language_of((await people.get(tx, person)).languages)
    return Contact(await people.name_of(tx, person), await people.contact_of(tx, person), language)


async def working(tx: Transaction, kind: StaffKind, page: Page) -> Listed[tuple[people.Person, str | None]]:
    """Each with her name, in the order in which they were met; nobody who was erased."""
    found = await people.listed(tx, kind, page)
    names = await people.names_of(tx, [one.id for one in found.rows])
    return Listed([(one, names.get(one.id)) for one in found.rows], found.next)


@dataclass(frozen=True, slots=True)
class WrittenTo:
    """A letter to somebody; of its links what stands before them alone."""

    words: str
    links: list[str]
    written_at: datetime
    sent_at: datetime | None
    given_up_at: datetime | None
    given_up_why: GivenUp | None


async def letters_to(tx: Transaction, person: UUID, page: Page) -> Listed[WrittenTo]:
    """The oldest first, in the language in which she is written to now. Raises NotKnownHere, PersonErased."""
    language = words.language_of((await people.get(tx, person)).languages)
    kept = await letters.to(tx, person, page)
    opened = await letters.opened(tx, person, *[one.content for one in kept.rows])
    return Listed([written(one, letter, language) for one, letter in zip(kept.rows, opened, strict=True)], kept.next)


def written(kept: letters.Written, letter: Letter, language: str) -> WrittenTo:
    labels = [words.label(link, language) for link in letter.links]
    said = words.said(letter, language)
    return WrittenTo(said, labels, kept.written_at, kept.sent_at, kept.given_up_at, kept.given_up_why)


@dataclass(frozen=True, slots=True)
class Given:
    """A review with its comment."""

    reviewer: UUID
    marks: Mapping[str, int]
    comment: str | None


async def reviews_of(tx: Transaction, application: Application, *, by: UUID | None) -> list[Given]:
    """All, or those of one reviewer."""
    given = [one for one in (await applications.sheet_of(tx, application.id)).reviews if by in (None, one.reviewer)]
    comments = await applications.comments_of(tx, application, [one.reviewer for one in given])
    return [Given(one.reviewer, one.marks, comments.get(one.reviewer)) for one in given]


@dataclass(frozen=True, slots=True)
class Own:
    """What she may know of her application. `rule`: once the others were told too."""

    application: Application
    rule: EligibilityRule | None
    invitation: Invitation | None
    erasable: bool


async def own(tx: Transaction, id: UUID, *, at: datetime) -> Own:
    """Raises NotKnownHere."""
    application = await applications.get(tx, id)
    training = await trainings.find(tx, application.training)
    invitation = await applications.invitation(tx, application.offer) if application.offer else None
    rule = application.rule if training.decided else None
    return Own(application, rule, invitation, application.erasable(training, now=at))


async def form(tx: Transaction, id: UUID) -> Form:
    """Raises NotKnownHere."""
    return await applications.form_of(tx, await applications.get(tx, id))
