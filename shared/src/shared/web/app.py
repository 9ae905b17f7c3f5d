"""HTTP of a service: its routes, its problems, its health, its description."""

import html
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from shared.web import problems

LARGEST_BODY_BYTES = 6 * 1024 * 1024
"""A picture has at most five MiB."""

Check = Callable[[], Awaitable[str | None]]
"""None, or what is wrong."""


class Application(FastAPI):
    """Tells that a body is too large as every other problem: the library's own answer is plain text and replaces
    whatever is said further in.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and declared_length(scope) > LARGEST_BODY_BYTES:
            return await problems.too_large(LARGEST_BODY_BYTES)(scope, receive, send)
        return await super().__call__(scope, receive, send)


def declared_length(scope: Scope) -> int:
    """0 where none is declared: then the library counts what arrives."""
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0


def application(name: str, title: str, routers: Sequence[APIRouter], checks: Mapping[str, Check]) -> FastAPI:
    """`checks`: what has to be there before the service is ready. The caller sets `app.state`."""
    app = Application(
        title=title,
        version="1",
        docs_url=None,
        redoc_url=None,
        max_body_size=LARGEST_BODY_BYTES,
        generate_unique_id_function=lambda route: route.name,
    )
    problems.install(app)
    for router in routers:
        app.include_router(router)
    health(app, name, checks)
    describe(app)
    return app


def health(app: FastAPI, name: str, checks: Mapping[str, Check]) -> None:
    @app.get("/health/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"service": name, "live": "yes"}

    @app.get("/health/ready", include_in_schema=False)
    async def ready() -> JSONResponse:
        answers = {what: await check() for what, check in checks.items()}
        missing = {what: why for what, why in answers.items() if why is not None}
        return JSONResponse({"service": name, "missing": missing}, 503 if missing else 200)


def describe(app: FastAPI) -> None:
    """OpenAPI with the two ways to say who one is; a page of it that asks no other host for anything."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        schema = plain()
        components = schema.setdefault("components", {})
        components.setdefault("schemas", {})["Problem"] = problems.SCHEMA
        components["securitySchemes"] = {
            "staff": {"type": "http", "scheme": "bearer", "bearerFormat": "at+jwt"},
            "link": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "`Link <token>`"},
        }
        return schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's own way to extend it

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(page(openapi()), headers={"Content-Security-Policy": "default-src 'none'"})


def describe_events(app: FastAPI, document: Callable[[], Mapping[str, Any]]) -> None:
    """AsyncAPI, beside OpenAPI and like it for anyone; made once somebody asks."""
    made = cache(document)

    @app.get("/asyncapi.json", include_in_schema=False)
    async def asyncapi() -> JSONResponse:
        return JSONResponse(made())


def page(schema: Mapping[str, Any]) -> str:
    title = html.escape(schema["info"]["title"])
    operations = "".join(
        f"<h2><code>{method.upper()} {html.escape(path)}</code></h2><p>{html.escape(operation['summary'])}</p>"
        f"<p>For: {html.escape(', '.join(operation.get('x-allowed', [])))}</p>{bodies(schema, operation)}"
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    )
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    return f"{head}<h1>{title}</h1>{operations}</html>"


def bodies(schema: Mapping[str, Any], operation: Mapping[str, Any]) -> str:
    return "".join(f"<pre>{html.escape(shown(example))}</pre>" for example in examples(schema, operation))


def shown(example: object) -> str:
    return json.dumps(example, indent=2, ensure_ascii=False)


def examples(schema: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterator[object]:
    """Of what is sent, then of what is answered."""
    contents = [operation.get("requestBody", {}), *operation["responses"].values()]
    for content in contents:
        described = content.get("content", {}).get("application/json", {}).get("schema", {})
        name = described.get("$ref", "").rpartition("/")[2]
        if "example" in (found := schema["components"]["schemas"].get(name, {})):
            yield found["example"]
