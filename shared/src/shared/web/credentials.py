"""Who asks, as her request says it: a bearer token, a link, or nothing."""

from typing import Any

from fastapi import Request

from shared.backbone.transaction import Database, Transaction
from shared.web import links
from shared.web.principal import ANYONE, NOBODY, Grant, Link, Principal, Rule, Staff
from shared.web.refusals import LinkNotKnown, TokenRefused
from shared.web.throttle import FailedLinks
from shared.web.tokens import Tokens


def credentials_of(request: Request) -> tuple[str, str]:
    """Scheme in small letters, and what follows it."""
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    return scheme.lower(), credential.strip()


INSIDE = "cascade.principals"
"""In the scope of what a page asks: whom its visitor may act as. A client cannot set it."""


def known_inside(request: Request) -> tuple[Principal, ...]:
    """Empty for every request that comes from outside."""
    principals: tuple[Principal, ...] = request.scope.get(INSIDE, ())
    return principals


async def known_by_header(request: Request) -> Principal | None:
    """None for whoever sends a link. Raises TokenRefused, on routes for anyone too."""
    scheme, credential = credentials_of(request)
    match scheme:
        case "":
            return NOBODY
        case "bearer":
            tokens: Tokens = request.app.state.tokens
            return await tokens.principal(credential)
        case "link":
            return None
        case _:
            raise TokenRefused("the scheme is neither Bearer nor Link")


def failed_links_of(request: Request) -> FailedLinks:
    failed: FailedLinks = request.app.state.failed_links
    return failed


def address_of(request: Request) -> str | None:
    return request.client.host if request.client else None


def is_known_first(request: Request) -> bool:
    """Whether its link is looked up in a unit of work of its own: before a body is read, or where the look-up waits."""
    return announces_body(request) or failed_links_of(request).seconds_over(address_of(request)) > 0


def announces_body(request: Request) -> bool:
    """A message has a body if it says so (RFC 9112, section 6.3)."""
    return "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"


async def known_first_by_link(request: Request, database: Database) -> Principal:
    """Raises what `known_by_link` raises; no connection is held afterwards."""
    async with failed_links_of(request).turn(address_of(request)), database.transaction() as tx:
        return await known_by_link(request, tx)


async def known_by_link(request: Request, tx: Transaction) -> Principal:
    """Raises LinkNotKnown, LinkExpired, TooManyTries, on routes for anyone too."""
    grant = await looked_up(request, tx, credentials_of(request)[1])
    return Principal(person=grant.person, link=grant)


async def looked_up(request: Request, tx: Transaction, token: str) -> Grant:
    """Raises LinkNotKnown, LinkExpired, TooManyTries."""
    try:
        return await links.look_up(tx, token)
    except LinkNotKnown:
        failed_links_of(request).failed(address_of(request))
        raise


def security_of(rules: frozenset[Rule]) -> dict[str, Any]:
    schemes: list[dict[str, list[str]]] = []
    if any(isinstance(rule, Staff) for rule in rules):
        schemes.append({"staff": []})
    if any(isinstance(rule, Link) for rule in rules):
        schemes.append({"link": []})
    return {"security": [*schemes, {}] if ANYONE in rules else schemes}
