"""Who asks, as her request says it: a bearer token, a link, or nothing."""

from typing import Any

from fastapi import Request

from shared.backbone.transaction import Transaction
from shared.web import links
from shared.web.principal import ANYONE, NOBODY, Link, Principal, Rule, Staff
from shared.web.refusals import LinkNotKnown, TokenRefused
from shared.web.throttle import FailedLinks
from shared.web.tokens import Tokens


def credentials_of(request: Request) -> tuple[str, str]:
    """Scheme in small letters, and what follows it."""
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    return scheme.lower(), credential.strip()


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
    failed: FailedLinks = request.app.state.failed_links
    address = request.client.host if request.client else None
    failed.check(address)
    try:
        grant = await links.look_up(tx, credentials_of(request)[1])
    except LinkNotKnown:
        failed.note(address)
        raise
    return Principal(person=grant.person, link=grant)


def security_of(rules: frozenset[Rule]) -> dict[str, Any]:
    schemes: list[dict[str, list[str]]] = []
    if any(isinstance(rule, Staff) for rule in rules):
        schemes.append({"staff": []})
    if any(isinstance(rule, Link) for rule in rules):
        schemes.append({"link": []})
    return {"security": [*schemes, {}] if ANYONE in rules else schemes}
