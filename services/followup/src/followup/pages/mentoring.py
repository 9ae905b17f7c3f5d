"""A mentor's people: whose plan or report waits for her, and who comes next."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/people", route_class=Page)

NO_DAY = "~"
"""Behind every day, as they are written."""
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
        plans=sorted(everybody.content["items"], key=next_first),
        further=everybody.further,
        to_read=[plan for found in waiting for plan in found["items"]],
    )


def next_first(plan: Any) -> tuple[bool, str]:
    """What is due next comes first, what is due on no day behind it, and where nobody has to do anything last."""
    turn = plan["turn"]
    return turn is None, (turn and turn["due"]) or NO_DAY
