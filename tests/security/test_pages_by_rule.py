"""Every page × everybody: whoever is shown one is admitted, by the committed table, to what it asks the API for."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx2
import pytest

from shared.web import links
from shared.web.pages import visitors
from shared.web.pages.inside import ANYWHERE
from shared.web.pages.visitors import NOBODY_KNOWN, StaffSession
from shared.web.principal import Grant, Link, Staff
from shared.web.service import Service
from tests.security.matrix import ANYONE, PRINCIPALS, Route, routes_of
from tests.security.test_matrix import REFUSED, filled, ids_in, link
from tests.security.test_pages_for_nobody import FOR_EVERYBODY, pages_of
from tests.support.services import Asking
from tests.support.three import SERVICES
from tests.support.visiting import visiting

EMPTY_FIELDS: Mapping[tuple[str, str], set[str]] = {
    ("registration", "/people"): {Staff.COORDINATOR},
    ("registration", "/people/new"): {Staff.COORDINATOR},
    ("scheduling", "/manuals/new"): {Staff.COORDINATOR},
    ("followup", "/trainings/{training}/mine/plan"): {"link follow-up"},
}
"""They ask the API for nothing before something was typed or chosen, and say themselves whom they are for."""
LOOKING_ON = (Staff.COORDINATOR, Staff.AUDITOR, Staff.OPERATOR)


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
def overhearing(routes: list[Route], monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    asked, plain = Asked(routes), httpx2.ASGITransport.handle_async_request

    async def heard(self: httpx2.ASGITransport, request: httpx2.Request) -> httpx2.Response:
        response = await plain(self, request)
        if str(request.url).startswith(ANYWHERE):
            await response.aread()
            asked.note(request, response)
        return response

    with monkeypatch.context() as patched:
        patched.setattr(httpx2.ASGITransport, "handle_async_request", heard)
        yield asked


async def session_of(principal: str, service: Service, scope: Mapping[str, UUID]) -> str:
    """The cookie of somebody who signed in or came by a link to all of this; empty for nobody."""
    if principal == ANYONE:
        return ""
    if not principal.startswith("link "):
        organisation = uuid4() if principal == Staff.PARTNER else None
        staff = StaffSession(principal, "", (Staff(principal),), uuid4(), organisation)
        async with service.database.transaction() as tx:
            return await visitors.sign_in(tx, NOBODY_KNOWN, staff, datetime.now(UTC) + timedelta(hours=1))
    purpose = Link(principal.removeprefix("link "))
    token = await link(service, purpose, {"training": uuid4(), **scope})
    async with service.database.transaction() as tx:
        return await visitors.open_link(tx, NOBODY_KNOWN, Grant(purpose, uuid4(), scope, links.digest_of(token)))


@dataclass(frozen=True)
class Look:
    """One page, opened by one of everybody, and what it asked for her."""

    service: str
    principal: str
    page: str
    status: int
    asked: list[tuple[Route, bool]]

    @property
    def shows_something(self) -> bool:
        """Itself, or that the API does not know what it is about."""
        return self.status == httpx2.codes.OK or (self.status == httpx2.codes.NOT_FOUND and bool(self.asked))

    @property
    def is_hers(self) -> bool:
        if (self.service, self.page) in EMPTY_FIELDS:
            return self.principal in EMPTY_FIELDS[self.service, self.page]
        return any(route.admits(self.principal) for route, _ in self.asked)

    @property
    def decided_otherwise(self) -> list[str]:
        """Routes at whose door a page was treated otherwise than the table says."""
        return [route.path for route, let_in in self.asked if let_in != route.admits(self.principal)]


async def looked_at(service: Service, ask: Asking, name: str, monkeypatch: pytest.MonkeyPatch) -> list[Look]:
    pages, routes = pages_of(service), routes_of(name, service.app.openapi())
    scope = {parameter: value for path in pages for parameter, value in ids_in(path).items()}
    looks = []
    for principal in PRINCIPALS:
        visitor = visiting(ask.http._transport, name)
        visitor.session = await session_of(principal, service, scope)
        for page in [one for one in pages if one not in FOR_EVERYBODY]:
            with overhearing(routes, monkeypatch) as asked:
                answer = await visitor.http.get(visitor.base + filled(page, scope))
            looks.append(Look(name, principal, page, answer.status_code, asked.answers))
    return looks


@pytest.mark.parametrize("name", SERVICES)
async def test_a_page_is_shown_to_those_alone_whom_the_table_admits_to_what_it_shows(
    services: Mapping[str, Service], ask: Mapping[str, Asking], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    looks = await looked_at(services[name], ask[name], name, monkeypatch)

    assert {look.principal for look in looks if look.shows_something} > set(LOOKING_ON)
    assert [(look.principal, look.page) for look in looks if look.shows_something and not look.is_hers] == []
    assert [(look.principal, look.page, look.decided_otherwise) for look in looks if look.decided_otherwise] == []
