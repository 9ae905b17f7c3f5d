"""Selections and promotions: drafted, looked at, published or discarded; each with its document."""

import asyncio
from dataclasses import asdict
from importlib.resources import files
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from registration.api.selection_models import (
    CANDIDATES,
    PROGRAM,
    QUOTAS,
    Document,
    ListedSelection,
    NextPromotion,
    SelectionView,
)
from registration.deciding.handed import Handed
from registration.domain.relaxing import Relaxation
from registration.handlers import exchanging, promotion
from registration.handlers import selections as handlers
from registration.panel.document import Language, told_in
from registration.panel.verify_selection import written
from registration.views import selections as views
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Now, allow
from shared.web.later import Later, told_behind
from shared.web.models import Body
from shared.web.principal import Staff
from shared.web.shapes import Items, example
from shared.web.values import Code

router = APIRouter(prefix="/v1", route_class=Later, tags=["selection"])

Bound = Annotated[int, Field(ge=0, le=999_999)]
VERIFIER = files("registration.panel").joinpath("verify_selection.py").read_bytes()
LOOK_AHEAD = "look-ahead"
"""The reason that a relaxation has while nothing is decided."""


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

    relax: list[
        Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,15}:[0-9]{0,6}:[0-9]{0,6}$")]
    ] = []
    """For each quota that would be relaxed `id:minimum:maximum`; what is left out stays, e.g. `country-TM:2:`."""

    def relaxations(self) -> tuple[Relaxation, ...]:
        parts = (one.split(":") for one in self.relax)
        return tuple(Relaxation(quota, LOOK_AHEAD, bound(low), bound(high)) for quota, low, high in parts)


def bound(text: str) -> int | None:
    return int(text) if text else None


async def shown(tx: CurrentTransaction, selection: UUID) -> SelectionView:
    return SelectionView.model_validate(await views.selection(tx, selection))


@router.get("/selections/{selection}", summary="One selection or promotion")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def selection(selection: UUID, tx: CurrentTransaction) -> SelectionView:
    return await shown(tx, selection)


@router.get("/trainings/{training}/selections", summary="All selections of a training, promotions too")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def selections(training: UUID, tx: CurrentTransaction) -> Items[ListedSelection]:
    """Each without its people: `/v1/selections/{selection}` shows them, and says the tag of what was looked at."""
    made = await views.selections(tx, training)
    return Items[ListedSelection](
        items=[ListedSelection(**asdict(one), document=f"/v1/selections/{one.selection}/document") for one in made]
    )


@router.post("/trainings/{training}/promotions", status_code=201, summary="Fill the open seats from the reserve")
@allow(Staff.COORDINATOR)
@shown_by(selection)
async def promote(training: UUID, body: PromotionAsked, tx: CurrentTransaction, now: Now) -> SelectionView:
    promoted = await promotion.promote(tx, training, body.relaxations(), at=now)
    return await shown(tx, promoted.id)


@router.get(
    "/trainings/{training}/promotions/next",
    summary="Whom a promotion would choose now; nothing is decided",
    response_model=NextPromotion,
)
@allow(Staff.COORDINATOR)
async def next_promotion(
    training: UUID, asked: Annotated[LookingAhead, Query()], request: Request, tx: CurrentTransaction, now: Now
) -> Response:
    asking = await promotion.look_ahead(tx, training, asked.relaxations(), at=now)

    async def ahead() -> NextPromotion:
        draft = asking.draft(await exchanging.looked_ahead(asking))
        return NextPromotion.model_validate(views.SelectionRow.of(draft, asking.known))

    return told_behind(request, ahead)


@router.get(
    "/selections/{selection}/document",
    summary="The document by which anyone can check it; who reads it is noted",
    response_class=Response,
    responses={200: {"model": Document}},
)
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def document(
    selection: UUID,
    tx: CurrentTransaction,
    who: CurrentPrincipal,
    language: Annotated[
        Language, Query(description="Of its words; what is decided, its hash and proof are the same.")
    ] = "en",
) -> Response:
    """In the one form in which it can be checked, byte by byte. Others are answered while megabytes are written."""
    found = told_in(language, await views.document(tx, selection))
    await audit.note(tx, who, "selection-read", selection)
    return Response(await asyncio.to_thread(written, found), media_type="application/json")


async def handed_to(who: CurrentPrincipal, tx: CurrentTransaction, selection: UUID) -> Handed:
    found = await views.handed(tx, selection)
    await audit.note(tx, who, "selection-read", selection)
    return found


@router.get(
    "/selections/{selection}/candidates",
    summary="The candidates that the document was made of; who reads them is noted",
    response_class=Response,
    responses=CANDIDATES,
)
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def candidates_of_selection(selection: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> Response:
    """Opaque ids, scores in hundredths, organisations as pseudonyms, and the attributes that quotas go by."""
    return Response((await handed_to(who, tx, selection)).candidates, media_type="text/csv")


@router.get(
    "/selections/{selection}/quotas",
    summary="The quotas that the document was made of; who reads them is noted",
    response_class=Response,
    responses=QUOTAS,
)
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def quotas_of_selection(selection: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> Response:
    return Response((await handed_to(who, tx, selection)).quotas, media_type="text/csv")


@router.get(
    "/selections/{selection}/verifier",
    summary="The program that checks the document with its candidates and quotas, wherever there is Python",
    response_class=Response,
    responses=PROGRAM,
)
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def verifier_of_selection(selection: UUID, tx: CurrentTransaction) -> Response:
    """The same of every selection. `python3 verify_selection.py OUT.json --candidates C.csv --quotas Q.csv`."""
    await views.handed(tx, selection)
    return Response(VERIFIER, media_type="text/x-python")


@router.post("/selections/{selection}/publication", status_code=201, summary="Publish a draft: offers go out")
@allow(Staff.COORDINATOR, changes=selection)
@shown_by(selection)
async def publish_selection(selection: UUID, tx: CurrentTransaction, now: Now) -> SelectionView:
    published = await handlers.publish_selection(tx, selection, at=now)
    return await shown(tx, published.id)


@router.post("/selections/{selection}/discarding", status_code=201, summary="Discard a draft")
@allow(Staff.COORDINATOR, judges=selection)
@shown_by(selection)
async def discard_selection(selection: UUID, tx: CurrentTransaction) -> SelectionView:
    discarded = await handlers.discard_selection(tx, selection)
    return await shown(tx, discarded.id)
