"""What somebody facilitates: first what is still to be recorded."""

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/sessions", route_class=Page)


@router.get("")
async def sessions(looking: CurrentLooking) -> Response:
    asked = looking.part_of_list("recorded")
    found = await looking.inside.seen("/v1/sessions", **{"recorded": "false", **asked})
    recorded = asked.get("recorded") == "true"
    return looking.show("sessions.html", sessions=found.content["items"], further=found.further, recorded=recorded)
