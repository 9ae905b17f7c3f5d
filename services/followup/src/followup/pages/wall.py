"""A training as its coordinator follows it up: the wall, and the ledger."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from followup.pages.parts import part
from followup.pages.picturing import is_public
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(prefix="/trainings/{training}", route_class=Page)

PEOPLE = "60"
"""On a page of the wall, each with a cell for every month."""


@router.get("")
async def wall(training: UUID, looking: CurrentLooking) -> Response:
    which = {"limit": PEOPLE, **looking.part_of_list()}
    found = await looking.inside.seen(f"/v1/trainings/{training}/wall", **which)
    about = await looking.inside.get(f"/v1/trainings/{training}")
    people = await looking.inside.get(f"/v1/trainings/{training}/people")
    return looking.show(
        "wall.html",
        training=training,
        about=about,
        people=people,
        wall=found.content,
        further=found.further,
        public=await is_public(training, looking),
    )


@router.get("/ledger")
async def ledger(training: UUID, looking: CurrentLooking, behind: UUID | None = None) -> Response:
    """`behind`: the plan behind which the list goes on."""
    found = await looking.inside.get(f"/v1/trainings/{training}/ledger")
    about = await looking.inside.get(f"/v1/trainings/{training}")
    rows = part(found["rows"], "plan", behind)
    return looking.show("ledger.html", training=training, about=about, ledger=found, part=rows)
