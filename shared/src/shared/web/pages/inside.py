"""A page asks its own service's API in this process, as the person who looks at it: by construction under the same
rules, and never beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.web.credentials import INSIDE
from shared.web.principal import Principal

ANYWHERE = "http://inside"
NOT_CHANGED_FROM_ANYTHING = "*"


@dataclass(frozen=True, slots=True)
class Answer:
    """`content`: the JSON that was answered, a problem where it was refused; None where there is none. `further`: the
    query of the next page of a list.
    """

    status: int
    content: Any
    etag: str = ""
    further: str = ""

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
        async def knowing_her(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, INSIDE: tuple(principals)}, receive, send)

        transport = httpx2.ASGITransport(knowing_her, raise_app_exceptions=False)
        self._http = httpx2.AsyncClient(transport=transport, base_url=ANYWHERE, trust_env=False)

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

    async def post(self, path: str, body: Any = None, *, key: str, etag: str = NOT_CHANGED_FROM_ANYTHING) -> Answer:
        """`key`: of the form that was sent, so that sending it twice does one thing. `etag`: as for `put`, where what
        is sent changes what another page shows.
        """
        return answered(await self._http.post(path, json=body, headers={"Idempotency-Key": key, "If-Match": etag}))

    async def put(self, path: str, body: Any, *, etag: str = NOT_CHANGED_FROM_ANYTHING) -> Answer:
        """`etag`: of what she saw when she began to change it."""
        return answered(await self._http.put(path, json=body, headers={"If-Match": etag}))

    async def delete(self, path: str) -> Answer:
        return answered(await self._http.delete(path))

    async def upload(self, path: str, fields: Mapping[str, Any], files: Mapping[str, Any], *, key: str) -> Answer:
        return answered(await self._http.post(path, data=fields, files=files, headers={"Idempotency-Key": key}))

    async def file(self, path: str) -> httpx2.Response:
        """Bytes that a page passes on, such as a picture's."""
        return await self._http.get(path)


def answered(response: httpx2.Response) -> Answer:
    said = response.content and "json" in response.headers.get("content-type", "")
    content = response.json() if said else None
    further = response.links.get("next", {}).get("url", "").partition("?")[2]
    return Answer(response.status_code, content, response.headers.get("etag", ""), further)
