"""Pages as everybody opens them, and what they ask the API for on the way."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx2
import pytest
from fastapi.routing import iter_route_contexts

from shared.web import links
from shared.web.pages import visitors
from shared.web.pages.inside import ANYWHERE
from shared.web.pages.page import Page
from shared.web.pages.visitors import NOBODY_KNOWN, StaffSession
from shared.web.principal import Grant, Link, Staff
from shared.web.service import Service
from tests.security.matrix import ANYONE, Route
from tests.security.principals import REFUSED, link

SEES = "GET"
CHANGE_REFUSED = {"title": "Not tried.", "code": "not-allowed", "detail": "Not tried.", "trace": ""}


@dataclass
class Asked:
    """What a page asked the API for: each route, and whether she was let in."""

    routes: list[Route]
    answers: list[tuple[Route, bool]] = field(default_factory=list)

    def note(self, request: httpx2.Request, response: httpx2.Response) -> None:
        (route, *_) = sorted(
            [one for one in self.routes if one.method == request.method and matches(one.path, request.url.path)],
            key=lambda one: one.path.count("{"),
        )
        self.answers.append((route, is_let_in(response)))


def matches(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path) is not None


def is_let_in(response: httpx2.Response) -> bool:
    return response.status_code not in REFUSED or response.json()["code"] != REFUSED[response.status_code]


@contextmanager
def overhearing(
    routes: list[Route], monkeypatch: pytest.MonkeyPatch, *, changes_nothing: bool = False
) -> Iterator[Asked]:
    """`changes_nothing`: what would change anything is heard, and refused before the API."""
    asked, plain = Asked(routes), httpx2.ASGITransport.handle_async_request

    async def heard(self: httpx2.ASGITransport, request: httpx2.Request) -> httpx2.Response:
        if not str(request.url).startswith(ANYWHERE):
            return await plain(self, request)
        if changes_nothing and request.method != SEES:
            response = httpx2.Response(httpx2.codes.FORBIDDEN, json=CHANGE_REFUSED, request=request)
        else:
            response = await plain(self, request)
        await response.aread()
        asked.note(request, response)
        return response

    with monkeypatch.context() as patched:
        patched.setattr(httpx2.ASGITransport, "handle_async_request", heard)
        yield asked


def pages_of(service: Service, method: str = SEES) -> list[str]:
    """Those that are asked for with this method."""
    drawn = [route for route in iter_route_contexts(service.app.routes) if isinstance(route.original_route, Page)]
    found = [str(route.path) for route in drawn if method in (route.methods or ())]
    assert found, service
    return found


async def session_of(principal: str, service: Service, scope: Mapping[str, UUID]) -> str:
    """The cookie of somebody who signed in or came by a link to all of this; empty for nobody. She is whom it names by
    her role, and a link is that of its `person`; otherwise she is somebody else.
    """
    if principal == ANYONE:
        return ""
    if not principal.startswith("link "):
        known = scope.get(principal, uuid4())
        organisation = known if principal == Staff.PARTNER else None
        staff = StaffSession(principal, "", (Staff(principal),), known, organisation)
        async with service.database.transaction() as tx:
            return await visitors.sign_in(tx, NOBODY_KNOWN, staff, datetime.now(UTC) + timedelta(hours=1))
    purpose = Link(principal.removeprefix("link "))
    token = await link(service, purpose, {"training": uuid4(), **scope})
    async with service.database.transaction() as tx:
        return await visitors.open_link(tx, NOBODY_KNOWN, Grant(purpose, uuid4(), scope, links.digest_of(token)))
