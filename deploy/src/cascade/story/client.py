"""A client of the three services' public interfaces, as any other integrator would write one."""

import asyncio
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx2

from cascade.story.journal import Journal

Json = Any
RESTART_SECONDS = 60.0
"""How long a service that went away in the middle of a request is waited for."""
_KEPT = ("content-type", "etag", "link", "location")


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
    """Who asks: the value of the Authorization header, None for anyone; and a name that outlives a token."""

    authorization: str | None
    name: str

    @classmethod
    def staff(cls, token: str, name: str) -> "Caller":
        return cls(f"Bearer {token}", name)

    @classmethod
    def link(cls, token: str) -> "Caller":
        return cls(f"Link {token}", token)


ANYONE = Caller(None, "anyone")
NOTHING_MORE: Mapping[str, str] = {}


class Api:
    """Calls routes; what another service has not heard of yet is asked for again, as its problem says. What the journal
    has an answer to is not asked.
    """

    def __init__(self, addresses: Mapping[Service, str], journal: Journal, *, patience_seconds: float = 10.0) -> None:
        self._journal = journal
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

    async def post(self, service: Service, path: str, who: Caller, body: Json = None, *, seen: str = "") -> Json:
        """`seen`: the tag of what was looked at, where the route asks for it."""
        headers = {"If-Match": seen} if seen else NOTHING_MORE
        return await self._call("POST", service, path, who, json=body, headers=headers)

    async def put(self, service: Service, path: str, who: Caller, body: Json, *, seen: str = "*") -> None:
        """`seen`: the tag of what the change was made from; by default whatever there is, as the story is alone."""
        await self._call("PUT", service, path, who, json=body, headers={"If-Match": seen})

    async def tag(self, service: Service, path: str, who: Caller) -> str:
        """Of what is to be seen there now; not what was to be seen when this was played before."""
        response = await self._sent("GET", service, path, who, NOTHING_MORE)
        return str(answer(response, f"GET {service} {path}").headers["etag"])

    async def upload(
        self, service: Service, path: str, who: Caller, file: tuple[str, bytes, str], fields: dict[str, Any]
    ) -> Json:
        """`file` is (name, content, media type); the fields go along as form fields."""
        return await self._call("POST", service, path, who, files={"file": file}, data=fields)

    async def found(self, service: Service, path: str, who: Caller) -> Json | None:
        """As `get`, asked once; None if there is nothing to be seen."""
        response = await self._once("GET", service, path, who, patient=False)
        if response.status_code == httpx2.codes.NOT_FOUND:
            return None
        return answer(response, f"GET {service} {path}").json()

    async def content(self, service: Service, path: str, who: Caller) -> bytes:
        response = await self._once("GET", service, path, who, patient=False)
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

    async def _asked(self, method: str, service: Service, path: str, who: Caller, **asked: Any) -> httpx2.Response:
        return answer(await self._once(method, service, path, who, **asked), f"{method} {service} {path}")

    async def _once(
        self,
        method: str,
        service: Service,
        path: str,
        who: Caller,
        headers: Mapping[str, str] = NOTHING_MORE,
        *,
        patient: bool = True,
        **content: Any,
    ) -> httpx2.Response:
        """As it was answered before, or sent now and written down. A fault of the server is no answer."""
        query = "&".join(f"{name}={value}" for name, value in content.get("params", NOTHING_MORE).items())
        step = self._journal.step(method, service, path, query, who.name)
        if (before := self._journal.answer(step)) is not None:
            return repeated(before)
        if method == "POST":
            headers = {**headers, "Idempotency-Key": self._journal.key(step)}
        response = await self._sent(method, service, path, who, headers, patient=patient, **content)
        if response.status_code < httpx2.codes.INTERNAL_SERVER_ERROR:
            self._journal.keep(step, kept(response))
        return response

    async def _sent(
        self,
        method: str,
        service: Service,
        path: str,
        who: Caller,
        headers: Mapping[str, str],
        *,
        patient: bool = True,
        **content: Any,
    ) -> httpx2.Response:
        """Sent again if the service went away meanwhile; whether it had done it then, nobody knows."""
        clock = asyncio.get_running_loop().time
        began = clock()
        sent = {**known(who), **headers}
        while True:
            try:
                response = await self._http.request(method, self._addresses[service] + path, headers=sent, **content)
            except httpx2.TransportError:
                if clock() - began >= RESTART_SECONDS:
                    raise
                sent |= {"If-Match": "*"} if "If-Match" in sent else {}
            else:
                too_early = response.status_code in (401, 404, 503) and "retry-after" in response.headers
                if not patient or not too_early or clock() - began >= self._patience:
                    return response
            await asyncio.sleep(0.05)


def kept(response: httpx2.Response) -> Json:
    headers = {name: response.headers[name] for name in _KEPT if name in response.headers}
    return {"status": response.status_code, "headers": headers, "content": b64encode(response.content).decode()}


def repeated(before: Json) -> httpx2.Response:
    return httpx2.Response(before["status"], headers=before["headers"], content=b64decode(before["content"]))


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
