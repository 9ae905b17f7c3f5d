"""A browser's window in front of a service that a test has built."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from shared.web.pages.cookies import SESSION
from tests.support.visiting import Visiting

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page, Route, ViewportSize

A_DESK: "ViewportSize" = {"width": 1280, "height": 900}
A_PHONE: "ViewportSize" = {"width": 320, "height": 640}
PATIENCE_MS = 20_000
THIS_HOST = "127.0.0.1"


@dataclass(frozen=True)
class Window:
    """`base`: where the service's pages begin."""

    page: "Page"
    origin: str
    base: str

    async def open(self, path: str) -> None:
        """A path under the service's pages."""
        await self.page.goto(self.origin + self.base + path)

    async def enter(self, token: str) -> None:
        await self.open(f"/enter/{token}")
        await self.page.locator("main form button").click()

    async def is_known_as(self, visitor: Visiting) -> None:
        """Somebody who was signed in."""
        cookie = {"name": SESSION.word, "value": visitor.session, "domain": THIS_HOST, "path": self.base}
        await self.page.context.add_cookies([cookie])

    def button(self, words: str) -> "Locator":
        return self.page.get_by_role("button", name=words, exact=True)

    async def press_twice(self, words: str, *, script: bool) -> int:
        """How often it was sent. The service has answered the first time when she presses again, and she has not seen
        it yet.
        """
        sent: list[Route] = []
        answered, sent_again, seen = asyncio.Event(), asyncio.Event(), asyncio.Event()

        async def send(route: "Route") -> None:
            if route.request.method != "POST":
                await route.fallback()
                return
            sent.append(route)
            if len(sent) > 1:
                sent_again.set()
                await route.continue_()
                return
            answer = await route.fetch(max_redirects=0)
            answered.set()
            await seen.wait()
            await route.fulfill(response=answer)

        await self.page.route("**/*", send)
        await self.button(words).scroll_into_view_if_needed()
        box = await self.button(words).bounding_box()
        assert box is not None
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        await self.page.mouse.click(*middle)
        await answered.wait()
        async with self.page.expect_event("load"):
            await self.page.mouse.click(*middle)
            if not script:
                await sent_again.wait()
            seen.set()
        await self.page.unroute_all(behavior="wait")
        return len(sent)


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """On a port of its own; its origin."""
    with socket.create_server((THIS_HOST, 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[door]))
        yield f"http://{THIS_HOST}:{door.getsockname()[1]}"
        server.should_exit = True
        await serving
