"""Rosters, marks, completion."""

from uuid import UUID

from fastapi import APIRouter

from scheduling.api.actors import actor_of
from scheduling.api.attendance_models import AttendanceView, DeliveryBody, MarksBody, RosterView, SessionsBody
from scheduling.api.training_views import TrainingView
from scheduling.api.trainings import training as training_shown
from scheduling.handlers import attendance as handlers
from scheduling.views import attendance as views
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.principal import Link, Staff
from shared.web.shapes import Items

router = APIRouter(prefix="/v1/trainings/{training}", route_class=Door, tags=["attendance"])


@router.get("/roster", summary="Who has a confirmed place, by badge")
@allow(Staff.COORDINATOR, Staff.FACILITATOR, Link.FACILITATE)
async def roster(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> Items[RosterView]:
    entries = await views.roster(tx, training, actor_of(who))
    return Items[RosterView](items=[RosterView.model_validate(entry) for entry in entries])


@router.get("/attendance", summary="What took place and who was there")
@allow(Staff.COORDINATOR, Staff.FACILITATOR, Link.FACILITATE)
async def attendance(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal) -> AttendanceView:
    return AttendanceView.of(await views.attendance(tx, training, actor_of(who)))


@router.put("/attendance", summary="Record several sessions at once, such as those of a day: all of it or nothing")
@allow(Staff.COORDINATOR, Staff.FACILITATOR, Link.FACILITATE, changes=attendance)
async def record_sessions(
    training: UUID, body: SessionsBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> AttendanceView:
    by = actor_of(who)
    await handlers.record(tx, training, [one.told() for one in body.sessions], by=by, at=now)
    return AttendanceView.of(await views.attendance(tx, training, by))


@router.put("/sessions/{session}/delivery", summary="Record how much of a session took place")
@allow(Staff.COORDINATOR, Staff.FACILITATOR, Link.FACILITATE, checked_here=("session",), changes=attendance)
async def record_delivery(
    training: UUID, session: UUID, body: DeliveryBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> AttendanceView:
    by = actor_of(who)
    await handlers.record_delivery(tx, training, body.of(session), body.reason, by=by, at=now)
    return AttendanceView.of(await views.attendance(tx, training, by))


@router.put("/sessions/{session}/attendance", summary="Record who was in a session")
@allow(Staff.COORDINATOR, Staff.FACILITATOR, Link.FACILITATE, checked_here=("session",), changes=attendance)
async def record_attendance(
    training: UUID, session: UUID, body: MarksBody, tx: CurrentTransaction, who: CurrentPrincipal, now: Now
) -> AttendanceView:
    by = actor_of(who)
    await handlers.record_marks(tx, training, body.of(session), by=by, at=now)
    return AttendanceView.of(await views.attendance(tx, training, by))


@router.post("/completion", status_code=201, summary="Say that the training took place, and who attended")
@allow(Staff.COORDINATOR, Link.FACILITATE)
@shown_by(training_shown)
async def complete_training(training: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> TrainingView:
    return TrainingView.of(await handlers.complete_training(tx, training, by=actor_of(who), at=now))
