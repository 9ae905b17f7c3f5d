"""The door: rule → transaction → endpoint → commit → reply. Deny by default: a route without a rule cannot be built."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime
from functools import partial
from typing import Annotated, Any, TypeVar

import structlog
from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from shared.backbone import suspensions
from shared.backbone.apart import Computed, apart
from shared.backbone.transaction import Database, Transaction
from shared.runtime import room
from shared.runtime.clock import Clock
from shared.runtime.database import CONFLICTS, TRANSIENT
from shared.runtime.endings import MustEnd
from shared.web import answers, lockdown, message, problems, versions
from shared.web.admission import Admission
from shared.web.credentials import (
    announces_body,
    is_known_first,
    known_by_header,
    known_by_link,
    known_first_by_link,
    known_inside,
    security_of,
)
from shared.web.envelope import is_upload
from shared.web.principal import ANYONE, NOBODY, Principal, Rule
from shared.web.refusals import CredentialsMissing, LinkExpired, NotAllowed, StoreFull, TryAgain

log = structlog.get_logger(__name__)

Inner = Callable[[Request], Awaitable[Response]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Awaitable[Any]])


VIEWS: dict[Callable[..., Any], "Door"] = {}
RULES: dict[Callable[..., Any], Admission] = {}


def allow(
    *rules: Rule,
    checked_here: tuple[str, ...] = (),
    changes: Callable[..., Any] | None = None,
    judges: Callable[..., Any] | None = None,
    while_suspended: bool = False,
) -> Callable[[Endpoint], Endpoint]:
    """The rule of a route; to stand between the router's decorator and the endpoint. Raises TypeError without one."""
    if not rules:
        raise TypeError("@allow() lets nobody in: say for whom the route is")
    if changes is not None and judges is not None:
        raise TypeError("@allow() changes or judges: what is changed names the state that it was made from anyway")

    def declare(endpoint: Endpoint) -> Endpoint:
        RULES[endpoint] = Admission(frozenset(rules), frozenset(checked_here), changes, judges, while_suspended)
        return endpoint

    return declare


def by_name(route: APIRoute) -> str:
    """The id of its operation."""
    return route.name


class Door(APIRoute):
    """The only way in. Raises TypeError for an endpoint without a rule or summary, with a rule about a parameter that
    its path does not have, or one that changes or judges what cannot be read.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        name = f"{endpoint.__module__}.{endpoint.__name__} ({path})"
        if endpoint not in RULES:
            raise TypeError(f"{name} has no rule: say @allow(…)")
        if not options.get("summary"):
            raise TypeError(f"{name} has no summary")
        self.admission = RULES[endpoint]
        options["responses"] = {**problems.RESPONSES, **(options.get("responses") or {})}
        options["generate_unique_id_function"] = by_name
        super().__init__(path, endpoint, **options)
        unknown = sorted(self.admission.checked_here - set(self.param_convertors))
        if unknown:
            raise TypeError(f"{name} says checked_here={unknown}, which its path does not have")
        self.inner = super().get_route_handler()
        self.queried = message.queried(self.dependant)
        self.takes = message.taken_by(self.body_field.field_info) if self.body_field is not None else None
        self.views = self._view_of_what_it_is_about(name)
        if self.methods == {"GET"}:
            VIEWS[endpoint] = self
        parameters = [answers.PARAMETER] if self.methods == {"POST"} else []
        parameters += [versions.described(required=self._changes)] if self.views is not None else []
        admitted: dict[str, Any] = {"x-allowed": self.admission.names, **security_of(self.admission.rules)}
        if parameters:
            admitted["parameters"] = parameters
        self.openapi_extra = {**(self.openapi_extra or {}), **admitted}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def handle(request: Request) -> Response:
            try:
                return await self._twice_if_in_the_way(request)
            except TRANSIENT as fault:
                if room.warned_of(fault, "requests"):
                    raise StoreFull from fault
                log.warning("request_cannot_be_served", error=type(fault).__name__)
                raise TryAgain("The database") from fault
            except MustEnd as fault:
                raise TryAgain("This service") from fault

        return handle

    async def _twice_if_in_the_way(self, request: Request) -> Response:
        try:
            return await self._once(request)
        except CONFLICTS:
            if is_upload(request.scope):
                raise
            return await self._once(request)

    async def looked_at(self, request: Request) -> Response:
        """As it answers from within another request."""
        return await self._once(request)

    async def _once(self, request: Request) -> Response:
        """Only a link needs the database to be recognised: everybody else is refused without it. Whoever is refused is
        refused before a byte of the body is read. The connection of the unit of work is taken when the whole request is
        here, however slow its line; a link is looked up again in it, for it may have ended meanwhile.
        """
        database: Database = request.app.state.database
        who = self._inside(request) or await known_by_header(request)
        if who is not None:
            self._admit(who, request)
        elif is_known_first(request):
            self._admit(await known_first_by_link(request, database), request)
        await self._read(request)
        return await apart(partial(self._in_one, request, who))

    async def _in_one(self, request: Request, who: Principal | None, computed: Computed) -> Response:
        database: Database = request.app.state.database
        async with database.transaction(computed) as tx:
            if who is None:
                who = await known_by_link(request, tx)
                self._admit(who, request)
            request.state.transaction, request.state.principal = tx, who
            await self._require_going_on(request, tx, who)
            response = await self._answered(request, tx, who)
            if self.methods != {"GET"}:
                await self._require_still_going_on(request, tx, who)
            return response

    async def _require_still_going_on(self, request: Request, tx: Transaction, who: Principal) -> None:
        """What was suspended while this was done is not changed any more: all of it is undone."""
        if not self.admission.while_suspended:
            await suspensions.none_begins(tx)
            await self._require_going_on(request, tx, who)

    async def _require_going_on(self, request: Request, tx: Transaction, who: Principal) -> None:
        """What the path names, and what her link is for where that is what lets her in; then the region too."""
        if self.admission.while_suspended:
            return
        state, for_anyone = request.app.state, ANYONE in self.admission.rules
        hidden = state.hidden if for_anyone else None
        await lockdown.require_going_on(tx, request.path_params, state.belongs, hidden)
        if who.link is not None and not for_anyone:
            path = request.path_params
            beside = {name: thing for name, thing in who.link.scope.items() if str(thing) != path.get(name)}
            await lockdown.require_going_on(tx, beside, state.belongs, hidden)
            await lockdown.require_region_going_on(tx)

    async def _answered(self, request: Request, tx: Transaction, who: Principal) -> Response:
        """What was asked before is answered as before, also if that was the last use of her link; looked up after the
        rule was kept.
        """
        asked = await answers.asked(request, who) if request.method == "POST" else None
        known = await answers.recall(tx, asked) if asked is not None else None
        if known is not None:
            return known
        if who.link is not None and who.link.spent:
            raise LinkExpired
        response = await self._done(request, tx)
        if asked is not None:
            await answers.keep(tx, asked, response)
        return response

    async def _done(self, request: Request, tx: Transaction) -> Response:
        """Where the route changes what another shows, that is compared before, and its new tag told behind: there it is
        refused too to whom it is not shown. What it judges is compared where the request names a state.
        """
        if self.views is None or not (self._changes or versions.is_told(request)):
            response = await self.inner(request)
            if self.methods == {"GET"} and response.headers.get("content-type") == message.JSON:
                response.headers["ETag"] = versions.tag_of(response)
            return response
        view, read = self.views.inner, self.views.address(request.path_params)
        told = versions.as_asked(request, read)
        expected = versions.expected_by(request, told)
        await versions.alone(tx, read)
        shown = versions.reading(request, read)
        if expected is not None:
            versions.compare(expected, await view(shown), told)
        response = await self.inner(request)
        if self._changes:
            response.headers["ETag"] = versions.tag_of(await view(shown))
        return response

    async def _read(self, request: Request) -> None:
        """The body, which is remembered. Raises MediaType before, and RequestValidationError for an unknown query."""
        message.require_known_query(request, self.queried)
        if announces_body(request):
            message.require_type(request, self.takes)
        await request.body()
        if self.takes == message.JSON:
            await message.require_utf8(request)

    @property
    def _changes(self) -> bool:
        return self.admission.changes is not None

    def _view_of_what_it_is_about(self, name: str) -> "Door | None":
        meant = self.admission.changes or self.admission.judges
        if meant is None:
            return None
        view = VIEWS.get(meant)
        if view is None or not set(view.param_convertors) <= set(self.param_convertors):
            raise TypeError(f"{name} changes or judges what no route before it shows under parameters of this path")
        return view

    def address(self, path: Mapping[str, Any]) -> str:
        return self.path_format.format_map(path)

    def _inside(self, request: Request) -> Principal | None:
        """As whom a page's visitor asks: the first that this route is for. None for a request from outside."""
        principals = known_inside(request)
        meant = (one for one in principals if self.admission.is_for(one, request.path_params))
        return next(meant, principals[0] if principals else None)

    def _admit(self, who: Principal, request: Request) -> None:
        """Raises CredentialsMissing, NotAllowed."""
        if self.admission.admits(who, request.path_params):
            return
        raise (CredentialsMissing if who is NOBODY else NotAllowed)(self.admission.names)


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
