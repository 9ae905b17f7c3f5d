"""The door: rule → transaction → endpoint → commit → reply. Deny by default: a route without a rule cannot be built."""

import asyncio
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
from shared.web import answers, links, problems
from shared.web.principal import ANYONE, NOBODY, Link, Principal, Rule, Staff
from shared.web.refusals import CredentialsMissing, LinkNotKnown, NotAllowed, RequestTooSlow, TokenRefused, TryAgain
from shared.web.throttle import FailedLinks
from shared.web.tokens import Tokens

log = structlog.get_logger(__name__)

SLOWEST_BODY_SECONDS = 60

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
    """The rule of a route; to stand between the router's decorator and the endpoint. Raises TypeError without one."""
    if not rules:
        raise TypeError("@allow() lets nobody in: say for whom the route is")

    def declare(endpoint: Endpoint) -> Endpoint:
        RULES[endpoint] = Admission(frozenset(rules), frozenset(checked_here))
        return endpoint

    return declare


class Door(APIRoute):
    """The only way in. Raises TypeError for an endpoint without a rule or summary, or with a rule about a parameter
    that its path does not have.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        name = f"{endpoint.__module__}.{endpoint.__name__} ({path})"
        if endpoint not in RULES:
            raise TypeError(f"{name} has no rule: say @allow(…)")
        if not options.get("summary"):
            raise TypeError(f"{name} has no summary")
        self.admission = RULES[endpoint]
        options["responses"] = {**problems.RESPONSES, **(options.get("responses") or {})}
        super().__init__(path, endpoint, **options)
        unknown = sorted(self.admission.checked_here - set(self.param_convertors))
        if unknown:
            raise TypeError(f"{name} says checked_here={unknown}, which its path does not have")
        admitted: dict[str, Any] = {"x-allowed": self.admission.names, **security_of(self.admission)}
        if self.methods == {"POST"}:
            admitted["parameters"] = [answers.PARAMETER]
        self.openapi_extra = {**(self.openapi_extra or {}), **admitted}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await self._twice_if_in_the_way(inner, request)
            except TRANSIENT as fault:
                log.warning("request_cannot_be_served", error=type(fault).__name__)
                raise TryAgain("The database") from fault

        return handle

    async def _twice_if_in_the_way(self, inner: Inner, request: Request) -> Response:
        try:
            return await self._once(inner, request)
        except CONFLICTS:
            if is_upload(request):
                raise
            return await self._once(inner, request)

    async def _once(self, inner: Inner, request: Request) -> Response:
        """Only a link needs the database to be recognised: everybody else is refused without it. A connection is taken
        when the whole request is here, however slow its line.
        """
        database: Database = request.app.state.database
        who = await known_by_header(request)
        if who is not None:
            self._admit(who, request)
        await read(request)
        async with database.transaction() as tx:
            if who is None:
                who = await known_by_link(request, tx)
                self._admit(who, request)
            request.state.transaction, request.state.principal = tx, who
            return await self._answered(inner, request, tx, who)

    async def _answered(self, inner: Inner, request: Request, tx: Transaction, who: Principal) -> Response:
        """What was asked before is answered as before; looked up after the rule was kept."""
        asked = await answers.asked(request, who) if request.method == "POST" else None
        if asked is None:
            return await inner(request)
        known = await answers.recall(tx, asked)
        if known is not None:
            return known
        response = await inner(request)
        await answers.keep(tx, asked, response)
        return response

    def _admit(self, who: Principal, request: Request) -> None:
        """Raises CredentialsMissing, NotAllowed."""
        if self.admission.admits(who, request.path_params):
            return
        raise (CredentialsMissing if who is NOBODY else NotAllowed)(self.admission.names)


async def read(request: Request) -> None:
    """The body, which is remembered. Raises RequestTooSlow."""
    try:
        async with asyncio.timeout(SLOWEST_BODY_SECONDS):
            await request.body()
    except TimeoutError:
        raise RequestTooSlow(SLOWEST_BODY_SECONDS) from None


def is_upload(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("multipart/")


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
