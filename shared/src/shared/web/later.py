"""Work that goes on behind an answer: 202 and where it can be looked at (RFC 9110, section 15.3.3), or what it made
where that is there soon. `Prefer: respond-async` (RFC 7240, section 4.1) asks for the 202 at once.

What a request began is committed before anybody waits for it, and what it only reads is computed behind: no unit of
work is open meanwhile.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from shared.backbone.transaction import Database
from shared.refusals import Refusal
from shared.web import answers
from shared.web.created import HEADERS, SHOWN
from shared.web.door import VIEWS, Door, principal_of
from shared.web.versions import as_asked, reading, tag_of

PREFER, AT_ONCE = "Prefer", "respond-async"
RETRY_AFTER = "1"
"""Seconds after which it is worth looking again."""
PARAMETER: dict[str, Any] = {
    "name": PREFER,
    "in": "header",
    "required": False,
    "description": f"`{AT_ONCE}`: to be told at once where it is made, and not to wait for it.",
    "schema": {"type": "string", "maxLength": 1024},
}

Endpoint = TypeVar("Endpoint", bound=Callable[..., Awaitable[Any]])
Made = Callable[[], Awaitable[Mapping[str, object] | None]]
"""Waits for a while: what the path of the view names, or None while it goes on. Raises Refusal where nothing comes of
it.
"""


@dataclass(frozen=True, slots=True)
class Begun:
    view: Callable[..., Any]
    made: Made


def runs_on(request: Request, view: Callable[..., Any], made: Made) -> None:
    """Said by an endpoint that answers 202. `view`: the endpoint that shows what will be made."""
    request.state.begun = Begun(view, made)


def told_behind(request: Request, tell: Callable[[], Awaitable[BaseModel]]) -> Response:
    """Returned by an endpoint that only reads, where what it tells takes long to compute: that holds no connection, for
    a few who wait for it would keep everybody else from the database.
    """
    request.state.told = tell
    return Response()


def made_is_shown_by(view: Callable[..., Any]) -> Callable[[Endpoint], Endpoint]:
    """For the description of the 201; to stand below `@allow`."""

    def declare(endpoint: Endpoint) -> Endpoint:
        SHOWN[endpoint] = view
        return endpoint

    return declare


def accepted_described(model: type[Any]) -> dict[int | str, dict[str, Any]]:
    """The 202, for the description of a route. `model`: of what is told meanwhile."""
    waits = {"description": "Seconds after which to look again.", "schema": {"type": "integer"}}
    headers = {"Location": HEADERS["Location"], "Retry-After": waits}
    return {202: {"description": "It is being made.", "model": model, "headers": headers}}


def is_asked_at_once(request: Request) -> bool:
    told = ",".join(request.headers.getlist(PREFER)).lower()
    return any(one.partition(";")[0].strip() == AT_ONCE for one in told.split(","))


class Later(Door):
    """A door behind which something may go on."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        if endpoint in SHOWN and 202 in (options.get("responses") or {}):
            described = self.openapi_extra or {}
            self.openapi_extra = {**described, "parameters": [*described.get("parameters", ()), PARAMETER]}

    async def _once(self, request: Request) -> Response:
        """What an attempt began that was undone is not gone on with by the next."""
        request.state.begun = request.state.told = None
        return await super()._once(request)

    async def _twice_if_in_the_way(self, request: Request) -> Response:
        response = await super()._twice_if_in_the_way(request)
        told: Callable[[], Awaitable[BaseModel]] | None = request.state.told
        if told is not None:
            response = JSONResponse((await told()).model_dump(mode="json"))
            response.headers["ETag"] = tag_of(response)
            return response
        begun: Begun | None = request.state.begun
        if begun is None:
            return response
        if is_asked_at_once(request):
            response.headers["Preference-Applied"] = AT_ONCE
            return response
        return await self._made_soon(request, begun) or response

    async def _made_soon(self, request: Request, begun: Begun) -> Response | None:
        """Sent again with its key, the same request is answered as it was in the end."""
        try:
            named = await begun.made()
        except Refusal:
            await self._keep(request, None)
            raise
        if named is None:
            return None
        response = await self._shown(request, begun.view, named)
        await self._keep(request, response)
        return response

    async def _shown(self, request: Request, view: Callable[..., Any], named: Mapping[str, object]) -> Response:
        """As its own request is answered, by the same rules and in a unit of work of its own."""
        door = VIEWS[view]
        path = {name: str(named[name]) for name in door.param_convertors}
        address = door.address(path)
        looked = await door.looked_at(Request({**reading(request, address).scope, "path_params": path}, no_body))
        told = {name: looked.headers[name] for name in ("content-type", "etag")}
        return Response(looked.body, 201, {**told, "location": as_asked(request, address)})

    async def _keep(self, request: Request, response: Response | None) -> None:
        asked = await answers.asked(request, principal_of(request))
        if asked is None:
            return
        database: Database = request.app.state.database
        async with database.transaction() as tx:
            await (answers.forget(tx, asked) if response is None else answers.keep(tx, asked, response))


async def no_body() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}
