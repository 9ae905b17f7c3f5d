"""Selections and promotions: drafted, looked at, published or discarded; each with its document."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints
from pydantic.config import JsonDict

from registration.api.models import AN_ID, ANOTHER_ID
from registration.domain.vocabulary import DecisionKind, SelectionState
from registration.handlers import promotion
from registration.handlers import selections as handlers
from registration.selection import Relaxation
from registration.views import host as views
from shared.web.created import shown_by
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example
from shared.web.values import Code, Region

router = APIRouter(prefix="/v1", route_class=Door, tags=["selection"])

Seed = Annotated[int, Field(ge=0, lt=2**53)]
"""Published beforehand; a whole number that every reader of JSON keeps."""
Bound = Annotated[int, Field(ge=0)]
LOOK_AHEAD = "look-ahead"
"""The reason that a relaxation has while nothing is decided."""

SELECTION: JsonDict = {
    "selection": AN_ID,
    "training": ANOTHER_ID,
    "kind": "first",
    "state": "draft",
    "hash": "0f" * 32,
    "value": 213525,
    "selected": [{"application": AN_ID, "code": "TJ-01", "score": 9100, "attributes": {"country": "TJ"}}],
    "reserve": [
        {"application": ANOTHER_ID, "code": "TJ-31", "score": 8525, "attributes": {"country": "TJ"}, "rank": 1}
    ],
    "not_selected": 115,
    "passed_over": {
        "people": 1,
        "first": [
            {
                "application": ANOTHER_ID,
                "code": "TJ-31",
                "score": 8525,
                "attributes": {"country": "TJ"},
                "exchanges": 3,
                "in_the_way": [{"quota": "country-TJ", "side": "maximum", "value": 9, "exchanges": 3}],
            }
        ],
    },
    "quotas": [{"id": "country-TJ", "minimum": 6, "maximum": 9, "seats": 8}],
    "quotas_relaxed": [],
    "homes_left_out": [],
    "drafted_at": "2017-02-24T09:00:00Z",
    "published_at": None,
}


class SelectionAsked(Body):
    """`reserve`: how many are to stand by. A home that is left out although it has not closed its reviews is named."""

    model_config = example({"seed": 2017, "reserve": 10, "homes_left_out": []})

    seed: Seed
    reserve: Annotated[int, Field(ge=0, le=10_000)]
    """How many are to stand by."""
    homes_left_out: tuple[Region, ...] = ()


class RelaxedQuota(Body):
    """Other bounds for one quota (`per_organisation`: the cap); what is left out stays."""

    id: Code
    minimum: Bound | None = None
    maximum: Bound | None = None


class PromotionAsked(Body):
    """For this decision alone; the training's quotas stay. Without relaxed quotas it is tried once more."""

    model_config = example({"relax": [{"id": "country-TM", "minimum": 2}], "reason": "visa_lead"})

    relax: tuple[RelaxedQuota, ...] = ()
    reason: Code
    """Code of why bounds are others, for the document."""

    def relaxations(self) -> tuple[Relaxation, ...]:
        return tuple(Relaxation(one.id, self.reason, one.minimum, one.maximum) for one in self.relax)


class LookingAhead(BaseModel):
    """As the address says it: one text for each quota that would be relaxed, `id:minimum:maximum`; what is left out
    stays, e.g. `country-TM:2:`.
    """

    model_config = ConfigDict(use_attribute_docstrings=True)

    relax: list[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,15}:\d{0,6}:\d{0,6}$")]] = []
    """For each quota that would be relaxed `id:minimum:maximum`; what is left out stays, e.g. `country-TM:2:`."""

    def relaxations(self) -> tuple[Relaxation, ...]:
        parts = (one.split(":") for one in self.relax)
        return tuple(Relaxation(quota, LOOK_AHEAD, bound(low), bound(high)) for quota, low, high in parts)


def bound(text: str) -> int | None:
    return int(text) if text else None


class ChosenView(Shown):
    application: UUID
    code: str | None
    score: int | None
    attributes: dict[str, str]


class ReserveView(ChosenView):
    rank: int


class InTheWayView(Shown):
    """A bound of a quota (`per_organisation`: the cap) that one exchange or several would break."""

    quota: str
    side: Literal["minimum", "maximum"]
    value: int
    """How many people the bound asks for, or lets in."""
    exchanges: int
    """With how many of those people she cannot change places because of this bound."""


class PassedOverView(ChosenView):
    """Has more points than somebody with a seat. Each exchange with one of them would break a bound that is named."""

    exchanges: int
    """How many people with fewer points have a seat that was in question."""
    in_the_way: list[InTheWayView]
    """The bounds that each such exchange breaks one of."""


class AllPassedOverView(Shown):
    people: int
    """How many."""
    first: list[PassedOverView]
    """The forty with the most points."""


class QuotaSeatsView(Shown):
    """`seats`: how many of those who then have a seat it counts."""

    id: str
    minimum: int
    maximum: int | None
    seats: int
    """How many of those who then have a seat it counts."""


class SelectionView(Shown):
    """`value`: the sum of the scores of all who then have a seat, in hundredths; no other selection reaches it."""

    model_config = example(SELECTION)

    selection: UUID
    training: UUID
    kind: DecisionKind
    """Whether it is the first or fills seats from the reserve."""
    state: SelectionState
    hash: str
    value: int
    """Sum of the scores of all who then have a seat, in hundredths; no other selection reaches it."""
    selected: list[ChosenView]
    reserve: list[ReserveView]
    """Who may get a place that becomes free, in order of rank."""
    not_selected: int
    passed_over: AllPassedOverView | None
    """Who has more points than somebody with a seat and none herself; null where its document does not tell it yet."""
    quotas: list[QuotaSeatsView]
    quotas_relaxed: list[str]
    homes_left_out: list[str]
    drafted_at: datetime
    published_at: datetime | None


class NextPromotion(Shown):
    """Who would be offered a place. `quotas` count all who would then have one, as `value` sums their scores."""

    model_config = example(
        {
            "selected": [{"application": AN_ID, "code": "TJ-31", "score": 8525, "attributes": {"country": "TJ"}}],
            "value": 213525,
            "passed_over": {"people": 0, "first": []},
            "quotas": [{"id": "country-TJ", "minimum": 6, "maximum": 9, "seats": 8}],
            "quotas_relaxed": [],
        }
    )

    selected: list[ChosenView]
    value: int
    """Sum of the scores of all who would then have a seat, in hundredths."""
    passed_over: AllPassedOverView
    """Who stands by with more points than somebody who would be chosen."""
    quotas: list[QuotaSeatsView]
    quotas_relaxed: list[str]


class Document(RootModel[dict[str, Any]]):
    """`hash` is the SHA-256 of `decision` as canonical JSON: UTF-8, keys sorted, no white space."""

    model_config = example({"decision": {"kind": "first", "value": 213525}, "hash": "0f" * 32, "solver": {}})


async def shown(tx: CurrentTransaction, selection: UUID) -> SelectionView:
    return SelectionView.model_validate(await views.selection(tx, selection))


@router.get("/selections/{selection}", summary="One selection or promotion")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def selection(selection: UUID, tx: CurrentTransaction) -> SelectionView:
    return await shown(tx, selection)


@router.post("/trainings/{training}/selections", status_code=201, summary="Draft the selection")
@allow(Staff.COORDINATOR)
@shown_by(selection)
async def draft_selection(training: UUID, body: SelectionAsked, tx: CurrentTransaction, now: Now) -> SelectionView:
    drafted = await handlers.draft_selection(
        tx, training, seed=body.seed, reserve=body.reserve, homes_left_out=body.homes_left_out, at=now
    )
    return await shown(tx, drafted.id)


@router.get("/trainings/{training}/selections", summary="All selections of a training, promotions too")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def selections(training: UUID, tx: CurrentTransaction) -> Items[SelectionView]:
    return Items[SelectionView].model_validate({"items": await views.selections(tx, training)})


@router.post("/trainings/{training}/promotions", status_code=201, summary="Fill the open seats from the reserve")
@allow(Staff.COORDINATOR)
@shown_by(selection)
async def promote(training: UUID, body: PromotionAsked, tx: CurrentTransaction, now: Now) -> SelectionView:
    promoted = await promotion.promote(tx, training, body.relaxations(), at=now)
    return await shown(tx, promoted.id)


@router.get("/trainings/{training}/promotions/next", summary="Whom a promotion would choose now; nothing is decided")
@allow(Staff.COORDINATOR)
async def next_promotion(
    training: UUID, asked: Annotated[LookingAhead, Query()], tx: CurrentTransaction, now: Now
) -> NextPromotion:
    found, known = await promotion.look_ahead(tx, training, asked.relaxations(), at=now)
    return NextPromotion.model_validate(views.SelectionRow.of(found, known))


@router.get("/selections/{selection}/document", summary="The document by which anyone can check it")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def document(selection: UUID, tx: CurrentTransaction) -> Document:
    return Document(await views.document(tx, selection))


@router.post("/selections/{selection}/publication", status_code=201, summary="Publish a draft: offers go out")
@allow(Staff.COORDINATOR)
@shown_by(selection)
async def publish_selection(selection: UUID, tx: CurrentTransaction, now: Now) -> SelectionView:
    published = await handlers.publish_selection(tx, selection, at=now)
    return await shown(tx, published.id)


@router.post("/selections/{selection}/discarding", status_code=201, summary="Discard a draft")
@allow(Staff.COORDINATOR)
@shown_by(selection)
async def discard_selection(selection: UUID, tx: CurrentTransaction) -> SelectionView:
    discarded = await handlers.discard_selection(tx, selection)
    return await shown(tx, discarded.id)
