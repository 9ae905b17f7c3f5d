"""A page asks its own service's API in this process, as the person who looks at it: by construction under the same
rules, and never beside them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import httpx2
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.web.answers import StillRunning
from shared.web.credentials import INSIDE
from shared.web.pages import forms
from shared.web.paging import MOST_ROWS
from shared.web.principal import Principal

ANYWHERE = "http://inside"
NOT_CHANGED_FROM_ANYTHING = "*"
CHANGED_MEANWHILE = "changed-meanwhile"
AFTER_A_WHILE = {429, 503}
"""Statuses of what may be taken later."""
PAUSES_SECONDS = (0.5, 1.0, 2.0)
"""Before what is still running is asked for again: whoever pressed a button twice wants to see what came of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`content`: the JSON that was answered, a problem where it was refused; None where there is none. `further`: the
    query of the next page of a list. `retry_after`: seconds, where waiting helps.
    """

    status: int
    content: Any
    etag: str = ""
    further: str = ""
    retry_after: str = ""

    @property
    def good(self) -> bool:
        return self.status < httpx2.codes.BAD_REQUEST

    @property
    def code(self) -> str:
        """Of the problem."""
        return "" if self.good else str(self.content["code"])


class NotShown(Exception):
    """What a page needs was refused; it shows the problem in its place."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.code)
        self.answer = answer


class Inside:
    """One visitor's way to the API. `principals`: everybody she may act as; the door takes the first that it admits."""

    def __init__(self, app: ASGIApp, principals: Sequence[Principal]) -> None:
        self.retry_after = ""
        """Seconds, as the last of these answers said it."""

        async def knowing_her(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, INSIDE: tuple(principals)}, receive, send)

        async def note(response: httpx2.Response) -> None:
            if response.status_code in AFTER_A_WHILE:
                self.retry_after = response.headers.get("retry-after", self.retry_after)

        transport = httpx2.ASGITransport(knowing_her, raise_app_exceptions=False)
        hooks = {"response": [note]}
        self._http = httpx2.AsyncClient(transport=transport, base_url=ANYWHERE, trust_env=False, event_hooks=hooks)

    async def see(self, path: str, /, **query: str | int | list[str]) -> Answer:
        """What stands there, or why not."""
        return answered(await self._http.get(path, params=query))

    async def get(self, path: str, /, **query: str | int | list[str]) -> Any:
        """What stands there. Raises NotShown."""
        return (await self.seen(path, **query)).content

    async def seen(self, path: str, /, **query: str | int | list[str]) -> Answer:
        """What stands there, with the tag by which it is changed. Raises NotShown."""
        answer = await self.see(path, **query)
        if not answer.good:
            raise NotShown(answer)
        return answer

    async def whole(self, path: str, /, **query: str) -> list[Any]:
        """A list to choose from, over all its pages. Raises NotShown."""
        items: list[Any] = []
        asked: dict[str, str | int] = {**query, "limit": MOST_ROWS}
        while asked:
            found = await self.seen(path, **asked)
            items += found.content["items"]
            asked = dict(parse_qsl(found.further))
        return items

    async def post(self, path: str, body: Any = None, *, key: str, etag: str = NOT_CHANGED_FROM_ANYTHING) -> Answer:
        """`key`: of the form that was sent, so that sending it twice does one thing. `etag`: as for `put`, where what
        is sent changes what another page shows.
        """
        headers = {"Idempotency-Key": key, "If-Match": etag}
        return await at_its_end(lambda: self._http.post(path, json=body, headers=headers))

    async def put(
        self,
        path: str,
        body: Any,
        *,
        etag: str = NOT_CHANGED_FROM_ANYTHING,
        as_sent: Callable[[Any], Any] = lambda saved: saved,
    ) -> Answer:
        """`etag`: of what she saw when she began to change it. What stands there already as she wants it is done: it is
        her own form, sent a second time. `as_sent`: what is shown of it, in the shape of the body.
        """
        answer = answered(await self._http.put(path, json=body, headers={"If-Match": etag}))
        if answer.code != CHANGED_MEANWHILE:
            return answer
        saved = await self.see(answer.content["read"])
        return saved if saved.good and forms.holds(as_sent(saved.content), body) else answer

    async def delete(self, path: str) -> Answer:
        return answered(await self._http.delete(path))

    async def upload(self, path: str, fields: Mapping[str, Any], files: Mapping[str, Any], *, key: str) -> Answer:
        headers = {"Idempotency-Key": key}
        return await at_its_end(lambda: self._http.post(path, data=fields, files=files, headers=headers))

    async def file(self, path: str) -> httpx2.Response:
        """Bytes that a page passes on, such as a picture's."""
        return await self._http.get(path)


async def at_its_end(ask: Callable[[], Awaitable[httpx2.Response]]) -> Answer:
    """The same is asked again while the first asking is still running, for a few seconds."""
    answer = answered(await ask())
    for seconds in PAUSES_SECONDS:
        if answer.code != StillRunning.code():
            break
        await asyncio.sleep(seconds)
        answer = answered(await ask())
    return answer


def answered(response: httpx2.Response) -> Answer:
    said = response.content and "json" in response.headers.get("content-type", "")
    content = response.json() if said else None
    further = response.links.get("next", {}).get("url", "").partition("?")[2]
    told = response.headers
    return Answer(response.status_code, content, told.get("etag", ""), further, told.get("retry-after", ""))
