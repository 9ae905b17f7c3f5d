"""Who asks, as her request says it: a bearer token, a link, or nothing."""

from typing import Any

from fastapi import Request

from shared.backbone.transaction import Transaction
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


async def known_by_link(request: Request, tx: Transaction) -> Principal:
    """Raises LinkNotKnown, LinkExpired, TooManyTries, on routes for anyone too."""
    grant = await looked_up(request, tx, credentials_of(request)[1])
    return Principal(person=grant.person, link=grant)


async def looked_up(request: Request, tx: Transaction, token: str) -> Grant:
    """Raises LinkNotKnown, LinkExpired, TooManyTries."""
    failed: FailedLinks = request.app.state.failed_links
    address = request.client.host if request.client else None
    failed.check(address)
    try:
        return await links.look_up(tx, token)
    except LinkNotKnown:
        failed.note(address)
        raise


def security_of(rules: frozenset[Rule]) -> dict[str, Any]:
    schemes: list[dict[str, list[str]]] = []
    if any(isinstance(rule, Staff) for rule in rules):
        schemes.append({"staff": []})
    if any(isinstance(rule, Link) for rule in rules):
        schemes.append({"link": []})
    return {"security": [*schemes, {}] if ANYONE in rules else schemes}
