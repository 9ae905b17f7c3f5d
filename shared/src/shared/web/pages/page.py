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
from shared.runtime import room
from shared.runtime.database import TRANSIENT
from shared.runtime.endings import MustEnd
from shared.web.envelope import is_upload
from shared.web.pages import forms, recognising, visitors
from shared.web.pages.cookies import SESSION
from shared.web.pages.forms import Form
from shared.web.pages.guard import require_own_page
from shared.web.pages.inside import Answer, NotShown
from shared.web.pages.looking import Looking
from shared.web.pages.visitors import NOBODY_KNOWN, Visitor
from shared.web.principal import Staff
from shared.web.problems import members_of, trace_id
from shared.web.refusals import CredentialsMissing, StoreFull, TryAgain

log = structlog.get_logger(__name__)

TAKEN_LATER = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.LOCKED, HTTPStatus.SERVICE_UNAVAILABLE})


class Page(APIRoute):
    """It decides nothing about who may: every thing that it shows or changes is asked of the API as its visitor."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **{**options, "include_in_schema": False, "response_model": None})

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        drawn = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await shown(request, drawn)
            finally:
                await request.close()  # files that were sent are kept open by the form

        return handle


async def shown(request: Request, drawn: Callable[[Request], Coroutine[Any, Any, Response]]) -> Response:
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
        answer = refused.answer
    except RequestValidationError:
        answer = answer_of(NotKnownHere("page", looking.here))
    except Refusal as refusal:
        answer = answer_of(refusal)
    except (*TRANSIENT, MustEnd) as fault:
        answer = answer_of(told_of(fault))
    sent = recognising.sent_to_issuer(looking, answer)
    return sent or await instead(looking, answer, await to_send_again(request, answer.status))


def told_of(fault: Exception) -> Refusal:
    """Of what ends this process only that: why is for whoever looks after it."""
    if isinstance(fault, MustEnd):
        return TryAgain("This service")
    if room.warned_of(fault, "requests"):
        return StoreFull()
    log.warning("page_cannot_be_served", error=type(fault).__name__)
    return TryAgain("The database")


async def whole(request: Request) -> None:
    """The body, which is remembered. Files are held in memory while they arrive, and anybody can send some: those of
    whoever is not known are read a few at a time. Raises CredentialsMissing for more of them.
    """
    turns: asyncio.Semaphore = request.app.state.files_of_nobody
    if not is_upload(request.scope) or await is_known(request):
        await request.body()
    elif turns.locked():
        raise CredentialsMissing(["whoever was sent a link", *Staff])
    else:
        async with turns:
            await request.body()
    request.state.whole = True


async def is_known(request: Request) -> bool:
    """Also False while that cannot be looked up."""
    try:
        return bool((await visitor_of(request)).principals)
    except TRANSIENT:
        return False


async def to_send_again(request: Request, status: int) -> Form | None:
    """What one of our forms sent, where the same may be taken once she is known again, or later; nothing of what was
    not read.
    """
    if request.method != "POST" or status not in TAKEN_LATER or not getattr(request.state, "whole", False):
        return None
    data = await request.form()
    return forms.sent(data) if forms.KEY in data else None


async def visitor_of(request: Request) -> Visitor:
    """Only who has a cookie is asked of the database."""
    cookie = SESSION.of(request)
    if not cookie:
        return NOBODY_KNOWN
    async with request.app.state.database.transaction() as tx:
        return await visitors.known_by(tx, cookie)


def answer_of(refusal: Refusal) -> Answer:
    content = {"title": refusal.title(), "code": refusal.code(), "detail": refusal.sentence(), "trace": trace_id()}
    retry_after = "" if refusal.retry_after is None else str(refusal.retry_after)
    return Answer(refusal.status, {**members_of(refusal), **content}, retry_after=retry_after)


async def instead(looking: Looking, answer: Answer, sent: Form | None = None) -> Response:
    """The page that says what was refused. Who is not known is shown how to be. `sent`: what can be sent again."""
    values = {"problem": answer.content, "code": answer.status, "sent": sent}
    response = looking.show("refused.html", answer.status, **values)
    if answer.retry_after:
        response.headers["Retry-After"] = answer.retry_after
    return response
