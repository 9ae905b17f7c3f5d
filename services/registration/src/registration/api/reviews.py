"""Reviews: who gives them, her queue, one letter at a time."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from registration.api.applications import standing
from registration.api.calls import CriterionView
from registration.api.models import AN_ID, ANOTHER_ID, Mark, Words
from registration.domain.application import Application
from registration.domain.refusals.application import NotAssigned
from registration.domain.review import HIGHEST_MARK
from registration.handlers import assessing
from registration.store import applications as store
from registration.store import trainings
from registration.views import home as views
from registration.views import reviewing
from shared.privacy import audit
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import MOST_ROWS, CurrentPaging
from shared.web.principal import Principal, Staff
from shared.web.shapes import Items, Shown, example
from shared.web.values import Code

router = APIRouter(prefix="/v1", route_class=Door, tags=["reviews"])


class Reviewers(Body):
    model_config = example({"reviewers": [AN_ID, ANOTHER_ID]})

    reviewers: Annotated[list[UUID], Field(min_length=1, max_length=10)]


class Assignment(Reviewers):
    """The same reviewers for several applications."""

    model_config = example({"applications": [AN_ID], "reviewers": [AN_ID, ANOTHER_ID]})

    applications: Annotated[list[UUID], Field(min_length=1, max_length=MOST_ROWS)]


class Assigned(Shown):
    model_config = example({"application": AN_ID, "reviewers": [ANOTHER_ID]})

    application: UUID
    reviewers: list[UUID]


class ReviewBody(Body):
    """A mark from 0 to 10 for every criterion of the training; her comment stays at home."""

    model_config = example({"marks": {"commitment": 8, "passing-on": 7, "need": 6}, "comment": "…"})

    marks: dict[Code, Mark]
    comment: Words | None = None


class Reviewed(Shown):
    """How many of the needed reviews are in. What they add up to would tell her the marks of others."""

    model_config = example({"application": AN_ID, "state": "shortlisted", "given": 2, "needed": 2})

    application: UUID
    state: str
    """How far the application is."""
    given: int
    needed: int
    """How many reviews it takes."""


class QueueItem(Shown):
    model_config = example({"application": AN_ID, "code": "TJ-07", "given": False})

    application: UUID
    code: str | None
    given: bool
    """Whether the reviewer who asks has reviewed it."""


class Queue(Items[QueueItem]):
    """The numbers are of all of it, whatever the page."""

    model_config = example(
        {
            "items": [{"application": AN_ID, "code": "TJ-07", "given": False}],
            "given": 0,
            "left": 1,
            "first_left": AN_ID,
        }
    )

    given: int
    left: int
    first_left: UUID | None


class ReviewingView(Shown):
    """What she reviews a letter by, and those around it in her queue."""

    model_config = example(
        {
            "application": AN_ID,
            "training": ANOTHER_ID,
            "title": "Training of Trainers, Dushanbe 2017",
            "code": "TJ-07",
            "under18": False,
            "criteria": [{"code": "commitment", "weight": 60}, {"code": "need", "weight": 40}],
            "highest": 10,
            "reviewable": True,
            "previous": None,
            "next": ANOTHER_ID,
            "next_left": ANOTHER_ID,
            "given": 11,
            "left": 4,
        }
    )

    application: UUID
    training: UUID
    title: str | None
    code: str | None
    under18: bool | None
    criteria: list[CriterionView]
    highest: int
    reviewable: bool
    """Whether a review can be handed in or changed now."""
    previous: UUID | None
    next: UUID | None
    next_left: UUID | None
    given: int
    left: int


class LetterToRead(Shown):
    """Her letter, without name and contact; reading it is noted."""

    model_config = example({"application": AN_ID, "letter": "…"})

    application: UUID
    letter: str | None


class OwnReview(Shown):
    """Without marks while she gave none."""

    model_config = example({"marks": {"commitment": 8, "need": 6}, "comment": "…"})

    marks: dict[str, int]
    comment: str | None


class GivenReview(Shown):
    model_config = example({"reviewer": AN_ID, "marks": {"commitment": 8, "need": 6}, "comment": "…"})

    reviewer: UUID
    marks: dict[str, int]
    comment: str | None


def reviewer(who: Principal) -> UUID:
    """A token without a person reviews nothing."""
    return who.person or UUID(int=0)


async def readable(tx: CurrentTransaction, who: Principal, application: UUID) -> Application:
    """Raises NotAssigned for whoever is neither one of its reviewers nor a coordinator."""
    sheet = await store.sheet_of(tx, application)
    if not who.has(Staff.COORDINATOR) and reviewer(who) not in sheet.reviewers:
        raise NotAssigned(application, reviewer(who))
    return await store.get(tx, application)


@router.put("/applications/{application}/reviewers", summary="Give an application to its reviewers")
@allow(Staff.COORDINATOR, changes=standing)
async def assign(application: UUID, body: Reviewers, tx: CurrentTransaction, now: Now) -> Assigned:
    sheet = await assessing.assign_reviewers(tx, application, body.reviewers, at=now)
    return Assigned(application=application, reviewers=list(sheet.reviewers))


@router.post(
    "/trainings/{training}/assignments", status_code=201, summary="Give several applications to the same reviewers"
)
@allow(Staff.COORDINATOR)
async def assign_many(training: UUID, body: Assignment, tx: CurrentTransaction, now: Now) -> Items[Assigned]:
    sheets = await assessing.assign_many(tx, training, body.applications, body.reviewers, at=now)
    items = [Assigned(application=sheet.application, reviewers=list(sheet.reviewers)) for sheet in sheets]
    return Items[Assigned](items=items)


@router.get("/reviews", summary="What was given to the reviewer who asks")
@allow(Staff.REVIEWER)
async def queue(tx: CurrentTransaction, who: CurrentPrincipal, paging: CurrentPaging) -> Queue:
    person = reviewer(who)
    items = [
        QueueItem(
            application=row.application,
            code=row.code,
            given=any(review.reviewer == person for review in row.reviews or ()),
        )
        for row in paging.shown(await views.queue(tx, person, paging.page))
    ]
    return Queue(items=items, **asdict(await reviewing.how_far(tx, person)))


@router.get("/applications/{application}/reviewing", summary="What a letter is reviewed by, and those around it")
@allow(Staff.REVIEWER)
async def criteria(application: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> ReviewingView:
    found = await readable(tx, who, application)
    training = await trainings.find(tx, found.training)
    known = training.known
    far = await reviewing.how_far(tx, reviewer(who))
    return ReviewingView(
        application=application,
        training=found.training,
        title=known.title,
        code=found.code,
        under18=found.profile.under18 if found.profile else None,
        criteria=[CriterionView.model_validate(one) for one in known.criteria],
        highest=HIGHEST_MARK,
        reviewable=found.reviewable(training),
        given=far.given,
        left=far.left,
        **asdict(await reviewing.around(tx, reviewer(who), application)),
    )


@router.get("/applications/{application}/letter", summary="The letter, for its reviewers; who reads it is noted")
@allow(Staff.REVIEWER, Staff.COORDINATOR)
async def letter(application: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> LetterToRead:
    found = await readable(tx, who, application)
    await audit.note(tx, who, "letter-read", found.participant)
    return LetterToRead(application=application, letter=(await views.form(tx, application)).letter)


@router.get("/applications/{application}/review", summary="The review that she gave herself, if she did")
@allow(Staff.REVIEWER)
async def own_review(application: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> OwnReview:
    """Not noted: they are her own words."""
    found = await readable(tx, who, application)
    given = await views.reviews_of(tx, found, by=reviewer(who))
    return OwnReview.model_validate(given[0]) if given else OwnReview(marks={}, comment=None)


@router.put("/applications/{application}/review", summary="Hand in a review, in place of an earlier one")
@allow(Staff.REVIEWER, changes=own_review)
async def hand_in(
    application: UUID, body: ReviewBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> Reviewed:
    found, sheet = await assessing.hand_in_review(tx, application, reviewer(who), body.marks, body.comment, at=now)
    await audit.note(tx, who, "review-changed", found.participant)
    return Reviewed(application=found.id, state=found.state, given=len(sheet.reviews), needed=sheet.needed)


@router.get("/applications/{application}/reviews", summary="Reviews with comments; a reviewer sees her own alone")
@allow(Staff.REVIEWER, Staff.COORDINATOR)
async def given(application: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> Items[GivenReview]:
    found = await readable(tx, who, application)
    await audit.note(tx, who, "reviews-read", found.participant)
    by = None if who.has(Staff.COORDINATOR) else reviewer(who)
    return Items[GivenReview](
        items=[GivenReview.model_validate(one) for one in await views.reviews_of(tx, found, by=by)]
    )
