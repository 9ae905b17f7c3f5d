"""What somebody facilitates, over all trainings."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from scheduling.domain.vocabulary import Sensitivity
from scheduling.views import sessions as views
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import Staff
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1/sessions", route_class=Door, tags=["attendance"])

ID = "0192f0c1-0000-7000-8000-000000000001"


class OwnSessionView(Shown):
    """`recorded`: how much of it took place is; `training_title`: null where it has none."""

    model_config = example(
        {
            "training": ID,
            "training_title": "Training of Trainers, Dushanbe 2017",
            "training_sensitivity": "discreet",
            "training_starts_on": "2017-05-15",
            "training_ends_on": "2017-05-18",
            "time_zone": "Asia/Dushanbe",
            "session": ID,
            "code": "S-04",
            "title": "Leading side by side",
            "starts_at": "2017-05-15T08:20:00Z",
            "ends_at": "2017-05-15T09:50:00Z",
            "room": "R-A",
            "recorded": False,
        }
    )

    training: UUID
    training_title: str | None
    training_sensitivity: Sensitivity
    """Who may know of it: one that is not open is called by its days, not by its title."""
    training_starts_on: date | None
    """Its first day; null while that is not known."""
    training_ends_on: date | None
    """Its last day; null while that is not known."""
    time_zone: str | None
    session: UUID
    code: str
    title: str
    starts_at: datetime
    ends_at: datetime
    room: str | None
    recorded: bool


@router.get("", summary="The sessions that she facilitates, in order of time")
@allow(Staff.FACILITATOR)
async def own_sessions(
    tx: CurrentTransaction,
    who: CurrentPrincipal,
    paging: CurrentPaging,
    recorded: Annotated[bool | None, Query(description="Whether how much took place is recorded.")] = None,
    training: Annotated[UUID | None, Query(description="Those of this training alone.")] = None,
) -> Items[OwnSessionView]:
    found = paging.shown(await views.own(tx, who.person, recorded, training, paging.page))
    return Items[OwnSessionView](items=[OwnSessionView.model_validate(one) for one in found])
