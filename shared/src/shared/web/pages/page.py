"""A page's route: who looks → forged elsewhere? → endpoint → headers. What is refused is shown as a page too."""

import asyncio
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute

from shared.refusals import NotKnownHere, Refusal
from shared.runtime.database import TRANSIENT
from shared.web.door import SLOWEST_BODY_SECONDS
from shared.web.pages import visitors
from shared.web.pages.cookies import SESSION
from shared.web.pages.guard import require_own_page
from shared.web.pages.inside import Answer, NotShown
from shared.web.pages.looking import Looking
from shared.web.pages.visitors import NOBODY_KNOWN, Visitor
from shared.web.problems import members_of, trace_id
from shared.web.refusals import RequestTooSlow, TryAgain

log = structlog.get_logger(__name__)


class Page(APIRoute):
    """It decides nothing about who may: every thing that it shows or changes is asked of the API as its visitor."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **{**options, "include_in_schema": False, "response_model": None})

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        drawn = super().get_route_handler()

        async def handle(request: Request) -> Response:
            packages: tuple[str, ...] = request.app.state.page_packages
            looking = Looking(request, NOBODY_KNOWN, packages)
            try:
                if request.method == "POST":
                    require_own_page(request)
                    await whole(request)
                looking = Looking(request, await visitor_of(request), packages)
                request.state.looking = looking
                return await drawn(request)
            except NotShown as refused:
                return await instead(looking, refused.answer)
            except RequestValidationError:
                return await instead(looking, answer_of(NotKnownHere("page", looking.here)))
            except Refusal as refusal:
                return await instead(looking, answer_of(refusal))
            except TRANSIENT as fault:
                log.warning("page_cannot_be_served", error=type(fault).__name__)
                return await instead(looking, answer_of(TryAgain("The database")))
            finally:
                await request.close()  # files that were sent are kept open by the form

        return handle


async def whole(request: Request) -> None:
    """Raises RequestTooSlow."""
    try:
        async with asyncio.timeout(SLOWEST_BODY_SECONDS):
            await request.body()
    except TimeoutError:
        raise RequestTooSlow(SLOWEST_BODY_SECONDS) from None


async def visitor_of(request: Request) -> Visitor:
    """Only who has a cookie is asked of the database."""
    cookie = SESSION.of(request)
    if not cookie:
        return NOBODY_KNOWN
    async with request.app.state.database.transaction() as tx:
        return await visitors.known_by(tx, cookie)


def answer_of(refusal: Refusal) -> Answer:
    content = {"title": refusal.title(), "code": refusal.code(), "detail": refusal.sentence(), "trace": trace_id()}
    return Answer(refusal.status, {**members_of(refusal), **content})


async def instead(looking: Looking, answer: Answer) -> Response:
    """The page that says what was refused. Who is not known is shown how to be."""
    response = looking.show("refused.html", answer.status, problem=answer.content, code=answer.status)
    if answer.status in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}:
        response.headers["Retry-After"] = str(answer.content.get("retry_after", 1))
    return response
