"""Every page × everybody: whoever is shown one is admitted, by the committed table, to what it asks the API for."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx2
import pytest

from shared.web.principal import Staff
from shared.web.service import Service
from tests.security.matrix import PRINCIPALS, Route, routes_of
from tests.security.overheard import overhearing, pages_of, session_of
from tests.security.principals import filled, ids_in
from tests.security.test_pages_for_nobody import FOR_EVERYBODY
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


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVICES)
async def test_a_page_is_shown_to_those_alone_whom_the_table_admits_to_what_it_shows(
    services: Mapping[str, Service], ask: Mapping[str, Asking], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    looks = await looked_at(services[name], ask[name], name, monkeypatch)

    assert {look.principal for look in looks if look.shows_something} > set(LOOKING_ON)
    assert [(look.principal, look.page) for look in looks if look.shows_something and not look.is_hers] == []
    assert [(look.principal, look.page, look.decided_otherwise) for look in looks if look.decided_otherwise] == []
