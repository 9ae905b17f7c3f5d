"""From a link in a mail to a page: opening it changes nothing, since mail scanners open links; its button does."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote, unquote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from shared.backbone.transaction import Transaction
from shared.web.credentials import address_of, failed_links_of, looked_up
from shared.web.pages import languages, visitors
from shared.web.pages.cookies import BEGUN, FOLLOWED, LANGUAGE, SENT, SESSION, STAFF, Cookie, of_kind
from shared.web.pages.looking import ELSEWHERE, OF_A_PAGE, SEE_OTHER, CurrentLooking, Looking
from shared.web.pages.page import Page
from shared.web.principal import Grant, Link
from shared.web.refusals import CredentialsMissing

router = APIRouter(route_class=Page)

EVERYTHING = '"cache", "cookies", "storage"'
"""What a quick exit takes from the browser: with the cookies the sessions of the other services too."""
MOST_SECONDS = 600
"""Between following a link and opening it."""
LINK = "link"
LONGEST_TOKEN, MOST_AT_ONCE = 100, 5
"""A browser holds only so much for a host, and a page is asked for with all of it."""
MARK_SIGNS = 8
"""Of a digest: enough to tell apart the links that one person follows."""
FOR_SEVERAL = (Link.CALL, Link.ENROLMENT)
"""Links that are handed out: each who uses one is sent a link of her own."""
A_YEAR = 365 * 24 * 3600


@router.get("/enter/{token}")
async def follow_link(token: str, looking: CurrentLooking) -> Response:
    """A redirect leaves nothing in the browser's history: whoever looks there later finds no link that still opens, but
    a mark that tells apart what was followed.
    """
    if len(token) > LONGEST_TOKEN:
        raise CredentialsMissing(["whoever was sent a link"])
    mark = mark_of(token)
    response = looking.on_to(f"/enter?{LINK}={mark}")
    for oldest in of_kind(looking.request, FOLLOWED)[: 1 - MOST_AT_ONCE]:
        oldest.drop(looking.request, response)
    cookie_of(mark).keep(looking.request, response, quote(token), MOST_SECONDS)
    return response


def mark_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:MARK_SIGNS]


def cookie_of(mark: str) -> Cookie:
    return Cookie(f"{FOLLOWED}-{mark}")


@router.get("/enter")
async def door(looking: CurrentLooking) -> Response:
    async with looked_up_in(looking) as tx:
        grant = await looked_up(looking.request, tx, followed(looking))
    return looking.show("enter.html", for_several=grant.purpose in FOR_SEVERAL)


@router.post("/enter")
async def enter(looking: CurrentLooking) -> Response:
    token = followed(looking)
    async with looked_up_in(looking) as tx:
        grant = await looked_up(looking.request, tx, token)
        cookie = await visitors.open_link(tx, looking.visitor, grant)
    response = looking.on_to(home_of(looking, grant))
    SESSION.keep(looking.request, response, cookie, int(visitors.OF_LINKS_AT_MOST.total_seconds()))
    for gone in (cookie_of(mark_of(token)), STAFF):
        gone.drop(looking.request, response)
    return response


def followed(looking: Looking) -> str:
    """The token of the link that she came by. Raises CredentialsMissing."""
    token = unquote(cookie_of(looking.request.query_params.get(LINK, "")).of(looking.request))
    if not token:
        raise CredentialsMissing(["whoever was sent a link"])
    return token


@router.get("/exit")
async def leave_at_once(looking: CurrentLooking) -> Response:
    """Ends the session; a forged one does no more harm than that."""
    response = RedirectResponse(ELSEWHERE, SEE_OTHER, OF_A_PAGE)
    return await forgetting(looking, response)


@router.post("/exit")
async def left_at_once(looking: CurrentLooking) -> Response:
    """The same behind her: her browser has gone elsewhere already."""
    return await forgetting(looking, Response(status_code=204, headers=OF_A_PAGE))


async def forgetting(looking: Looking, response: Response) -> Response:
    async with looking.database.transaction() as tx:
        await visitors.end(tx, looking.visitor)
    response.headers.update({"Clear-Site-Data": EVERYTHING, "Referrer-Policy": "no-referrer"})
    under_way = (one for word in (FOLLOWED, BEGUN) for one in of_kind(looking.request, word))
    for cookie in (SESSION, STAFF, SENT, *under_way):
        cookie.drop(looking.request, response)
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
