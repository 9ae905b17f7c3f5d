"""From a link in a mail to a page: opening it changes nothing, since mail scanners open links; its button does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from shared.backbone.transaction import Transaction
from shared.web.credentials import address_of, failed_links_of, looked_up
from shared.web.pages import languages, visitors
from shared.web.pages.cookies import LANGUAGE, SESSION
from shared.web.pages.looking import OF_A_PAGE, SEE_OTHER, CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.principal import Grant

router = APIRouter(route_class=Page)

ELSEWHERE = "https://www.wikipedia.org/"
"""Where a quick exit leads: a site that many people have open."""
A_YEAR = 365 * 24 * 3600


@router.get("/enter/{token}")
async def door(token: str, looking: CurrentLooking) -> Response:
    async with looked_up_in(looking) as tx:
        await looked_up(looking.request, tx, token)
    response = looking.show("enter.html")
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@router.post("/enter/{token}")
async def enter(token: str, looking: CurrentLooking) -> Response:
    async with looked_up_in(looking) as tx:
        grant = await looked_up(looking.request, tx, token)
        cookie = await visitors.open_link(tx, looking.visitor, grant)
    response = looking.on_to(home_of(looking, grant))
    SESSION.keep(looking.request, response, cookie, int(visitors.OF_LINKS.total_seconds()))
    return response


@router.get("/exit")
async def leave_at_once(looking: CurrentLooking) -> Response:
    """Ends the session; a forged one does no more harm than that."""
    async with looking.database.transaction() as tx:
        await visitors.end(tx, looking.visitor)
    response = RedirectResponse(ELSEWHERE, SEE_OTHER, {**OF_A_PAGE, "Clear-Site-Data": '"cache", "storage"'})
    response.headers["Referrer-Policy"] = "no-referrer"
    SESSION.drop(looking.request, response)
    return response


@router.post("/language")
async def choose_language(looking: CurrentLooking) -> Response:
    """For all services; nothing personal is in it."""
    form = await looking.form()
    response = looking.on_to(own_path(form.value("next", "/")))
    language = form.value("language")
    if language in languages.NAMES:
        LANGUAGE.keep(looking.request, response, language, A_YEAR)
    return response


@asynccontextmanager
async def looked_up_in(looking: Looking) -> AsyncIterator[Transaction]:
    """A network that tried many links waits for its turn."""
    turn = failed_links_of(looking.request).turn(address_of(looking.request))
    async with turn, looking.database.transaction() as tx:
        yield tx


def home_of(looking: Looking, grant: Grant) -> str:
    """The page that a link of this purpose is for."""
    path: str = looking.request.app.state.page_homes[grant.purpose]
    return path.format_map({name: str(value) for name, value in grant.scope.items()})


def own_path(path: str) -> str:
    """A path under this service, whatever was sent."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
