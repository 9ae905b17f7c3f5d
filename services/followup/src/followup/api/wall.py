"""The wall: everybody who was trained, month by month, with a name at whatever waits."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter

from followup.api.models import AN_ID, ANOTHER_ID
from followup.api.plan_models import CellView
from followup.domain.wall import months_of
from followup.views import plans as plan_views
from followup.views import wall as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["overview"])


class WallRow(Shown):
    """`planned`: whether there is a plan under this id yet."""

    plan: UUID
    planned: bool
    """Whether there is a plan under this id yet."""
    participant: UUID
    code: str | None
    cells: list[CellView]


class WallView(Shown):
    """A page of the wall, and the months from its first to its last."""

    model_config = example(
        {
            "coordinator": AN_ID,
            "months": ["2017-06-01"],
            "items": [
                {
                    "plan": AN_ID,
                    "planned": False,
                    "participant": ANOTHER_ID,
                    "code": "TJ-07",
                    "cells": [
                        {
                            "step": "plan",
                            "standing": "late",
                            "month": "2017-06-01",
                            "owner": "participant",
                            "person": ANOTHER_ID,
                            "due": "2017-06-01T19:00:00Z",
                        }
                    ],
                }
            ],
        }
    )

    coordinator: UUID | None
    months: list[date]
    items: list[WallRow]


class MentorView(Shown):
    """Somebody who was given plans."""

    model_config = example({"mentor": AN_ID, "plans": 4})

    mentor: UUID
    plans: int


@router.get("/trainings/{training}/wall", summary="Who has to do what, month by month")
@allow(Staff.COORDINATOR)
async def wall(training: UUID, tx: CurrentTransaction, paging: CurrentPaging) -> WallView:
    found = await views.wall(tx, training, paging.page)
    rows = paging.shown(found.rows)
    months = months_of(tuple(cell for row in rows for cell in row.cells))
    items = [WallRow.model_validate(row) for row in rows]
    return WallView(coordinator=found.coordinator, months=list(months), items=items)


@router.get("/mentors", summary="Mentors who were given plans")
@allow(Staff.COORDINATOR)
async def mentors(tx: CurrentTransaction, paging: CurrentPaging) -> Items[MentorView]:
    found = paging.shown(await plan_views.mentors(tx, paging.page))
    return Items[MentorView](items=[MentorView.model_validate(one) for one in found])
