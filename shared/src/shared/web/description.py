"""What a service says of itself: OpenAPI, and a page on which it can be tried. No other host is asked for anything."""

import html
import importlib.util
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response

from shared.web import answer_headers, created, nulls, problems
from shared.web.meanings import EVERYWHERE, Meanings, describe

TYPES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
START = 'SwaggerUIBundle({url: "openapi.json", dom_id: "#api", docExpansion: "none"});'
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""Enough for the page and its own files; what it runs may ask this service alone."""
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<link rel="stylesheet" href="docs/swagger-ui.css"><body><div id="api"></div>
<noscript>The same in words for programs: <a href="openapi.json">openapi.json</a></noscript>
<script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body></html>
"""
SECURITY = {
    "staff": {"type": "http", "scheme": "bearer", "bearerFormat": "at+jwt"},
    "link": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "`Link <token>`"},
}
"""The two ways to say who one is."""


@cache
def assets() -> Path:
    """Swagger UI, as a wheel brings it; found without importing that."""
    spec = importlib.util.find_spec("fastapi_offline")
    assert spec is not None  # noqa: S101 - a dependency
    assert spec.origin is not None  # noqa: S101 - a package with files
    return Path(spec.origin).parent / "static"


def serve(app: FastAPI, meanings: Meanings) -> None:
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        schema = plain()
        components = schema.setdefault("components", {})
        components.setdefault("schemas", {})["Problem"] = problems.SCHEMA
        components["securitySchemes"] = SECURITY
        answer_headers.describe(app, schema)
        created.describe(app, schema)
        describe(schema, {**EVERYWHERE, **meanings})
        nulls.restore(components["schemas"])
        return schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's own way to extend it

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        page = PAGE.format(title=html.escape(app.title))
        return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})

    @app.get("/docs/{file}", include_in_schema=False)
    async def part(file: str) -> Response:
        if file == "start.js":
            return Response(START, media_type="text/javascript")
        if file not in TYPES:
            raise HTTPException(404)
        return FileResponse(assets() / file, media_type=TYPES[file], headers={"Cache-Control": "max-age=86400"})


def describe_events(app: FastAPI, document: Callable[[], Mapping[str, Any]]) -> None:
    """AsyncAPI, beside OpenAPI and like it for anyone; made once somebody asks."""
    made = cache(document)

    @app.get("/asyncapi.json", include_in_schema=False)
    async def asyncapi() -> JSONResponse:
        return JSONResponse(made())
