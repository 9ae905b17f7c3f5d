"""Every error is a problem detail (RFC 9457): a stable code, one sentence, a trace id; never what was typed."""

import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from opentelemetry import trace
from pydantic_core import to_jsonable_python
from starlette.exceptions import HTTPException

from shared.refusals import Refusal

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"

BROKEN = "internal-error"
TITLES = {
    "bad-request": "The request cannot be read",
    "body-too-large": "The body is too large",
    BROKEN: "Something broke here",
    "invalid-request": "The request is not as described",
    "method-not-allowed": "This address does not take this method",
    "not-found": "There is no such address",
    "query-too-large": "The query is too large",
}
"""Of the codes that no refusal says."""


REF = "#/components/schemas/Problem"
SCHEMA = {
    "title": "Problem",
    "description": "A problem detail (RFC 9457); `code` is stable, further members are the values that it is about.",
    "type": "object",
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "`/problems/` and the code: a name, not an address that answers",
        },
        "title": {"type": "string", "description": "what happened, in words that are the same for each code"},
        "status": {"type": "integer", "description": "the status of the answer"},
        "code": {"type": "string", "description": "the word for programs: decide by it, never by the sentence"},
        "detail": {"type": "string", "description": "one sentence for people; its wording may change"},
        "trace": {"type": "string", "description": "32 hex digits, by which the log is searched"},
        "errors": {
            "type": "array",
            "description": "of `invalid-request`: JSON pointers into the body, `path/…` or `query/…`",
            "items": {
                "type": "object",
                "description": "One place that is wrong.",
                "properties": {
                    "pointer": {"type": "string", "description": "where; empty for the whole body"},
                    "detail": {"type": "string", "description": "what is wrong there"},
                },
                "required": ["pointer", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "code", "detail", "trace"],
    "additionalProperties": True,
    "example": {
        "type": "/problems/invalid-request",
        "title": TITLES["invalid-request"],
        "status": 422,
        "code": "invalid-request",
        "detail": "The request is not as described. /seats: more than 0.",
        "trace": "4bf92f3577b34da6a3ce929d0e0e4736",
        "errors": [{"pointer": "/seats", "detail": "more than 0"}],
    },
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {"description": "A problem.", "content": {MEDIA_TYPE: {"schema": {"$ref": REF}}}}
}
"""What every operation may answer too."""


def trace_id() -> str:
    """Of the running trace; a random one where there is none. 32 hex digits."""
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else secrets.token_hex(16)


def problem(
    status: int,
    code: str,
    detail: str,
    members: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    trace: str | None = None,
    title: str | None = None,
) -> JSONResponse:
    body = {
        "type": f"/problems/{code}",
        "title": title or TITLES.get(code) or HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "trace": trace or trace_id(),
    }
    log.info("problem", status=status, code=code, trace=body["trace"])
    return JSONResponse({**body, **(members or {}), **body}, status, dict(headers or {}), MEDIA_TYPE)


async def refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for refusals
    headers: dict[str, str] = {}
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer, Link"
    return problem(error.status, error.code(), error.sentence(), members_of(error), headers, title=error.title())


def members_of(error: Refusal) -> dict[str, Any]:
    named = getattr(error, "__dataclass_fields__", None) or vars(error)
    members: dict[str, Any] = to_jsonable_python({name: getattr(error, name) for name in named}, fallback=str)
    return members


async def general(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    code = f"http-{error.status_code}"
    return problem(error.status_code, code, HTTPStatus(error.status_code).description or code, headers=error.headers)


def too_large(status: int, part: str, most: int) -> JSONResponse:
    """`most`: bytes that this part of a request may have."""
    return problem(status, f"{part}-too-large", f"The {part} has more than {most} bytes.", {"most": most})


async def broken(_: Request, error: Exception) -> JSONResponse:
    frames = error.__traceback__
    while frames is not None and frames.tb_next is not None:
        frames = frames.tb_next
    where = f"{frames.tb_frame.f_code.co_qualname}:{frames.tb_lineno}" if frames else ""
    trace = trace_id()
    log.error("internal_error", error=type(error).__name__, where=where, trace=trace)
    words = "Something broke here; nothing was changed. The trace id helps to find it."
    return problem(500, "internal-error", words, trace=trace)


def install(app: FastAPI) -> None:
    """FastAPI's own errors too."""
    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(HTTPException, general)
    app.add_exception_handler(Exception, broken)
