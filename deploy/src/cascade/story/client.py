"""A client of the three services' public interfaces, as any other integrator would write one."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx2

Json = Any


class Service(StrEnum):
    REGISTRATION = "registration"
    SCHEDULING = "scheduling"
    FOLLOWUP = "followup"


class Refused(Exception):
    """A service answered with a problem."""

    def __init__(self, asked: str, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{asked} → {status} {problem.get('code', '')}: {problem.get('detail', '')}")
        self.status = status
        self.problem = problem
        self.code = str(problem.get("code", ""))


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the value of the Authorization header; None for anyone."""

    authorization: str | None

    @classmethod
    def staff(cls, token: str) -> "Caller":
        return cls(f"Bearer {token}")

    @classmethod
    def link(cls, token: str) -> "Caller":
        return cls(f"Link {token}")


ANYONE = Caller(None)
NOTHING_MORE: Mapping[str, str] = {}


class Api:
    """Calls routes; what another service has not heard of yet is asked for again, as its problem says."""

    def __init__(self, addresses: Mapping[Service, str], *, patience_seconds: float = 10.0) -> None:
        limits = httpx2.Limits(max_connections=16, max_keepalive_connections=16)
        self._http = httpx2.AsyncClient(timeout=30.0, limits=limits)
        self._addresses = addresses
        self._patience = patience_seconds

    async def close(self) -> None:
        await self._http.aclose()

    async def get(self, service: Service, path: str, who: Caller, **query: str) -> Json:
        """Of a list, the items of all its pages."""
        response = await self._asked("GET", service, path, who, params=query)
        shown: Json = response.json()
        while (following := next_of(response)) is not None:
            response = await self._asked("GET", service, following, who)
            shown["items"] += response.json()["items"]
        return shown

    async def post(self, service: Service, path: str, who: Caller, body: Json = None) -> Json:
        return await self._call("POST", service, path, who, json=body)

    async def put(self, service: Service, path: str, who: Caller, body: Json, *, seen: str = "*") -> Json:
        """`seen`: the tag of what the change was made from; by default whatever there is, as the story is alone."""
        return await self._call("PUT", service, path, who, json=body, headers={"If-Match": seen})

    async def tag(self, service: Service, path: str, who: Caller) -> str:
        """Of what is to be seen there now."""
        return str((await self._asked("GET", service, path, who)).headers["etag"])

    async def upload(
        self, service: Service, path: str, who: Caller, file: tuple[str, bytes, str], fields: dict[str, Any]
    ) -> Json:
        """`file` is (name, content, media type); the fields go along as form fields."""
        return await self._call("POST", service, path, who, files={"file": file}, data=fields)

    async def found(self, service: Service, path: str, who: Caller) -> Json | None:
        """As `get`, asked once; None if there is nothing to be seen."""
        response = await self._http.get(self._addresses[service] + path, headers=known(who))
        if response.status_code == httpx2.codes.NOT_FOUND:
            return None
        return answer(response, f"GET {service} {path}").json()

    async def content(self, service: Service, path: str, who: Caller) -> bytes:
        response = await self._http.get(self._addresses[service] + path, headers=known(who))
        return answer(response, f"GET {service} {path}").content

    async def refusal(self, service: Service, path: str, who: Caller, body: Json = None) -> Refused:
        """The problem that a POST is expected to be answered with; AssertionError if it is accepted."""
        try:
            await self._call("POST", service, path, who, json=body)
        except Refused as refused:
            return refused
        raise AssertionError(f"POST {service} {path} was accepted and should have been refused")

    async def _call(self, method: str, service: Service, path: str, who: Caller, **content: Any) -> Json:
        answered = await self._asked(method, service, path, who, **content)
        return answered.json() if answered.content else None

    async def _asked(
        self,
        method: str,
        service: Service,
        path: str,
        who: Caller,
        headers: Mapping[str, str] = NOTHING_MORE,
        **content: Any,
    ) -> httpx2.Response:
        asked = f"{method} {service} {path}"
        give_up = asyncio.get_running_loop().time() + self._patience
        while True:
            response = await self._http.request(
                method, self._addresses[service] + path, headers={**known(who), **headers}, **content
            )
            too_early = response.status_code in (401, 404, 503) and "retry-after" in response.headers
            if not too_early or asyncio.get_running_loop().time() >= give_up:
                break
            await asyncio.sleep(0.05)
        return answer(response, asked)


def known(who: Caller) -> dict[str, str]:
    return {} if who.authorization is None else {"Authorization": who.authorization}


def next_of(response: httpx2.Response) -> str | None:
    """Where the next page of a list is."""
    return response.links.get("next", {}).get("url")


def answer(response: httpx2.Response, asked: str) -> httpx2.Response:
    """Raises Refused for every answer that is not a success."""
    if response.is_success:
        return response
    is_problem = response.headers.get("content-type", "").startswith("application/problem+json")
    raise Refused(asked, response.status_code, response.json() if is_problem else {"detail": response.text[:200]})
