"""The way back for whoever lost her letter: her links are sent to her again, before and after a call closes."""

from functools import partial

from fastapi import APIRouter
from fastapi.responses import Response

from shared.web.pages.forms import Form
from shared.web.pages.looking import CurrentLooking, Looking
from shared.web.pages.page import Page

router = APIRouter(prefix="/links", route_class=Page)


@router.get("")
async def asked(looking: CurrentLooking) -> Response:
    return await draw(looking, Form())


@router.post("")
async def send_again(looking: CurrentLooking) -> Response:
    return await looking.act("/v1/links", "/links/sent", partial(draw, looking), Form.body)


@router.get("/sent")
async def sent(looking: CurrentLooking) -> Response:
    """It says the same whoever is known."""
    return looking.show("links_sent.html")


async def draw(looking: Looking, form: Form, status: int = 200) -> Response:
    return looking.show("links.html", status, form=form)
