"""A mentor's people: whose plan or report waits for her, and who comes next."""

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/people", route_class=Page)

TO_READ = ("planned", "reported")
"""In which states a plan waits for its mentor."""
FIRST = 20
"""Of these, as many as stand above the list of all."""


@router.get("")
async def people(looking: CurrentLooking) -> Response:
    staff = looking.visitor.staff
    hers = {"mentor": str(staff.person)} if staff is not None and staff.person is not None else {}
    asked = looking.part_of_list("state")
    order = {"order": "due"} if hers else {}
    listed = await looking.inside.seen("/v1/plans", **order, **hers, **asked)
    begins = not {"cursor", "state"} & asked.keys()
    waiting = {
        state: await looking.inside.seen("/v1/plans", state=state, limit=FIRST, **hers)
        for state in (TO_READ if begins else ())
    }
    return looking.show(
        "people.html",
        begins=begins,
        state=asked.get("state"),
        to_read=[plan for found in waiting.values() for plan in found.content["items"]],
        more_to_read=[state for state, found in waiting.items() if found.further],
        plans=listed.content["items"],
        further=listed.further,
    )
