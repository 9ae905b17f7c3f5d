"""Requests of which it is doubtful where they end, and who hears what of them."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.types import Receive, Scope, Send

from shared.runtime.process import bound, server_of
from shared.runtime.settings import HttpSettings

HIDDEN = b"GET /followup/hidden HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
"""In the body of another by the one reading, a request of its own by the other."""
LAST = b"GET /followup/last HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
NO_CHUNK = b"0\r\n\r\n"


def post(*headers: bytes, body: bytes = HIDDEN) -> bytes:
    return b"\r\n".join([b"POST /followup/first HTTP/1.1", b"Host: 127.0.0.1", *headers, b"", body])


LENGTH = b"Content-Length: %d" % len(HIDDEN)
DOUBTFUL = {
    "two lengths": post(b"Content-Length: 0", LENGTH),
    "two lengths, the other way round": post(LENGTH, b"Content-Length: 0"),
    "two lengths in one header": post(b"Content-Length: 0, %d" % len(HIDDEN)),
    "a length with a sign": post(b"Content-Length: +%d" % len(HIDDEN)),
    "a length below nothing": post(b"Content-Length: -1"),
    "a length in other figures": post(b"Content-Length: 0x%x" % len(HIDDEN)),
    "a length beyond measure": post(b"Content-Length: " + b"9" * 5_000),
    "an encoding that nobody knows": post(b"Transfer-Encoding: xchunked", LENGTH),
    "an encoding behind a strange blank": post(b"Transfer-Encoding: \x0bchunked", LENGTH),
    "an encoding twice": post(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=NO_CHUNK + HIDDEN),
    "an encoding inside another": post(b"Transfer-Encoding: identity, chunked", body=NO_CHUNK + HIDDEN),
    "a blank before the colon": post(b"Transfer-Encoding : chunked", LENGTH),
    "a bare carriage return": post(b"X: y\rTransfer-Encoding: chunked", LENGTH),
    "a sign that is none": post(b"X: \0", LENGTH),
    "a chunk in other figures": post(b"Transfer-Encoding: chunked", body=b"0x2a\r\n" + HIDDEN),
    "a chunk below nothing": post(b"Transfer-Encoding: chunked", body=b"-1\r\n" + HIDDEN),
}
"""Nobody may take them for one thing or the other."""
CHUNKED = post(b"Transfer-Encoding: chunked", LENGTH, body=NO_CHUNK)
"""With a length beside its chunks: those alone count (RFC 9112, section 6.3)."""


@dataclass
class Heard:
    """A service that takes whatever comes. `paths`: of the requests that came whole."""

    port: int = 0
    paths: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        while message.get("more_body"):
            message = await receive()
        if message["type"] != "http.request":
            raise ConnectionResetError
        if not scope["path"].endswith("/health/live"):
            self.paths.append(scope["path"].rpartition("/")[2])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def answers(self, content: bytes, port: int) -> list[str]:
        """The statuses with which it is answered whoever is asked at this port. `paths` are of this from then on."""
        self.paths.clear()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(content)
        try:
            told = await asyncio.wait_for(reader.read(-1), 20)
        finally:
            writer.close()
        return [one[:3].decode() for one in told.split(b"HTTP/1.1 ")[1:]]


@contextmanager
def hearing() -> Iterator[Heard]:
    """On a port of its own, as a service listens."""
    heard, door = Heard(), bound("127.0.0.1", 0)
    heard.port = door.getsockname()[1]
    server = server_of(heard, HttpSettings(port=heard.port))  # type: ignore[arg-type] # as an application is
    running = threading.Thread(target=asyncio.run, args=[server.serve([door])])
    running.start()
    try:
        yield heard
    finally:
        server.should_exit = True
        running.join()
