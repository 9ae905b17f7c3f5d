"""Lockdown: suspend a training or the whole region at once; resuming takes two."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from scheduling.domain.refusals.common import PersonUnknown
from scheduling.domain.suspension import Suspension
from scheduling.domain.vocabulary import SuspensionReason
from scheduling.handlers import suspensions as handlers
from scheduling.views import suspensions as views
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import Principal, Staff
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["lockdown"])

ID = "0192f0c1-0000-7000-8000-000000000001"


class Suspending(Body):
    model_config = example({"reason": "precaution"})

    reason: SuspensionReason


class SuspensionView(Shown):
    """A lockdown: two people end it. `training`: null for all of the region."""

    model_config = example(
        {
            "training": ID,
            "reason": "precaution",
            "suspended_by": ID,
            "suspended_at": "2017-10-08T09:00:00Z",
            "asked_by": None,
            "asked_at": None,
            "resumed_by": None,
            "resumed_at": None,
        }
    )

    training: UUID | None
    reason: SuspensionReason
    suspended_by: UUID
    suspended_at: datetime
    asked_by: UUID | None
    asked_at: datetime | None
    resumed_by: UUID | None
    resumed_at: datetime | None


def shown(suspensions: Iterable[Suspension]) -> Items[SuspensionView]:
    return Items[SuspensionView](items=[SuspensionView.model_validate(one) for one in suspensions])


def person(who: Principal, asked: str) -> UUID:
    """Raises PersonUnknown."""
    if who.person is None:
        raise PersonUnknown(asked)
    return who.person


@router.post("/trainings/{training}/suspension", status_code=201, summary="Suspend a training at once")
@allow(Staff.COORDINATOR, Staff.OPERATOR, while_suspended=True)
async def suspend_training(
    training: UUID, body: Suspending, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> SuspensionView:
    return SuspensionView.model_validate(
        await handlers.suspend_training(tx, training, body.reason, person(who, "suspend"), at=now)
    )


@router.post("/trainings/{training}/resumption", status_code=201, summary="Resume a training: the second who asks does")
@allow(Staff.COORDINATOR, Staff.OPERATOR, while_suspended=True)
async def resume_training(
    training: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> Items[SuspensionView]:
    return shown(await handlers.resume_training(tx, training, person(who, "resume"), at=now))


@router.get("/suspensions", summary="What is and was suspended, the newest first")
@allow(Staff.COORDINATOR, Staff.OPERATOR, Staff.AUDITOR)
async def suspensions(
    tx: CurrentTransaction,
    paging: CurrentPaging,
    running: Annotated[bool, Query(description="Those alone that are not over.")] = False,
) -> Items[SuspensionView]:
    found = paging.shown(await views.suspensions(tx, paging.page, running=running))
    return shown(found)


@router.post("/suspensions", status_code=201, summary="Suspend all of the region at once")
@allow(Staff.COORDINATOR, Staff.OPERATOR)
async def suspend_region(body: Suspending, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> SuspensionView:
    suspension = await handlers.suspend_region(tx, body.reason, person(who, "suspend"), at=now)
    return SuspensionView.model_validate(suspension)


@router.post(
    "/suspensions/resumption", status_code=201, summary="Resume all that is suspended: the second to ask does it"
)
@allow(Staff.COORDINATOR, Staff.OPERATOR)
async def resume_all(tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> Items[SuspensionView]:
    return shown(await handlers.resume_all(tx, person(who, "resume"), at=now))
