"""A service in a test: on its real database and broker, asked through HTTP without a socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2

from cascade.provisioning import keys
from cascade.provisioning.issuer import AUDIENCE, ISSUER, Issuer
from shared.runtime.settings import Deployment
from shared.web.service import Service
from tests.support.servers import TestDatabase, Topics
from tests.support.waiting import until


class Story:
    """A clock that a test sets."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time


def settings_for(name: str, database: TestDatabase, topics: Topics, folder: Path) -> dict[str, Any]:
    """What every service reads, for this test's database and topics."""
    keys.provide(folder / "keys.json")
    issuer_in(folder).provide()
    return {
        "region": "tj",
        "deployment": Deployment.EMBEDDED,
        "database": {"dsn": database.dsn(name)},
        "kafka": {"bootstrap": topics.bootstrap, "namespace": topics.namespace, "instance": f"{name}-1"},
        "http": {"port": 1},
        "tokens": {"issuer": ISSUER, "audience": AUDIENCE, "keys": str(folder / "issuer.public.json")},
    }


def issuer_in(folder: Path) -> Issuer:
    return Issuer(folder / "issuer.json", folder / "issuer.public.json")


ANY_STATE = {"If-Match": "*"}


@dataclass
class Asking:
    """Asks a service over HTTP, changing whatever state there is. `staff` and `link` say who asks from then on."""

    http: httpx2.AsyncClient
    issuer: Issuer

    def staff(self, role: str, person: UUID | None = None, organisation: UUID | None = None) -> "Asking":
        return self._as(f"Bearer {self.issuer.token(role, person, organisation)}")

    def link(self, token: str) -> "Asking":
        return self._as(f"Link {token}")

    def _as(self, authorization: str) -> "Asking":
        http = httpx2.AsyncClient(
            transport=self.http._transport, base_url=self.http.base_url, headers={"Authorization": authorization}
        )
        return Asking(http, self.issuer)

    async def get(self, path: str, status: int = 200) -> Any:
        return self._answer(await self.http.get(path), status)

    async def post(self, path: str, body: Any = None, status: int = 201, *, seen: str = "*") -> Any:
        """`seen`: as for `put`."""
        return self._answer(await self.http.post(path, json=body, headers={"If-Match": seen}), status)

    async def put(self, path: str, body: Any, status: int = 200, *, seen: str = "*") -> Any:
        """`seen`: the tag of the state that the change was made from."""
        return self._answer(await self.http.put(path, json=body, headers={"If-Match": seen}), status)

    async def refused(self, method: str, path: str, body: Any = None) -> str:
        """The problem's code."""
        response = await self.http.request(method, path, json=body, headers=ANY_STATE)
        assert response.headers["content-type"] == "application/problem+json", response.text
        return str(response.json()["code"])

    def _answer(self, response: httpx2.Response, status: int) -> Any:
        assert response.status_code == status, (response.request.url, response.status_code, response.text)
        return response.json() if response.content else None


def asking(service: Service, folder: Path) -> Asking:
    transport = httpx2.ASGITransport(service.app, raise_app_exceptions=False)
    return Asking(httpx2.AsyncClient(transport=transport, base_url="http://service"), issuer_in(folder))


@asynccontextmanager
async def working(service: Service) -> AsyncIterator[Service]:
    """Relay, consumer and timers run meanwhile."""
    work = asyncio.create_task(service.works.run())
    try:
        await until(service.engine.hears, lambda why: why is None)
        yield service
    finally:
        await service.works.stop()
        await work


START = datetime(2016, 9, 1, tzinfo=UTC)
