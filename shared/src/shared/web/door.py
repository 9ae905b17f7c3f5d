"""The door: rule → transaction → endpoint → commit → reply. Deny by default: a route without a rule cannot be built."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

import structlog
from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from shared.backbone.transaction import Database, Transaction
from shared.runtime.clock import Clock
from shared.runtime.database import CONFLICTS, TRANSIENT
from shared.web import links
from shared.web.principal import ANYONE, NOBODY, Link, Principal, Rule, Staff
from shared.web.refusals import CredentialsMissing, NotAllowed, TokenRefused, TryAgain

log = structlog.get_logger(__name__)

Inner = Callable[[Request], Awaitable[Response]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Awaitable[Any]])


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may use a route. `checked_here`: path parameters that the handler compares with the person of a link."""

    rules: frozenset[Rule]
    checked_here: frozenset[str]

    @property
    def names(self) -> list[str]:
        return sorted(f"link {rule.value}" if isinstance(rule, Link) else rule.value for rule in self.rules)

    def admits(self, who: Principal, path: dict[str, Any]) -> bool:
        if ANYONE in self.rules or self.rules & who.roles:
            return True
        if who.link is None or who.link.purpose not in self.rules:
            return False
        named = {name: str(value) for name, value in path.items() if name not in self.checked_here}
        return all(str(who.link.scope.get(name)) == value for name, value in named.items())


RULES: dict[Callable[..., Any], Admission] = {}


def allow(*rules: Rule, checked_here: tuple[str, ...] = ()) -> Callable[[Endpoint], Endpoint]:
    """The rule of a route; to stand between the router's decorator and the endpoint."""

    def declare(endpoint: Endpoint) -> Endpoint:
        RULES[endpoint] = Admission(frozenset(rules), frozenset(checked_here))
        return endpoint

    return declare


class Door(APIRoute):
    """The only way in. Raises TypeError for an endpoint without a rule."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if endpoint not in RULES:
            raise TypeError(f"{endpoint.__module__}.{endpoint.__name__} ({path}) has no rule: say @allow(…)")
        if not options.get("summary"):
            raise TypeError(f"{endpoint.__module__}.{endpoint.__name__} ({path}) has no summary")
        self.admission = RULES[endpoint]
        super().__init__(path, endpoint, **options)
        described = [*self.admission.names]
        self.openapi_extra = {**(self.openapi_extra or {}), "x-allowed": described, **security_of(self.admission)}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await self._twice_if_in_the_way(inner, request)
            except TRANSIENT as fault:
                log.warning("request_cannot_be_served", error=type(fault).__name__)
                raise TryAgain from fault

        return handle

    async def _twice_if_in_the_way(self, inner: Inner, request: Request) -> Response:
        try:
            return await self._once(inner, request)
        except CONFLICTS:
            if is_upload(request):
                raise
            return await self._once(inner, request)

    async def _once(self, inner: Inner, request: Request) -> Response:
        database: Database = request.app.state.database
        async with database.transaction() as tx:
            request.state.transaction = tx
            request.state.principal = await self._admitted(request, tx)
            return await inner(request)

    async def _admitted(self, request: Request, tx: Transaction) -> Principal:
        who = await identified(request, tx)
        if self.admission.admits(who, request.path_params):
            return who
        if who is NOBODY:
            raise CredentialsMissing(self.admission.names)
        raise NotAllowed(self.admission.names)


def is_upload(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("multipart/")


async def identified(request: Request, tx: Transaction) -> Principal:
    """Raises TokenRefused, LinkNotKnown, LinkExpired for credentials that are not good, on any route."""
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    match scheme.lower():
        case "":
            return NOBODY
        case "bearer":
            principal: Principal = await request.app.state.tokens.principal(credential.strip())
            return principal
        case "link":
            grant = await links.look_up(tx, credential.strip())
            return Principal(person=grant.person, link=grant)
        case _:
            raise TokenRefused("the scheme is neither Bearer nor Link")


def security_of(admission: Admission) -> dict[str, Any]:
    schemes: list[dict[str, list[str]]] = []
    if any(isinstance(rule, Staff) for rule in admission.rules):
        schemes.append({"staff": []})
    if any(isinstance(rule, Link) for rule in admission.rules):
        schemes.append({"link": []})
    return {"security": [*schemes, {}] if ANYONE in admission.rules else schemes}


def transaction_of(request: Request) -> Transaction:
    tx: Transaction = request.state.transaction
    return tx


def principal_of(request: Request) -> Principal:
    who: Principal = request.state.principal
    return who


def now_of(request: Request) -> datetime:
    clock: Clock = request.app.state.clock
    return clock.now()


CurrentTransaction = Annotated[Transaction, Depends(transaction_of)]
CurrentPrincipal = Annotated[Principal, Depends(principal_of)]
Now = Annotated[datetime, Depends(now_of)]
