"""A mentor's people: whose plan or report waits for her, and who comes next."""

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages.lists import place
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/people", route_class=Page)

TO_READ = {"plans": "planned", "reports": "reported"}
"""What waits for a mentor, by the state of the plan."""


@router.get("")
async def people(looking: CurrentLooking) -> Response:
    everybody = await looking.inside.seen("/v1/plans", **place(looking))
    waiting = {what: await looking.inside.get("/v1/plans", state=state) for what, state in TO_READ.items()}
    return looking.show(
        "people.html",
        plans=everybody.content["items"],
        further=everybody.further,
        to_read=[plan for found in waiting.values() for plan in found["items"]],
    )
