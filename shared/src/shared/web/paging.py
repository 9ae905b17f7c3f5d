"""What a client asks of a list and what it is told of the next page: `limit`, `cursor`, and a link (RFC 8288)."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request, Response

from shared.backbone.pages import CursorUnfit, Listed, Page

T = TypeVar("T")

MOST_ROWS = 500
USUAL_ROWS = 100
LONGEST_CURSOR = 512


class Paging:
    """The page that is asked for, and the link to the one behind it."""

    def __init__(self, request: Request, response: Response, page: Page) -> None:
        self._request = request
        self._response = response
        self.page = page

    def shown(self, listed: Listed[T]) -> Sequence[T]:
        """The rows of this page; if there are more, the answer links to them."""
        if listed.next is not None:
            url = self._request.url.include_query_params(cursor=written(listed.next), limit=self.page.limit)
            self._response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
        return listed.rows


def asked(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows on a page.")] = USUAL_ROWS,
    cursor: Annotated[
        str | None, Query(max_length=LONGEST_CURSOR, description='From the link `rel="next"` of the page before.')
    ] = None,
) -> Paging:
    """Raises CursorUnfit."""
    return Paging(request, response, Page(limit, None if cursor is None else read(cursor)))


CurrentPaging = Annotated[Paging, Depends(asked)]


def written(after: Sequence[str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(after).encode()).decode().rstrip("=")


def read(cursor: str) -> tuple[str, ...]:
    """Raises CursorUnfit."""
    try:
        values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise CursorUnfit from None
    if not isinstance(values, list) or not all(isinstance(value, str) and "\0" not in value for value in values):
        raise CursorUnfit
    return tuple(values)
