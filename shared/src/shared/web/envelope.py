"""What holds for every request and answer, whatever the route: sizes, and headers that browsers and caches obey."""

import asyncio
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.types import Message, Receive, Scope, Send

from shared.web import problems
from shared.web.arriving import Arriving
from shared.web.credentials import INSIDE
from shared.web.refusals import RequestTooSlow, TryAgain

LARGEST_BODY_BYTES = 6 * 1024 * 1024
"""Of a form with a file in it: a picture has at most five MiB."""
LARGEST_TEXT_BYTES = 256 * 1024
"""Of every other body: twice the longest text that a field takes, each sign of it written as six."""
MOST_UPLOADS = 6
"""Forms with files in them that one process takes at the same time: each stands in memory, whoever sends it."""
UPLOAD_WAITS_SECONDS = 20
"""For its turn."""
SILENT_SECONDS = 60
"""In which something of a body has to arrive."""
SLOWEST_BODY_SECONDS = 15 * 60
"""In which the whole of a form with a file has to: a picture on a line of 7 kB in a second."""
SLOWEST_TEXT_SECONDS = 2 * 60
"""In which the whole of every other body has to."""
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

MultiPartParser.spool_max_size = LARGEST_BODY_BYTES
"""What is sent stays in memory, where its request stands anyway: a file of somebody's is on no disk unsealed."""

Around = Callable[[Scope, Send], Send]


def as_it_is(_: Scope, send: Send) -> Send:
    return send


class Application(FastAPI):
    """Tells that a request is too large as every other problem. It answers under `base` and without it: a front door
    need not take that away. HEAD is answered as GET is, by the same rule and with the same headers, without the body.
    `around`: what is made of answers on their way out.
    """

    def __init__(self, base: str, **options: Any) -> None:
        super().__init__(**options)
        self._base = base
        self._uploads = asyncio.Semaphore(MOST_UPLOADS)
        self._arriving = Arriving()
        self.around: Around = as_it_is

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await super().__call__(scope, receive, send)
        scope["app"], scope["root_path"] = self, self._base
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, without_body(send)
        headers = HEADERS_BEHIND_HTTPS if scope["scheme"] == "https" else HEADERS
        outgoing = self.around(scope, with_headers(send, headers))
        refused = too_large(scope)
        if refused is not None:
            return await refused(scope, receive, outgoing)
        arriving = in_time(no_more_than(receive, largest_body(scope)), slowest_body(scope))
        if INSIDE in scope:
            return await super().__call__(scope, arriving, outgoing)
        if is_upload(scope):
            return await self._in_turn(scope, arriving, outgoing)
        address, _ = scope.get("client") or (None, 0)
        with self._arriving.counted(arriving, address) as counted:
            return await super().__call__(scope, counted, outgoing)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What a page asks within its own turn needs none."""
        try:
            async with asyncio.timeout(UPLOAD_WAITS_SECONDS):
                await self._uploads.acquire()
        except TimeoutError:
            busy = await problems.refused(Request(scope), TryAgain("This service"))
            return await busy(scope, receive, send)
        try:
            return await super().__call__(scope, receive, send)
        finally:
            self._uploads.release()


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


def no_more_than(receive: Receive, most: int) -> Receive:
    """Of a body whose length was not told before, nothing is kept beyond that. Raises HTTPException."""
    arrived = 0

    async def receiving() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > most:
            raise HTTPException(413)
        return message

    return receiving


def in_time(receive: Receive, slowest_seconds: float) -> Receive:
    """Raises RequestTooSlow where nothing of a body arrives for a while, or not all of it in the end."""
    ends_at, whole = monotonic() + slowest_seconds, False

    async def receiving() -> Message:
        nonlocal whole
        if whole:
            return await receive()
        seconds = min(SILENT_SECONDS, ends_at - monotonic())
        try:
            async with asyncio.timeout(seconds):
                message = await receive()
        except TimeoutError:
            raise RequestTooSlow(SILENT_SECONDS, slowest_seconds) from None
        whole = not message.get("more_body", False)
        return message

    return receiving


def too_large(scope: Scope) -> JSONResponse | None:
    """The problem with a request's declared size, if there is one."""
    if len(scope["query_string"]) > LONGEST_QUERY_BYTES:
        return problems.too_large(414, "query", LONGEST_QUERY_BYTES)
    if declared_length(scope) > (most := largest_body(scope)):
        return problems.too_large(413, "body", most)
    return None


def largest_body(scope: Scope) -> int:
    """Bytes that this request's may have, by its type."""
    return LARGEST_BODY_BYTES if is_upload(scope) else LARGEST_TEXT_BYTES


def slowest_body(scope: Scope) -> float:
    """Seconds in which this request's has to be whole, by its type."""
    return SLOWEST_BODY_SECONDS if is_upload(scope) else SLOWEST_TEXT_SECONDS


def is_upload(scope: Scope) -> bool:
    """Whether its body may be a form with a file in it."""
    return Headers(scope=scope).get("content-type", "").lower().startswith("multipart/")


def declared_length(scope: Scope) -> int:
    """0 where none is declared: then what arrives is counted."""
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0
