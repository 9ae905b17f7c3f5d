"""Everybody who may ask for a route, and the addresses that they ask."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from shared.web import links
from shared.web.principal import Link, Staff
from shared.web.service import Service
from tests.security.matrix import ANYONE
from tests.support.services import Asking

REFUSED = {401: "credentials-missing", 403: "not-allowed"}
"""How whoever is not admitted is told."""


def ids_in(path: str) -> dict[str, UUID]:
    """An id for every parameter of the path that stands for one."""
    return {name: uuid4() for name in re.findall(r"{(\w+)}", path)}


def filled(path: str, ids: Mapping[str, UUID]) -> str:
    plain = path.replace("{dead_letter}", "1").replace("{kind}", "Seat").replace("{file}", "none")
    return plain.format_map({name: str(value) for name, value in ids.items()})


async def link(service: Service, purpose: Link, scope: Mapping[str, UUID]) -> str:
    """Its token: of the person whom the scope names, or of somebody."""
    token, digest = links.new_token()
    person = scope.get("person") or uuid4()
    async with service.database.transaction() as tx:
        await links.keep(tx, digest, purpose, person, scope, datetime.now(UTC) + timedelta(days=1))
    return token


async def as_principal(principal: str, ask: Asking, service: Service, scope: Mapping[str, UUID]) -> Asking:
    if principal == ANYONE:
        return ask
    if principal.startswith("link "):
        return ask.link(await link(service, Link(principal.removeprefix("link ")), {"training": uuid4(), **scope}))
    if principal == Staff.PARTNER:
        return ask.staff("coordinator", uuid4(), uuid4())
    return ask.staff(principal, uuid4())
