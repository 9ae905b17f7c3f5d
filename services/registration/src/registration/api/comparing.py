"""Drafts of one training beside each other."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from registration.api.models import AN_ID, ANOTHER_ID
from registration.api.selection_models import SELECTION, QuotaSeatsView, SelectionView
from registration.views import comparing as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.principal import Staff
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["selection"])

MOST = 4
QUOTA: JsonDict = {"id": "country-TJ", "minimum": 6, "maximum": 9, "seats": 8, "cost": 1250, "price": 0}


class Several(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    selection: Annotated[list[UUID], Field(min_length=2, max_length=MOST)]
    """Ids of selections of this training, two to four."""


class StandingView(Shown):
    """Somebody who has a seat in one and stands otherwise in another."""

    application: UUID
    code: str | None
    score: int | None
    stands: list[Literal["seat", "reserve", "none"]]
    """How she stands in each selection, in their order."""


class ComparisonView(Shown):
    """Each list that is about all selections has their order."""

    model_config = example(
        {
            "selections": [SELECTION, {**SELECTION, "selection": ANOTHER_ID}],
            "in_all": 23,
            "changing": [{"application": AN_ID, "code": "TJ-31", "score": 8525, "stands": ["seat", "reserve"]}],
            "quotas": [[QUOTA, QUOTA]],
        }
    )

    selections: list[SelectionView]
    """As each is shown alone."""
    in_all: int
    """How many people have a seat in every one."""
    changing: list[StandingView]
    """Who has a seat in one and not in every one, in order of code."""
    quotas: list[list[QuotaSeatsView | None]]
    """Of each quota its seats and its cost in each; null where it was not asked for."""


@router.get("/trainings/{training}/selection-comparison", summary="Two to four drafts beside each other")
@allow(Staff.COORDINATOR, Staff.AUDITOR)
async def comparison(training: UUID, asked: Annotated[Several, Query()], tx: CurrentTransaction) -> ComparisonView:
    return ComparisonView.model_validate(await views.comparison(tx, training, asked.selection))
