"""What the `ops` commands ask of the running services, as an operator."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import SplitResult, urlsplit

import httpx2
from cyclopts import Parameter

from cascade.commands.access import issuer_of
from cascade.commands.system import current
from cascade.embedded.failures import CannotRun
from cascade.provisioning.database import SERVICES, ServiceName
from cascade.system import environment

T = TypeVar("T")

AT_A_GLANCE_SECONDS = 2.8
"""For what is asked of all at once. A service gives up on what it needs itself before that."""
AT_MOST_SECONDS = 30.0
UNAVAILABLE = 503
AWAY = "try-again"

One = Annotated[ServiceName, Parameter(name="--service", help="registration, scheduling or followup")]
Some = Annotated[
    ServiceName | None, Parameter(name="--service", help="registration, scheduling or followup; without it all")
]


class Operator:
    """Every answer is asked for within so many seconds; one that does not come, that refuses or that nobody can read
    raises CannotRun, which names the service.
    """

    def __init__(self, addresses: Mapping[str, str], http: httpx2.AsyncClient) -> None:
        self._addresses = addresses
        self._http = http

    def services(self, chosen: str | None) -> Sequence[str]:
        return list(self._addresses) if chosen is None else [chosen]

    async def ready(self, service: str) -> dict[str, str]:
        """What it misses, and why."""
        answer = await self._sent("GET", service, "/health/ready", AT_A_GLANCE_SECONDS)
        if not answer.is_success and answer.status_code != UNAVAILABLE:
            raise CannotRun(self._strange(service))
        return self._read(service, answer, lambda content: self._missing(service, content))

    def _missing(self, service: str, content: Any) -> dict[str, str]:
        """The door answers in the place of a service that is away. Raises CannotRun then."""
        if content.get("code") == AWAY:
            raise CannotRun(self._unheard(service))
        return dict(content["missing"])

    async def told(self, service: str, path: str, take: Callable[[Any], T], within: float = AT_MOST_SECONDS) -> T:
        """`take`: what is wanted of the answer."""
        return self._read(service, await self._granted("GET", service, path, within), take)

    async def items(self, service: str, path: str, take: Callable[[Any], T]) -> list[T]:
        """Of all pages of a list."""
        found: list[T] = []
        address: str | None = path
        while address is not None:
            answer = await self._granted("GET", service, address, AT_MOST_SECONDS)
            found += self._read(service, answer, lambda content: [take(one) for one in content["items"]])
            further = answer.links.get("next", {}).get("url")
            address = f"{path.partition('?')[0]}?{urlsplit(further).query}" if further else None
        return found

    async def done(self, method: str, service: str, path: str, take: Callable[[Any], T]) -> T:
        answer = await self._granted(method, service, path, AT_MOST_SECONDS)
        return self._read(service, answer, take)

    async def _granted(self, method: str, service: str, path: str, within: float) -> httpx2.Response:
        answer = await self._sent(method, service, path, within)
        if not answer.is_success:
            raise CannotRun(f"{service}: {self._read(service, answer, lambda content: str(content['detail']))}")
        return answer

    async def _sent(self, method: str, service: str, path: str, within: float) -> httpx2.Response:
        try:
            async with asyncio.timeout(within):
                return await self._http.request(method, f"{self._addresses[service]}{path}")
        except (httpx2.HTTPError, TimeoutError):
            raise CannotRun(self._unheard(service)) from None

    def _read(self, service: str, answer: httpx2.Response, take: Callable[[Any], T]) -> T:
        try:
            return take(answer.json() if answer.content else None)
        except (ValueError, LookupError, TypeError, AttributeError):
            raise CannotRun(self._strange(service)) from None

    def _unheard(self, service: str) -> str:
        return f"{service}: no answer at {self._addresses[service]}; see whether it runs, and its log"

    def _strange(self, service: str) -> str:
        return f"{service}: no answer that can be read at {self._addresses[service]}; is another program there?"


@asynccontextmanager
async def operator() -> AsyncIterator[Operator]:
    """Of the system that is named, else of the one that runs here. Raises CannotRun if there is none."""
    if (environment.AT in os.environ) != (environment.TOKEN in os.environ):
        raise CannotRun(f"{environment.AT} and {environment.TOKEN} name a system elsewhere together: set both, or none")
    addresses, token = elsewhere(os.environ[environment.AT]) if environment.AT in os.environ else here()
    bearer = {"Authorization": f"Bearer {token}"}
    async with httpx2.AsyncClient(headers=bearer, timeout=AT_MOST_SECONDS) as http:
        yield Operator(addresses, http)


def here() -> tuple[Mapping[str, str], str]:
    """Where its services answer, and an operator's token."""
    found = current()
    return found.services, issuer_of(found).token("operator")


def elsewhere(door: str) -> tuple[Mapping[str, str], str]:
    """Behind its door, with the token that its provider gave to whoever asks. Raises CannotRun where that would not be
    safe or cannot be read.
    """
    address = urlsplit(door)
    if not (address.hostname and (address.scheme == "https" or (address.scheme == "http" and loopback(address)))):
        raise CannotRun(f"{environment.AT} has to be the https:// address of a door; it is {door!r}")
    token = Path(os.environ[environment.TOKEN]).read_bytes().strip()
    if not token or not token.isascii():
        raise CannotRun(f"the file that {environment.TOKEN} names holds no token")
    base = door.rstrip("/")
    return {service: f"{base}/{service}" for service in SERVICES}, token.decode()


def loopback(address: SplitResult) -> bool:
    return address.hostname in {"127.0.0.1", "::1", "localhost"}


async def or_why(asking: Awaitable[T]) -> T | CannotRun:
    """The answer, or why there is none: one service says nothing of the others."""
    try:
        return await asking
    except CannotRun as why:
        return why


async def of_each(services: Sequence[str], ask: Callable[[str], Awaitable[T]]) -> dict[str, T | CannotRun]:
    """All at the same time."""
    answers = await asyncio.gather(*[or_why(ask(service)) for service in services])
    return dict(zip(services, answers, strict=True))
