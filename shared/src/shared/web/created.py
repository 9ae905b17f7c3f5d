"""Where that is which a request made: its address as `Location`, and as `ETag` the state in which it is."""

import inspect
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar, cast

from fastapi import FastAPI, Request, Response
from fastapi.routing import iter_route_contexts

from shared.refusals import Refusal
from shared.web import answer_headers
from shared.web.door import VIEWS
from shared.web.versions import as_asked, reading, tag_of

Endpoint = TypeVar("Endpoint", bound=Callable[..., Awaitable[Any]])

SHOWN: dict[Callable[..., Any], Callable[..., Any]] = {}
HEADERS: dict[str, Any] = {
    "Location": {
        "description": "Where it is: the path from where it was asked.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "ETag": answer_headers.ETAG,
}


def shown_by(view: Callable[..., Awaitable[Any]]) -> Callable[[Endpoint], Endpoint]:
    """`view`: the endpoint that shows what this one makes; to stand below `@allow`. What its path names and this path
    does not is a field of the answer. There is an `ETag` where the answer has the shape that the view has and who made
    it may look: elsewhere the next reader looks first.
    """

    def declare(endpoint: Endpoint) -> Endpoint:
        @wraps(endpoint)
        async def told(*, request_made: Request, response_given: Response, **asked: Any) -> Any:
            answer = await endpoint(**asked)
            shown = VIEWS[view]
            named = {
                name: str(getattr(answer, name, request_made.path_params.get(name))) for name in shown.param_convertors
            }
            address = shown.address(named)
            response_given.headers["Location"] = as_asked(request_made, address)
            if shown.response_model is type(answer):
                look = Request({**reading(request_made, address).scope, "path_params": named}, request_made.receive)
                with suppress(Refusal):
                    response_given.headers["ETag"] = tag_of(await shown.inner(look))
            return answer

        signature = inspect.signature(endpoint)
        injected = [
            inspect.Parameter("request_made", inspect.Parameter.KEYWORD_ONLY, annotation=Request),
            inspect.Parameter("response_given", inspect.Parameter.KEYWORD_ONLY, annotation=Response),
        ]
        told.__signature__ = signature.replace(  # type: ignore[attr-defined] # FastAPI reads from it what to give
            parameters=[*signature.parameters.values(), *injected]
        )
        SHOWN[told] = view
        return cast("Endpoint", told)

    return declare


def describe(app: FastAPI, described: dict[str, Any]) -> None:
    """Adds the headers to the answers of the routes that tell where."""
    for route in iter_route_contexts(app.routes):
        view = SHOWN.get(route.endpoint) if route.endpoint is not None else None
        if view is None:
            continue
        answer = described["paths"][route.path]["post"]["responses"]["201"]
        same = VIEWS[view].response_model is route.response_model
        answer["headers"] = HEADERS if same else {"Location": HEADERS["Location"]}
