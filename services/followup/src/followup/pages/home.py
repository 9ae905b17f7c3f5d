"""Where everybody begins: trainings for those who look after them, her own things for whoever came by a link."""

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.entering import home_of
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page
from shared.web.principal import Staff

router = APIRouter(route_class=Page)
LOOKING_AFTER = (Staff.COORDINATOR, Staff.AUDITOR)
BEGUN_BY_US = {"generation": 0}


@router.get("/")
async def home(looking: CurrentLooking) -> Response:
    visitor = looking.visitor
    if visitor.grants and visitor.staff is None:
        return looking.on_to(home_of(looking, visitor.grants[0]))
    if visitor.has(Staff.MENTOR) and not visitor.has(*LOOKING_AFTER):
        return looking.on_to("/people")
    everything = "all" in looking.request.query_params
    chosen = {} if everything else BEGUN_BY_US
    answer = await looking.inside.seen("/v1/trainings", **chosen, **looking.part_of_list())
    further = f"all=yes&{answer.further}" if everything and answer.further else answer.further
    return looking.show("home.html", trainings=answer.content["items"], further=further, everything=everything)
