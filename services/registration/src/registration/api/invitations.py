"""Invitations: read and answered by link."""

from dataclasses import asdict
from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter

from registration.api.models import AN_ID, ANOTHER_ID
from registration.domain.invitation import Invitation
from registration.domain.vocabulary import AnswerValue, InvitationState, ReleaseCause, ReleaseReason
from registration.handlers import invitations as handlers
from registration.store import applications as store
from registration.views import home as views
from shared.web.created import shown_by
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.models import Body
from shared.web.paging import CurrentPaging
from shared.web.principal import Link, Staff
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["invitations"])


class InvitationView(Shown):
    """`open`: it can be answered now."""

    model_config = example(
        {
            "offer": AN_ID,
            "training": ANOTHER_ID,
            "application": AN_ID,
            "state": "sent",
            "answer_by": "2017-03-10T19:00:00Z",
            "answered_at": None,
            "closed_by": None,
            "open": True,
            "superseded": False,
        }
    )

    offer: UUID
    training: UUID
    application: UUID
    state: InvitationState
    answer_by: datetime
    answered_at: datetime | None
    closed_by: ReleaseCause | None
    open: bool
    """Whether it can be answered now."""
    superseded: bool

    @classmethod
    def of(cls, invitation: Invitation, *, newest: UUID | None, now: datetime) -> "InvitationView":
        return cls(
            offer=invitation.offer,
            training=invitation.training,
            application=invitation.application,
            state=invitation.state,
            answer_by=invitation.answer_by,
            answered_at=invitation.answered_at,
            closed_by=invitation.closed_by,
            open=invitation.is_open(newest=newest, now=now),
            superseded=invitation.offer != newest,
        )


class Answer(Body):
    model_config = example({"answer": "declined", "reason": "employer_leave"})

    answer: AnswerValue
    """Whether she takes the place."""
    reason: ReleaseReason | None = None


class Received(Shown):
    """Received, not yet confirmed: the host says so when the place is hers."""

    model_config = example({"offer": AN_ID, "state": "received"})

    offer: UUID
    state: Literal["received"] = "received"
    """That it was heard; whether it holds, the host says."""


class OfferedView(Shown):
    model_config = example(
        {
            "offer": AN_ID,
            "application": ANOTHER_ID,
            "code": "TJ-07",
            "state": "accepted",
            "answer_by": "2017-03-10T19:00:00Z",
            "sent_at": "2017-02-27T10:00:01Z",
            "answered_at": "2017-03-01T08:00:00Z",
            "reason": None,
            "closed_by": None,
        }
    )

    offer: UUID
    application: UUID
    code: str | None
    state: InvitationState
    answer_by: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    reason: str | None
    closed_by: str | None


class Invitations(Shown):
    """The numbers are of all of them, whatever the page. `expired`: closed by the clock, unanswered."""

    model_config = example({"items": [], "sent": 28, "accepted": 25, "declined": 2, "expired": 1})

    items: list[OfferedView]
    sent: int
    """How many were sent."""
    accepted: int
    declined: int
    expired: int


@router.get("/invitations/{offer}", summary="An invitation, by its link")
@allow(Link.ANSWER)
async def invitation(offer: UUID, tx: CurrentTransaction, now: Now) -> InvitationView:
    found = await store.invitation(tx, offer)
    newest = (await store.get(tx, found.application)).offer
    return InvitationView.of(found, newest=newest, now=now)


@router.post("/invitations/{offer}/answer", status_code=201, summary="Accept or decline an invitation")
@allow(Link.ANSWER)
@shown_by(invitation)
async def answer(offer: UUID, body: Answer, tx: CurrentTransaction, now: Now) -> Received:
    await handlers.answer_invitation(tx, offer, body.answer, body.reason, at=now)
    return Received(offer=offer)


@router.get("/trainings/{training}/invitations", summary="All invitations of a training and what came back")
@allow(Staff.COORDINATOR)
async def invitations(training: UUID, tx: CurrentTransaction, paging: CurrentPaging) -> Invitations:
    found = paging.shown(await views.invitations(tx, training, paging.page))
    items = [OfferedView.model_validate(one) for one in found]
    return Invitations(items=items, **asdict(await views.came_back(tx, training)))
