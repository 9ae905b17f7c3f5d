"""What holds for every request and answer, whatever the route: sizes, and headers that browsers and caches obey."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from shared.web import problems

LARGEST_BODY_BYTES = 6 * 1024 * 1024
"""A picture has at most five MiB."""
LONGEST_QUERY_BYTES = 2_048
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Of every answer that does not say otherwise: nearly all are personal, and none is a page."""
HEADERS_BEHIND_HTTPS = {**HEADERS, "Strict-Transport-Security": "max-age=31536000"}
"""For a year the browser asks this host by https alone; of other hosts of the domain we know nothing."""


class Application(FastAPI):
    """Tells that a request is too large as every other problem: the library's own answer is plain text and replaces
    whatever is said further in. It answers under `base` and without it: a front door need not take that away. HEAD is
    answered as GET is, by the same rule and with the same headers, without the body.
    """

    def __init__(self, base: str, **options: Any) -> None:
        super().__init__(**options)
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await super().__call__(scope, receive, send)
        scope["root_path"] = self._base
        outgoing = with_headers(send, HEADERS_BEHIND_HTTPS if scope["scheme"] == "https" else HEADERS)
        if scope["method"] == "HEAD":
            scope, outgoing = {**scope, "method": "GET"}, without_body(outgoing)
        refused = too_large(scope)
        if refused is not None:
            return await refused(scope, receive, outgoing)
        return await super().__call__(scope, receive, outgoing)


def with_headers(send: Send, said: Mapping[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in said.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sending


def too_large(scope: Scope) -> JSONResponse | None:
    """The problem with a request's declared size, if there is one."""
    if len(scope["query_string"]) > LONGEST_QUERY_BYTES:
        return problems.too_large(414, "query", LONGEST_QUERY_BYTES)
    if declared_length(scope) > LARGEST_BODY_BYTES:
        return problems.too_large(413, "body", LARGEST_BODY_BYTES)
    return None


def declared_length(scope: Scope) -> int:
    """0 where none is declared: then the library counts what arrives."""
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0
