"""What is refused before a page's own route, or beside it, is drawn as a page too for whoever looks with a browser: no
such address, too much at once, something that broke.
"""

import json

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import Message, Scope, Send

from shared.web.envelope import Around
from shared.web.pages.inside import Answer
from shared.web.pages.looking import Looking
from shared.web.pages.page import instead
from shared.web.pages.visitors import NOBODY_KNOWN
from shared.web.problems import MEDIA_TYPE

LOOKED_AT = ("GET", "POST")
THE_API = "/v1"
KEPT = ("allow", "retry-after")


def as_pages(packages: tuple[str, ...]) -> Around:
    def around(scope: Scope, send: Send) -> Send:
        return drawing(scope, send, packages) if is_looked_at(scope) else send

    return around


def is_looked_at(scope: Scope) -> bool:
    """By a person: browsers say that they want HTML."""
    path = scope["path"].removeprefix(scope["root_path"])
    return (
        scope["method"] in LOOKED_AT
        and path != THE_API
        and not path.startswith(f"{THE_API}/")
        and "text/html" in Headers(scope=scope).get("accept", "")
    )


def drawing(scope: Scope, send: Send, packages: tuple[str, ...]) -> Send:
    """Everything but a problem goes on as it is. A problem's body is one message."""
    begun: list[Message] = []

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and is_problem(message):
            begun.append(message)
        elif begun:
            (start,) = begun
            looking = Looking(Request(scope), NOBODY_KNOWN, packages)
            page = await instead(looking, Answer(start["status"], json.loads(message["body"])))
            told = Headers(raw=start["headers"])
            page.headers.update({name: told[name] for name in KEPT if name in told})
            await send({**start, "headers": page.raw_headers})
            await send({**message, "body": page.body})
        else:
            await send(message)

    return sending


def is_problem(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type") == MEDIA_TYPE
