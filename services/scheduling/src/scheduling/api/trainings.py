"""Trainings: draft, announce, change, cancel."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from scheduling.api.actors import actor_of
from scheduling.api.training_models import Cancelling, Changes, Dates, TrainingDraft
from scheduling.api.training_views import AnnouncementView, TrainingView
from scheduling.domain.vocabulary import TrainingState
from scheduling.handlers import trainings as handlers
from scheduling.views import trainings as views
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import Link, Staff
from shared.web.shapes import Items

router = APIRouter(prefix="/v1/trainings", route_class=Door, tags=["trainings"])


@router.get("/{training}", summary="One training")
@allow(Staff.COORDINATOR, Staff.FACILITATOR, Staff.MENTOR, Staff.AUDITOR, Link.FACILITATE)
async def training(training: UUID, tx: CurrentTransaction) -> TrainingView:
    return TrainingView.of(await views.training(tx, training))


@router.post("", status_code=201, summary="Draft a training")
@allow(Staff.COORDINATOR)
@shown_by(training)
async def draft_training(body: TrainingDraft, tx: CurrentTransaction) -> TrainingView:
    return TrainingView.of(await handlers.draft_training(tx, body.particulars(), body.parent))


@router.get("", summary="Trainings, by parent and state")
@allow(Staff.COORDINATOR, Staff.FACILITATOR, Staff.MENTOR, Staff.AUDITOR)
async def trainings(
    tx: CurrentTransaction,
    paging: CurrentPaging,
    parent: Annotated[UUID | None, Query(description="Those alone that grew from this training.")] = None,
    state: Annotated[TrainingState | None, Query(description="Those alone that are in it.")] = None,
) -> Items[TrainingView]:
    found = paging.shown(await views.trainings(tx, parent, state, paging.page))
    return Items[TrainingView](items=[TrainingView.of(training) for training in found])


@router.put("/{training}", summary="Write a draft anew")
@allow(Staff.COORDINATOR, changes=training)
async def save_draft(training: UUID, body: TrainingDraft, tx: CurrentTransaction) -> TrainingView:
    return TrainingView.of(await handlers.save_draft(tx, training, body.particulars(), body.parent))


@router.get("/{training}/announcement", summary="What has to be said before a draft is announced")
@allow(Staff.COORDINATOR)
async def announcement(training: UUID, tx: CurrentTransaction) -> AnnouncementView:
    found = await views.training(tx, training)
    missing = found.particulars.missing() if found.state is TrainingState.DRAFT else ()
    return AnnouncementView(training=training, missing=missing)


@router.post("/{training}/announcement", status_code=201, summary="Announce a training")
@allow(Staff.COORDINATOR, judges=training)
@shown_by(training)
async def announce_training(training: UUID, tx: CurrentTransaction, now: Now) -> TrainingView:
    return TrainingView.of(await handlers.announce_training(tx, training, at=now))


@router.put("/{training}/dates", summary="Set its days; of an announced training everybody is told")
@allow(Staff.COORDINATOR, Link.FACILITATE, changes=training)
async def set_dates(
    training: UUID, body: Dates, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> TrainingView:
    dated = await handlers.set_dates(tx, training, body.starts_on, body.ends_on, body.note, by=actor_of(who), at=now)
    return TrainingView.of(dated)


@router.post("/{training}/changes", status_code=201, summary="Change an announced training")
@allow(Staff.COORDINATOR, changes=training)
@shown_by(training)
async def change_training(training: UUID, body: Changes, tx: CurrentTransaction, now: Now) -> TrainingView:
    return TrainingView.of(await handlers.change_training(tx, training, body.applied_to, body.note, at=now))


@router.post("/{training}/cancellation", status_code=201, summary="Cancel an announced training")
@allow(Staff.COORDINATOR, judges=training)
@shown_by(training)
async def cancel_training(training: UUID, body: Cancelling, tx: CurrentTransaction, now: Now) -> TrainingView:
    return TrainingView.of(await handlers.cancel_training(tx, training, body.reason, body.note, at=now))


@router.post("/{training}/discarding", status_code=201, summary="Discard a draft")
@allow(Staff.COORDINATOR, judges=training)
@shown_by(training)
async def discard_training(training: UUID, tx: CurrentTransaction) -> TrainingView:
    return TrainingView.of(await handlers.discard_training(tx, training))
