"""A mentor's people: whose plan or report waits for her, and who comes next."""

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/people", route_class=Page)

TO_READ = ("planned", "reported")
"""In which states a plan waits for its mentor."""


@router.get("")
async def people(looking: CurrentLooking) -> Response:
    staff = looking.visitor.staff
    hers = {"mentor": str(staff.person)} if staff is not None and staff.person is not None else {}
    everybody = await looking.inside.seen("/v1/plans", **hers, **looking.part_of_list())
    waiting = [await looking.inside.get("/v1/plans", state=state, **hers) for state in TO_READ]
    return looking.show(
        "people.html",
        plans=everybody.content["items"],
        further=everybody.further,
        to_read=[plan for found in waiting for plan in found["items"]],
    )
