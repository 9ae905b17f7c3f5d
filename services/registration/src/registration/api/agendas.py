"""What takes place when, for those who have a place."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from registration.views import agendas as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.principal import Link
from shared.web.shapes import Shown, example

router = APIRouter(prefix="/v1", route_class=Door, tags=["applications"])


class SessionView(Shown):
    starts_at: datetime
    ends_at: datetime
    topics: list[str]
    """What it is about, in codes."""


class AgendaView(Shown):
    """In order of time."""

    model_config = example(
        {
            "agenda_version": 1,
            "sessions": [
                {
                    "starts_at": "2017-05-15T04:00:00Z",
                    "ends_at": "2017-05-15T05:30:00Z",
                    "topics": ["leadership"],
                }
            ],
        }
    )

    agenda_version: int
    sessions: list[SessionView]


@router.get("/applications/{application}/agenda", summary="The agenda, for whoever has a confirmed place")
@allow(Link.APPLICATION, Link.ANSWER)
async def agenda(application: UUID, tx: CurrentTransaction) -> AgendaView:
    return AgendaView.model_validate(await views.of_application(tx, application))
