"""What operators ask a running service: how its facts flow, what is parked, and to try again."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from pydantic import ConfigDict

from shared.backbone import parking, timers
from shared.backbone.engine import Engine
from shared.refusals import NotKnownHere
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.models import View
from shared.web.paging import CurrentPaging
from shared.web.principal import Staff
from shared.web.values import InWords

router = APIRouter(prefix="/v1/operations", route_class=Door, tags=["operations"])


def engine_of(request: Request) -> Engine:
    engine: Engine = request.app.state.engine
    return engine


CurrentEngine = Annotated[Engine, Depends(engine_of)]


Number = Annotated[int, Path(ge=1, lt=2**63)]
Kind = Annotated[
    str,
    Path(pattern="^[A-Za-z]{1,64}$", description="Name of what is to be looked at."),
    InWords("1 to 64 letters: the name of a kind of reminder"),
]
Key = Annotated[UUID, Path(description="Id of what it is about.")]


class DelayView(View):
    """From the commit of a fact at `source` to the commit of its effect here."""

    source: str
    count: int
    """How many facts of this source took effect."""
    median_ms: float


class FlowView(View):
    """What is on its way through this service. `lag`: records not yet applied, null while nobody knows."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "service": "followup",
                "now": "2017-05-18T19:00:00Z",
                "schema_version": "0106",
                "unsent": 0,
                "oldest_unsent_seconds": 0.0,
                "lag": 0,
                "parked": 0,
                "due_reminders": 0,
                "next_due": "2017-06-05T19:00:00Z",
                "pending_mails": 0,
                "oldest_mail_seconds": 0.0,
                "lag_seconds": 0.0,
                "sent": 120,
                "applied": 1200,
                "duplicates": 3,
                "epoch": 2,
                "delays": [{"source": "tj/registration", "count": 800, "median_ms": 14.2}],
            }
        }
    )

    service: str
    now: datetime
    schema_version: str
    unsent: int
    oldest_unsent_seconds: float
    lag: int | None
    parked: int
    due_reminders: int
    next_due: datetime | None
    pending_mails: int
    oldest_mail_seconds: float
    lag_seconds: float | None
    sent: int
    """How many facts were sent, since this process began."""
    applied: int
    """How many facts took effect, since this process began."""
    duplicates: int
    epoch: int
    delays: list[DelayView]


class DeadLetterView(View):
    """A fact that could not be applied, or one that waits behind it. Its value is not shown."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "dead_letter": 17,
                "topic": "cascade.tj.scheduling",
                "partition": 0,
                "offset": 4711,
                "subject": "0190a5f2-0000-7000-8000-000000000001",
                "type": "cascade.scheduling.TrainingAnnounced.v1",
                "waits": False,
                "error": "RuntimeError in note_training",
                "attempts": 1,
                "parked_at": "2017-05-18T19:00:00Z",
            }
        }
    )

    dead_letter: int
    topic: str
    partition: int
    offset: int
    subject: str | None
    type: str
    waits: bool
    error: str
    attempts: int
    parked_at: datetime

    @classmethod
    def of(cls, letter: parking.DeadLetter) -> "DeadLetterView":
        return cls(
            dead_letter=letter.id,
            topic=letter.topic,
            partition=letter.partition,
            offset=letter.position,
            subject=letter.key.decode(errors="replace") if letter.key is not None else None,
            type=letter.type,
            waits=letter.waits,
            error=letter.error,
            attempts=letter.attempts,
            parked_at=letter.parked_at,
        )


class DeadLetters(View):
    model_config = ConfigDict(json_schema_extra={"example": {"items": []}})

    items: list[DeadLetterView]


class FailedReminderView(View):
    """A time at which something had to be looked at, and what stopped that."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "expire-offer",
                "key": "0190a5f2-0000-7000-8000-000000000001",
                "due": "2017-05-18T19:00:00Z",
                "failure": "RuntimeError",
            }
        }
    )

    kind: str
    """Name of what was to be looked at, e.g. `expire-offer`."""
    key: UUID
    """Id of what it is about."""
    due: datetime
    """When it was to fire."""
    failure: str


class FailedReminders(View):
    model_config = ConfigDict(json_schema_extra={"example": {"items": []}})

    items: list[FailedReminderView]


class StillFailsView(View):
    """A fact that was tried again, could not be applied, and stays, with those behind it."""

    dead_letter: int
    error: str
    """What failed and where, without any value of the fact."""


class ReplayedView(View):
    model_config = ConfigDict(json_schema_extra={"example": {"applied": 3, "still_fails": None, "further": None}})

    applied: int
    """How many facts took effect: the one that was asked for, and those behind it."""
    still_fails: StillFailsView | None
    """The first that does not go, be it the one that was asked for; null if all went."""
    further: int | None
    """The first of those behind them that were not tried yet: ask for it next. Null if there are none."""


@router.get("/flow", summary="What is on its way, and how long facts take")
@allow(Staff.OPERATOR)
async def flow(request: Request, engine: CurrentEngine, tx: CurrentTransaction) -> FlowView:
    state = request.app.state
    mails = {
        "pending_mails": await state.mails.pending(tx),
        "oldest_mail_seconds": await state.mails.oldest_seconds(tx),
    }
    return FlowView(service=state.service, **mails, **asdict(await engine.flow(tx)))


@router.get("/dead-letters", summary="Facts that could not be applied, oldest first")
@allow(Staff.OPERATOR)
async def dead_letters(tx: CurrentTransaction, paging: CurrentPaging) -> DeadLetters:
    letters = paging.shown(await parking.shown(tx, paging.page))
    return DeadLetters(items=[DeadLetterView.of(letter) for letter in letters])


@router.post("/dead-letters/{dead_letter}/replay", summary="Try a fact and those behind it again, some at a time")
@allow(Staff.OPERATOR)
async def replay(dead_letter: Number, engine: CurrentEngine, tx: CurrentTransaction) -> ReplayedView:
    try:
        done = await engine.intake.replay(tx, dead_letter)
    except KeyError:
        raise NotKnownHere("dead letter", dead_letter) from None
    stays = done.still_fails
    return ReplayedView(
        applied=done.applied,
        further=done.further,
        still_fails=StillFailsView(dead_letter=stays.id, error=stays.error) if stays is not None else None,
    )


@router.delete("/dead-letters/{dead_letter}", status_code=204, summary="Give a fact up; those behind it stay")
@allow(Staff.OPERATOR)
async def drop(dead_letter: Number, tx: CurrentTransaction) -> None:
    if not await parking.drop(tx, dead_letter):
        raise NotKnownHere("dead letter", dead_letter)


@router.get("/reminders", summary="Reminders that failed, the one that is due longest first")
@allow(Staff.OPERATOR)
async def failed_reminders(tx: CurrentTransaction, paging: CurrentPaging) -> FailedReminders:
    failed = paging.shown(await timers.stuck(tx, paging.page))
    return FailedReminders(items=[FailedReminderView(**asdict(one)) for one in failed])


@router.post("/reminders/{kind}/{key}/retry", status_code=204, summary="Let a failed reminder fire again")
@allow(Staff.OPERATOR)
async def retry(kind: Kind, key: Key, tx: CurrentTransaction) -> None:
    if not await timers.try_again(tx, kind, key):
        raise NotKnownHere("failed reminder", key)
