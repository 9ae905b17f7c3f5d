"""The headers of answers, as OpenAPI describes them: the tag of what is shown or changed, the way to the next page."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from shared.web.door import RULES
from shared.web.message import JSON

ETAG = {"description": "Of what is there; for the `If-Match` of the next change.", "schema": {"type": "string"}}
LINK = {"description": '`rel="next"`: the page behind this one, where there is one.', "schema": {"type": "string"}}
CURSOR = "cursor"


def describe(app: FastAPI, described: dict[str, Any]) -> None:
    """Adds them to the answers that have them."""
    for route in iter_route_contexts(app.routes):
        rule = RULES.get(route.endpoint) if route.endpoint is not None else None
        if rule is None:
            continue
        for method, operation in described["paths"][route.path].items():
            if method.upper() not in (route.methods or ()):
                continue
            good = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
            headers = good.setdefault("headers", {})
            if rule.changes is not None or (method == "get" and JSON in good.get("content", ())):
                headers["ETag"] = ETAG
            if any(one.get("name") == CURSOR for one in operation.get("parameters", ())):
                headers["Link"] = LINK
            if not headers:
                del good["headers"]
