"""A way to a server that a test can close, let fall silent, or keep the answers of."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit, urlunsplit


class Way:
    """A port of this machine from which bytes are carried to `address` (host:port) and back."""

    def __init__(self, address: str) -> None:
        self._host, _, self._port = address.rpartition(":")
        self._carriers: set[asyncio.Task[None]] = set()
        self._closed = False
        self._speaks = asyncio.Event()
        self._speaks.set()
        self._answers = True
        self.withheld = bytearray()
        """What the server answered since its answers are withheld."""
        self.asked = 0
        """How many connections were made since it was closed or fell silent."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self._end_connections()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Every connection breaks, now and later."""
        self._closed, self.asked = True, 0
        self._end_connections()

    def fall_silent(self) -> None:
        """Connections stay and can be made; nothing comes through."""
        self._speaks.clear()
        self.asked = 0

    def withhold_answers(self) -> None:
        """What is asked goes through; what is answered does not."""
        self._answers = False

    def _end_connections(self) -> None:
        for carrier in self._carriers:
            carrier.cancel()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked += 1
        if self._closed:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(self._host, int(self._port))
        self._carry(reader, back.write, back)
        self._carry(there, lambda some: self._answer(some, writer), writer)

    def _answer(self, some: bytes, writer: asyncio.StreamWriter) -> None:
        if self._answers:
            writer.write(some)
        else:
            self.withheld += some

    def _carry(self, reader: asyncio.StreamReader, give: Callable[[bytes], None], to: asyncio.StreamWriter) -> None:
        carrier = asyncio.create_task(self._carried(reader, give, to))
        self._carriers.add(carrier)
        carrier.add_done_callback(self._carriers.discard)

    async def _carried(
        self, reader: asyncio.StreamReader, give: Callable[[bytes], None], to: asyncio.StreamWriter
    ) -> None:
        try:
            with suppress(ConnectionError):
                while some := await reader.read(65_536):
                    await self._speaks.wait()
                    give(some)
        finally:
            to.transport.abort()


def through(dsn: str, way: Way) -> str:
    """The same database, by this way."""
    parts = urlsplit(dsn)
    return urlunsplit(parts._replace(netloc=f"{parts.netloc.rpartition('@')[0]}@{way.address}"))


def address_in(dsn: str) -> str:
    return urlsplit(dsn).netloc.rpartition("@")[2]
