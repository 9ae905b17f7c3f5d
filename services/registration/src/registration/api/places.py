"""Places: who has one, who waits, what became of each offer; what the public may know of it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic.config import JsonDict

from registration.api.models import AN_ID, ANOTHER_ID, CodeBegins
from registration.domain.place import Place
from registration.domain.vocabulary import (
    LeftOutReason,
    PlaceState,
    ReleaseCause,
    ReleaseReason,
    UnusedAnswerCause,
    Via,
)
from registration.handlers import offers as handlers
from registration.store import places as store
from registration.views import host as views
from shared.web.created import shown_by
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import ANYONE, Staff
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["places"])

PLACE: JsonDict = {
    "application": AN_ID,
    "training": ANOTHER_ID,
    "participant": ANOTHER_ID,
    "home": "tj",
    "code": "TJ-07",
    "state": "confirmed",
    "offer": AN_ID,
    "offers": 1,
    "answer_by": "2017-03-10T19:00:00Z",
    "rank": None,
    "via": "selection",
    "how": None,
    "reason": None,
    "left_out": None,
    "flags": [],
    "attributes": {"country": "TJ", "sector": "NGO"},
}


class Flag(StrEnum):
    """`not_delivered`: her offer ran out before a mail reached her. The others: an answer that changed nothing."""

    NOT_DELIVERED = "not_delivered"
    LATE_ANSWER = "late_answer"
    ANSWER_TO_OTHER_OFFER = "answer_to_other_offer"


UNUSED = {
    UnusedAnswerCause.LATE: Flag.LATE_ANSWER,
    UnusedAnswerCause.OTHER_OFFER: Flag.ANSWER_TO_OTHER_OFFER,
}


class PlaceView(Shown):
    """`code` is her badge. `offers`: how many she was made; `offer` and `answer_by` are of the newest."""

    model_config = example(PLACE)

    application: UUID
    training: UUID
    participant: UUID
    home: str
    code: str
    state: PlaceState
    offer: UUID | None
    offers: int
    answer_by: datetime | None
    rank: int | None
    via: Via | None
    how: ReleaseCause | None
    reason: ReleaseReason | None
    left_out: LeftOutReason | None
    """Why she could not be selected whatever her points: `visa_lead`, she could have travelled only after the first
    day. Null: for no such reason.
    """
    flags: list[Flag]
    attributes: dict[str, str]

    @classmethod
    def of(cls, place: Place, attributes: Mapping[str, str], now: datetime) -> "PlaceView":
        undelivered = [Flag.NOT_DELIVERED] if place.is_undelivered(now) else []
        unused = sorted({UNUSED[answer.cause] for answer in place.unused})
        return cls(
            application=place.application,
            training=place.training,
            participant=place.participant,
            home=place.home,
            code=place.code,
            state=place.state,
            offer=place.offer,
            offers=place.offers,
            answer_by=place.answer_by,
            rank=place.rank,
            via=place.via,
            how=place.how,
            reason=place.reason,
            left_out=place.left_out,
            flags=undelivered + unused,
            attributes=dict(attributes),
        )


class BoundView(Shown):
    quota: str
    side: str
    value: int
    """How many seats."""


class VacancyView(Shown):
    """Why seats stay open: `code` as in the refusal of a promotion."""

    code: str
    """As in the problem that refuses a promotion."""
    open_seats: int
    reserve: int
    """How many are in the reserve."""
    conflict: list[BoundView]
    explanation: str
    at: datetime
    """When it was last tried to fill them."""


class QuotaHeldView(Shown):
    id: str
    minimum: int
    maximum: int | None
    seats: int
    """How many of those who hold a seat now, confirmed or offered, it counts."""


class PlacesView(Shown):
    """The numbers are of all of them, whatever the page. `open`: seats that nobody holds, neither confirmed nor
    offered. `states`: how many places are in each.
    """

    model_config = example(
        {
            "items": [PLACE],
            "seats": 25,
            "confirmed": 24,
            "offered": 1,
            "open": 0,
            "states": {"confirmed": 24, "invited": 1, "reserve": 9},
            "quotas": [{"id": "country-TJ", "minimum": 6, "maximum": 9, "seats": 8}],
            "vacancy": None,
        }
    )

    items: list[PlaceView]
    seats: int
    confirmed: int
    offered: int
    open: int
    """How many seats nobody holds, neither confirmed nor offered."""
    states: dict[PlaceState, int]
    quotas: list[QuotaHeldView]
    """The quotas of the training, each with how many it counts now."""
    vacancy: VacancyView | None


class Releasing(Body):
    model_config = example({"reason": "visa_refused"})

    reason: ReleaseReason


class Totals(Shown):
    """How many people have a place, of how many countries and sectors; below five nothing is said."""

    model_config = example({"people": 25, "countries": 5, "sectors": 4})

    people: int | None
    """How many have a place; null below five."""
    countries: int | None
    """Of how many countries they are."""
    sectors: int | None
    """Of how many sectors they are."""


@router.get("/trainings/{training}/places", summary="All places of a training, in order of code")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def places(
    training: UUID,
    tx: CurrentTransaction,
    now: Now,
    paging: CurrentPaging,
    state: Annotated[PlaceState | None, Query(description="Those alone that are in it.")] = None,
    code: CodeBegins = "",
) -> PlacesView:
    found = await views.places(tx, training, paging.page, state, code)
    shown = paging.shown(found.items)
    items = [PlaceView.of(place, found.attributes.get(place.application, {}), now) for place in shown]
    return PlacesView(
        items=items,
        seats=found.seats.seats,
        confirmed=found.seats.confirmed,
        offered=found.seats.offered,
        open=found.seats.open,
        states=dict(found.states),
        quotas=[QuotaHeldView.model_validate(one) for one in found.quotas],
        vacancy=VacancyView.model_validate(found.vacancy) if found.vacancy else None,
    )


@router.get("/places/{application}", summary="One place")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def place(application: UUID, tx: CurrentTransaction, now: Now) -> PlaceView:
    return PlaceView.of(await store.get(tx, application), await views.attributes(tx, application), now)


@router.post("/places/{application}/release", status_code=201, summary="Take a place back, or pass over a reserve")
@allow(Staff.COORDINATOR)
@shown_by(place)
async def release_place(application: UUID, body: Releasing, tx: CurrentTransaction, now: Now) -> PlaceView:
    released = await handlers.release_place(tx, application, body.reason, at=now)
    return PlaceView.of(released, await views.attributes(tx, application), now)


@router.post("/places/{application}/offer", status_code=201, summary="Offer a released place again, or for longer")
@allow(Staff.COORDINATOR)
@shown_by(place)
async def offer_again(application: UUID, tx: CurrentTransaction, now: Now) -> PlaceView:
    offered = await handlers.offer_again(tx, application, at=now)
    return PlaceView.of(offered, await views.attributes(tx, application), now)


@router.get("/public/trainings/{training}", summary="What anybody may know of the people of a training: totals")
@allow(ANYONE)
async def public_totals(training: UUID, tx: CurrentTransaction, now: Now) -> Totals:
    return Totals.model_validate(await views.totals(tx, training, now))
