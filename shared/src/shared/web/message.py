"""What HTTP itself asks of a request, before any rule of ours: address, method, type, encoding and size of its body."""

import re
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from fastapi import FastAPI, Request, params
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic.fields import FieldInfo
from starlette.exceptions import HTTPException
from starlette.routing import Match

from shared.refusals import Refusal
from shared.web import problems
from shared.web.envelope import is_upload, largest_body

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
INTERFACE = "/v1/"
ELSEWHERE = (params.Path, params.Header, params.Cookie)
JSON = "application/json"
NO_FILES = "no files"
TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}")
"""RFC 6838, section 4.2."""


@dataclass(eq=False)
class MediaType(Refusal):
    """The body is of a type that this route does not take."""

    status: ClassVar[int] = 415
    sent: str | None
    takes: str

    def sentence(self) -> str:
        sent = f"as {self.sent}" if self.sent else "without a Content-Type that can be read"
        return f"The body was sent {sent}; this route takes {self.takes}. Nothing was changed."


def taken_by(body: FieldInfo) -> str:
    """The type of a route's body."""
    assert isinstance(body, params.Body)  # noqa: S101 - what the library makes of every body
    return body.media_type


def require_type(request: Request, takes: str | None) -> None:
    """Raises MediaType. What is JSON may say so by a suffix too, as in `application/ld+json`. Whatever stands in a body
    where none is meant is passed over, but for files: those are large, and anybody could have them kept in memory.
    """
    sent = type_of(request)
    if takes is None:
        if is_upload(request.scope):
            raise MediaType(sent, NO_FILES)
        return
    if sent != takes and not (takes == JSON and sent is not None and re.fullmatch(r"application/.+\+json", sent)):
        raise MediaType(sent, takes)


def type_of(request: Request) -> str | None:
    """In small letters and without parameters; None for what is no type."""
    told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return told if TYPE.fullmatch(told) else None


def queried(dependant: Dependant) -> tuple[str, ...]:
    """The names that a route reads from the query, those of a model's fields among them."""
    found = get_flat_params(dependant)
    return tuple(sorted({one.alias for one in found if not isinstance(one.field_info, ELSEWHERE)}))


def require_known_query(request: Request, known: tuple[str, ...]) -> None:
    """Raises RequestValidationError for another name: a mistyped filter would show everything. It is not repeated."""
    if set(request.query_params) <= set(known):
        return
    names = f"only {', '.join(known)} may stand there" if known else "nothing may stand there"
    raise RequestValidationError([{"type": "value_error", "loc": ("query",), "msg": f"{names}; is it a typing error?"}])


async def require_utf8(request: Request) -> None:
    """JSON is UTF-8 between systems (RFC 8259, section 8.1). Raises HTTPException."""
    try:
        (await request.body()).decode()
    except UnicodeDecodeError as fault:
        raise HTTPException(400) from fault


async def unreadable(_: Request, error: Exception) -> JSONResponse:
    return problems.problem(400, "bad-request", f"{why(error.__cause__)} Nothing was changed.")


def why(cause: BaseException | None) -> str:
    """Of a body that could not be taken apart."""
    match cause:
        case UnicodeDecodeError():
            return "The body is not UTF-8, which JSON has to be."
        case RecursionError():
            return "The body is nested too deeply to be read."
        case ValueError():
            return "The body holds a number with too many digits to be read."
        case _:
            return "The body is a form whose parts are not as its Content-Type says."


async def no_such_method(request: Request, _: Exception) -> JSONResponse:
    methods = methods_at(request.app, request.scope["path"].removeprefix(request.scope["root_path"]))
    asked = request.method if request.method in METHODS else "This method"
    words = f"{asked} is not what this address takes; it takes {', '.join(methods)}."
    return problems.problem(405, "method-not-allowed", words, {"methods": methods}, {"Allow": ", ".join(methods)})


def methods_at(app: FastAPI, path: str) -> list[str]:
    """All that some route takes at this path under the service's: the library names those of the first one."""
    here = {"type": "http", "path": path, "root_path": ""}
    taken = [
        method
        for method in METHODS
        if any(route.matches({**here, "method": method})[0] is Match.FULL for route in app.router.routes)
    ]
    return [method for method in METHODS if method in taken or (method == "HEAD" and "GET" in taken)]


async def no_such_address(request: Request, _: Exception) -> Response:
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    other = with_the_other_end(path)
    if request.method == "GET" and other != path and "GET" in methods_at(request.app, other):
        return led_on(request, other)
    words = (
        "The interface of this service has no such address; those that it has stand in /openapi.json."
        if path.startswith(INTERFACE)
        else f"This service has no such page; the addresses of its interface begin with {INTERFACE}."
    )
    return problems.problem(404, "not-found", words)


def with_the_other_end(path: str) -> str:
    """Without slashes at its end, or the first page's with one."""
    return path.rstrip("/") if path else "/"


def led_on(request: Request, path: str) -> Response:
    """By a path alone: the library names the host that the request names, by http where no proxy is believed."""
    query = request.url.query
    return RedirectResponse(request.scope["root_path"] + quote(path) + (f"?{query}" if query else ""), 307)


async def too_large(request: Request, _: Exception) -> JSONResponse:
    return problems.too_large(413, "body", largest_body(request.scope))


def install(app: FastAPI) -> None:
    app.add_exception_handler(400, unreadable)
    app.add_exception_handler(404, no_such_address)
    app.add_exception_handler(405, no_such_method)
    app.add_exception_handler(413, too_large)
