"""Where everybody begins: trainings for those who look after them, her own things for whoever came by a link."""

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.leading import led_on
from shared.web.pages.looking import CurrentLooking
from shared.web.pages.page import Page

router = APIRouter(route_class=Page)
BEGUN_BY_US = {"generation": 0}


@router.get("/")
async def home(looking: CurrentLooking) -> Response:
    if (elsewhere := led_on(looking)) is not None:
        return elsewhere
    everything = "all" in looking.request.query_params
    chosen = {} if everything else BEGUN_BY_US
    answer = await looking.inside.seen("/v1/trainings", **chosen, **looking.part_of_list())
    further = f"all=yes&{answer.further}" if everything and answer.further else answer.further
    return looking.show("home.html", trainings=answer.content["items"], further=further, everything=everything)
