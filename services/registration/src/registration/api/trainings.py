"""Trainings as registration knows them: the call, the funnel, the closing of reviews, entry links."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from registration.api.models import AN_ID
from registration.domain.training import Training
from registration.domain.vocabulary import Admission, CallState, LinkPurpose, ReviewsState
from registration.handlers import people as people_handlers
from registration.handlers import trainings as handlers
from registration.store import trainings as store
from registration.views import home as views
from shared.web.created import shown_by
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.principal import Staff
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1/trainings/{training}", route_class=Door, tags=["trainings"])


class QuotaView(Shown):
    """Seats for those who match every pair of `where`."""

    model_config = example({"id": "country-TJ", "where": {"country": "TJ"}, "minimum": 6, "maximum": 9})

    id: str
    where: dict[str, str]
    minimum: int
    maximum: int | None


class TrainingView(Shown):
    """A training as its coordinators see it here."""

    model_config = example(
        {
            "training": AN_ID,
            "title": "Training of Trainers, Dushanbe 2017",
            "country": "TJ",
            "host": "tj",
            "hosted_here": True,
            "homes": ["tj", "ge"],
            "home_here": True,
            "time_zone": "Asia/Dushanbe",
            "admission": "selection",
            "call": "open",
            "reviews": "reviewing",
            "starts_on": "2017-05-15",
            "ends_on": "2017-05-18",
            "seats": 25,
            "quotas": [{"id": "country-TJ", "where": {"country": "TJ"}, "minimum": 6, "maximum": 9}],
            "per_organisation": 2,
            "cancelled": False,
            "completed": False,
            "decided": None,
        }
    )

    training: UUID
    title: str | None
    country: str | None
    """ISO 3166-1 alpha-2 code of the country in which it is held."""
    host: str
    hosted_here: bool
    homes: list[str]
    home_here: bool
    time_zone: str
    admission: Admission
    call: CallState
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reviews: ReviewsState
    """Whether letters are still marked."""
    starts_on: date
    ends_on: date
    seats: int
    quotas: list[QuotaView]
    per_organisation: int | None
    cancelled: bool
    completed: bool
    decided: UUID | None

    @classmethod
    def of(cls, training: Training, region: str, now: datetime) -> "TrainingView":
        known = training.known
        return cls(
            training=training.id,
            title=known.title,
            country=known.country,
            host=known.host,
            hosted_here=known.host == region,
            homes=list(known.homes),
            home_here=region in known.homes,
            time_zone=known.time_zone,
            admission=known.admission,
            call=training.call_state(now),
            opens_at=known.call.opens_at if known.call else None,
            closes_at=known.call.closes_at if known.call else None,
            reviews=training.reviews_state,
            starts_on=known.starts_on,
            ends_on=known.ends_on,
            seats=known.terms.seats,
            quotas=[QuotaView.model_validate(quota) for quota in known.terms.quotas],
            per_organisation=known.terms.per_organisation,
            cancelled=training.cancelled,
            completed=training.completed,
            decided=training.decided,
        )


class FunnelView(Shown):
    """Of this region: its applications, and the plans of those who attended, as followup counts them."""

    model_config = example(
        {
            "drafts": 179,
            "submitted": 168,
            "withdrawn": 4,
            "ineligible": 14,
            "by_rule": {"cannot_attend": 9, "under_18": 5},
            "remaining": 150,
            "by_country": {"TJ": 112, "KG": 56},
            "by_sector": {"NGO": 120, "GOV": 48},
            "remaining_by_country": {"TJ": 100, "KG": 50},
            "remaining_by_sector": {"NGO": 110, "GOV": 40},
            "alumnae": 12,
            "reviews": 300,
            "attended": 25,
            "plans": 24,
            "plans_ended": 2,
            "plans_approved": 22,
            "plans_reported": 21,
            "plans_verified": 19,
            "plans_whole": True,
        }
    )

    drafts: int
    submitted: int
    withdrawn: int
    ineligible: int
    by_rule: dict[str, int]
    remaining: int
    by_country: dict[str, int]
    by_sector: dict[str, int]
    remaining_by_country: dict[str, int]
    remaining_by_sector: dict[str, int]
    alumnae: int
    reviews: int
    attended: int
    plans: int
    plans_ended: int
    plans_approved: int
    plans_reported: int
    plans_verified: int
    plans_whole: bool


class EntryLinkAsked(Body):
    """How often the link may be used."""

    model_config = example({"uses": 200})

    uses: Annotated[int, Field(ge=1, le=10_000)]


class EntryLink(Shown):
    """Shown once: the token is kept nowhere."""

    model_config = example({"purpose": "call", "token": "…", "expires_at": "2018-02-01T00:00:00Z", "uses": 200})

    purpose: LinkPurpose
    token: str
    expires_at: datetime
    uses: int


class Declared(Shown):
    model_config = example({"home": "tj", "submitted": 168, "versions": 500})

    home: str
    submitted: int
    versions: int


@router.get("", summary="A training as registration knows it, with the state of its call")
@allow(Staff.COORDINATOR, Staff.REVIEWER, Staff.AUDITOR)
async def training(training: UUID, tx: CurrentTransaction, now: Now) -> TrainingView:
    return TrainingView.of(await store.find(tx, training), tx.region, now)


@router.get("/funnel", summary="From drafts to verified reports; applications by rule, country and sector")
@allow(Staff.COORDINATOR)
async def funnel(training: UUID, tx: CurrentTransaction) -> FunnelView:
    return FunnelView.model_validate(await views.funnel(tx, training))


@router.post("/entry-links", status_code=201, summary="A link that lets people begin an application")
@allow(Staff.COORDINATOR)
async def entry_link(training: UUID, body: EntryLinkAsked, tx: CurrentTransaction) -> EntryLink:
    purpose, token, expires_at = await people_handlers.entry_link(tx, training, body.uses)
    return EntryLink(purpose=purpose, token=token, expires_at=expires_at, uses=body.uses)


@router.post("/reviews-closing", status_code=201, summary="Close the reviews of this home and declare them")
@allow(Staff.COORDINATOR)
@shown_by(training)
async def close_reviews(training: UUID, tx: CurrentTransaction, now: Now) -> Declared:
    closed = await handlers.close_reviews(tx, training, at=now)
    tally = closed.declared
    return Declared(home=tx.region, submitted=tally.submitted if tally else 0, versions=tally.versions if tally else 0)


@router.post("/reviews-reopening", status_code=201, summary="Reopen the reviews, before a selection is published")
@allow(Staff.COORDINATOR)
@shown_by(training)
async def reopen_reviews(training: UUID, tx: CurrentTransaction, now: Now) -> TrainingView:
    return TrainingView.of(await handlers.reopen_reviews(tx, training, at=now), tx.region, now)
