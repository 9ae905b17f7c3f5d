"""`/metrics`, on a port of its own: for those who look after the machine, never for the world."""

from collections.abc import Awaitable, Callable

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def metrics_application(take: Callable[[], Awaitable[None]]) -> Starlette:
    """`take`: brings up to date what is told."""

    async def tell(_: Request) -> Response:
        await take()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(routes=[Route("/metrics", tell)])
