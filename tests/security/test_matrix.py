"""Every route × everybody: the committed table is what the routes declare, and every cell is tried."""

from collections.abc import Mapping

import pytest
from fastapi.routing import iter_route_contexts

from shared.web.pages.page import Page
from shared.web.service import Service
from tests.security.matrix import FILE, PRINCIPALS, Route, all_routes, routes_of, table
from tests.security.principals import REFUSED, as_principal, filled, ids_in
from tests.support.services import ANY_STATE, Asking
from tests.support.three import SERVICES


async def test_the_committed_table_is_what_the_routes_declare(services: Mapping[str, Service]) -> None:
    assert FILE.read_text() == table(all_routes(services)), "run python -m tests.security.matrix, and read the change"


BESIDE: Mapping[str, str] = {
    "/openapi.json": "the interface, which is public",
    "/asyncapi.json": "the events, which are public",
    "/docs": "a page about the interface",
    "/docs/{file}": "what that page loads",
    "/static/{version}/{file}": "what pages load",
    "/health/live": "for whoever runs it; names no more than what is missing",
    "/health/ready": "for whoever runs it; names no more than what is missing",
    "/back-channel-sign-out": "for the issuer alone, whose token says whose sessions end",
}
"""Addresses that are neither in the table nor pages, and why anybody may ask them."""


def unlisted(service: Service) -> set[str]:
    """Addresses that neither the description names nor a page has."""
    told = service.app.openapi()["paths"]
    return {
        str(route.path)
        for route in iter_route_contexts(service.app.routes)
        if not isinstance(route.original_route, Page)
        and not {method.lower() for method in route.methods or ["?"]} <= told.get(route.path, {}).keys()
    }


async def test_every_route_stands_in_the_table_or_is_a_page_or_says_why_it_is_neither(
    services: Mapping[str, Service],
) -> None:
    assert {path for service in services.values() for path in unlisted(service)} == BESIDE.keys()


async def is_let_in(route: Route, principal: str, ask: Asking, service: Service) -> bool:
    ids = ids_in(route.path)
    asking = await as_principal(principal, ask, service, ids)
    response = await asking.http.request(route.method, filled(route.path, ids), json={}, headers=ANY_STATE)
    if response.status_code not in REFUSED:
        return True
    return bool(response.json()["code"] != REFUSED[response.status_code])


@pytest.mark.parametrize("name", SERVICES)
async def test_every_cell_is_as_the_table_says(
    services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    wrong = [
        (route.method, route.path, principal)
        for route in routes_of(name, services[name].app.openapi())
        for principal in PRINCIPALS
        if await is_let_in(route, principal, ask[name], services[name]) != route.admits(principal)
    ]

    assert wrong == []
