"""HTTP of a service: its routes, its problems, its health, its description."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse

from shared.web import description, faults, message, problems
from shared.web.envelope import Application
from shared.web.meanings import Meanings
from shared.web.readiness import Check, Readiness

AGAIN_SECONDS = 5
"""After which a service that is not ready may be: as often as whoever looks after containers asks."""


def application(
    name: str,
    title: str,
    routers: Sequence[APIRouter],
    checks: Mapping[str, Check],
    meanings: Meanings = MappingProxyType({}),
) -> Application:
    """`checks`: what has to be there before the service is ready; `meanings`: of the names in its interface. The caller
    sets `app.state`.
    """
    app = Application(
        f"/{name}",
        title=title,
        version="1",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"operation_spans": False, "logs": False},
    )
    problems.install(app)
    faults.install(app)
    message.install(app)
    take_in(app, routers)
    health(app, name, checks)
    description.serve(app, meanings)
    return app


def take_in(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Their routes as they were built at import: `include_router` would analyse each anew for every application, which
    takes a third of what a test of one does. It serves prefixes and dependencies given there; ours are the router's.
    """
    app.router.routes.extend(route for router in routers for route in router.routes)


def health(app: FastAPI, name: str, checks: Mapping[str, Check]) -> None:
    readiness = Readiness(checks)

    @app.get("/health/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"service": name, "live": "yes"}

    @app.get("/health/ready", include_in_schema=False)
    async def ready() -> JSONResponse:
        missing = await readiness.missing()
        told = {"service": name, "missing": missing}
        return JSONResponse(told, 503, {"Retry-After": str(AGAIN_SECONDS)}) if missing else JSONResponse(told)
