"""Who may use which route: the table, as the routes declare it. `python -m tests.security.matrix` writes it anew."""

import asyncio
import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from shared.web.principal import Link, Staff
from shared.web.service import Service

FILE = Path(__file__).with_name("matrix.csv")
ANYONE = "anyone"
PRINCIPALS = (ANYONE, *Staff, *[f"link {purpose}" for purpose in Link])
"""Whom a route may be for; a link is one of this purpose and of all that the path names."""


@dataclass(frozen=True, slots=True)
class Route:
    service: str
    method: str
    path: str
    allowed: frozenset[str]

    def admits(self, principal: str) -> bool:
        return ANYONE in self.allowed or principal in self.allowed


def routes_of(name: str, description: Mapping[str, Any]) -> list[Route]:
    """In order of their paths; `description` is OpenAPI's."""
    return sorted(
        (
            Route(name, method.upper(), path, frozenset(operation["x-allowed"]))
            for path, methods in description["paths"].items()
            for method, operation in methods.items()
        ),
        key=lambda route: (route.path, route.method),
    )


def all_routes(services: Mapping[str, Service]) -> list[Route]:
    return [route for name, service in services.items() for route in routes_of(name, service.app.openapi())]


def table(routes: Iterable[Route]) -> str:
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["service", "method", "path", *PRINCIPALS])
    for route in routes:
        rows.writerow([route.service, route.method, route.path, *cells(route)])
    return out.getvalue()


def cells(route: Route) -> Sequence[str]:
    return ["yes" if route.admits(principal) else "" for principal in PRINCIPALS]


async def written() -> str:
    """Built without servers: what a route declares needs none."""
    from tests.support.servers import PostgresServer, TestDatabase
    from tests.support.three import three

    nowhere = TestDatabase(PostgresServer("postgresql://postgres:none@127.0.0.1:9/postgres"), "none")
    with tempfile.TemporaryDirectory() as folder:
        async with three(nowhere, Path(folder)) as services:
            return table(all_routes(services))


if __name__ == "__main__":
    FILE.write_text(asyncio.run(written()))
