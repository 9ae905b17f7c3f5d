"""What is drawn from a description, by whom it is sent, and how it was answered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx2
import schemathesis
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core import NOT_SET
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shared.web.principal import Link, Staff
from tests.security.matrix import ANYONE, PRINCIPALS
from tests.security.others import Json, body_of, needed_in
from tests.security.principals import link
from tests.security.strange import drawn
from tests.security.worlds import Things, World
from tests.support.fingerprint import Tables, changed
from tests.support.seed import SEED
from tests.support.services import Asking

Operation = APIOperation[Any, Any, Any, Any]
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
KEPT = ("Idempotency-Key", "If-Match")
LAST = ("discarding", "cancellation", "withdrawal", "lapse", "retraction", "suspension", "suspensions", "resumption")
"""Routes after which little else goes on: tried when the others were."""
AT_THE_DOOR = {
    *("credentials-missing", "token-refused", "not-allowed", "link-not-known", "link-expired", "suspended"),
    *("precondition-missing", "if-match-unfit", "changed-meanwhile", "idempotency-key-unfit", "idempotency-key-reused"),
    *("bad-request", "invalid-request", "media-type", "body-too-large", "query-too-large", "cursor-unfit"),
    *("not-found", "not-known-here", "not-permitted", "method-not-allowed", "still-running", "too-many-tries"),
}
"""Refusals that say nothing of what a route is for: of the request, of who asks, of an id that nothing has."""
ONE_IN = 5
"""Of the changes that are asked for, before and behind which the tables are looked at."""
GIVEN_TO_HER = 0.5
"""How often what a case is about was given to whoever asks."""
NO_TAG = '"none"'
WHICHEVER, CURRENT, JUNK = "*", "current", "junk"
"""What is sent as If-Match."""


@dataclass
class Told:
    """What became of it all. `states`: what was sent as If-Match, and the statuses that it got; `compared`: how often a
    refusal was looked behind.
    """

    faults: set[str] = field(default_factory=set)
    half_done: set[str] = field(default_factory=set)
    statuses: set[int] = field(default_factory=set)
    modes: set[GenerationMode] = field(default_factory=set)
    principals: set[str] = field(default_factory=set)
    states: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    operations: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    compared: int = 0

    @property
    def missed(self) -> set[str]:
        return self.operations - self.reached


def operations(described: Json) -> Sequence[Operation]:
    found = []
    for one in schemathesis.openapi.from_dict(described).get_all_operations():
        assert isinstance(one, Ok)
        found.append(one.ok())
    return sorted(found, key=lambda operation: (last_of(operation.path), operation.method.upper() == "DELETE"))


def last_of(path: str) -> int:
    step = next((step for step in reversed(path.split("/")) if step in LAST), None)
    return LAST.index(step) if step else -1


def allowed(operation: Operation) -> Sequence[str]:
    told: Sequence[str] = operation.definition.raw["x-allowed"]
    return told


def takes(operation: Operation, header: str) -> bool:
    return any(one["name"] == header for one in operation.definition.raw.get("parameters", ()))


def as_described(operation: Operation, described: Json) -> Case[Any]:
    """The request that the description shows."""
    body = body_of(described, operation.definition.raw)
    told: Json = {} if body is None else {"body": body, "media_type": "application/json"}
    return operation.Case(path_parameters={}, query=dict.fromkeys(needed_in(operation.definition.raw)), **told)


def cases(operation: Operation, many: int) -> Iterator[Case[Any]]:
    """Such as fit the description, and such as do not where there is anything that could be unfit."""
    modes = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]
    yield from drawn(st.one_of(*modes), many)


@dataclass
class Fuzz:
    world: World
    tables: Tables
    told: Told = field(default_factory=Told)
    random: Random = field(default_factory=lambda: Random(SEED))
    known: dict[tuple[str, ...], Asking] = field(default_factory=dict)
    turns: Iterator[str] = field(default_factory=lambda: cycle(PRINCIPALS))

    async def run(self, many: int) -> Told:
        described = self.world.service.app.openapi()
        for operation in operations(described):
            self.told.operations.add(operation.label)
            await self.ask_as_described(operation, described)
            for case in cases(operation, many):
                await self.ask(case)
        return self.told

    async def ask_as_described(self, operation: Operation, described: Json) -> None:
        """About one story after the other, as whoever it is given to, until it comes to something."""
        for things in self.world.stories:
            for principal in allowed(operation):
                if operation.label not in self.told.reached and set(named_by(operation)) <= set(things):
                    case = as_described(operation, described)
                    fill_in(case, things)
                    await self.in_a_state(case, await self.asking(principal, things), CURRENT)

    async def ask(self, case: Case[Any]) -> None:
        """As it was drawn, and about what there is; as one whom the route is for, and as one of all in their turn."""
        assert case.meta is not None
        self.told.modes.add(case.meta.generation.mode)
        things = self.random.choice(self.world.stories)
        await self.ask_as(self.random.choice(allowed(case.operation)), case, uuids(case.path_parameters))
        fill_in(case, things)
        for principal in (self.random.choice(allowed(case.operation)), next(self.turns)):
            hers = things if self.random.random() < GIVEN_TO_HER else {}
            await self.ask_as(principal, case, {**uuids(case.path_parameters), **hers})

    async def ask_as(self, principal: str, case: Case[Any], things: Things) -> None:
        self.told.principals.add(principal)
        kind = self.random.choice((WHICHEVER, CURRENT, JUNK))
        await self.in_a_state(case, await self.asking(principal, things), kind)

    async def in_a_state(self, case: Case[Any], asking: Asking, kind: str) -> None:
        """Whichever there is, the current one, or one that the case made up."""
        if not takes(case.operation, "If-Match"):
            await self.sent(case, asking, None)
            return
        state = case.headers.get("If-Match") if kind == JUNK else WHICHEVER
        if kind == CURRENT:
            refused = await self.sent(case, asking, NO_TAG)
            if refused.status_code != 412:
                return
            state = refused.json()["etag"]
        response = await self.sent(case, asking, state)
        self.told.states[kind].add(response.status_code)

    async def sent(self, case: Case[Any], asking: Asking, state: str | None) -> httpx2.Response:
        looking = case.operation.method.upper() != "GET" and self.random.randrange(ONE_IN) == 0
        before = await self.tables.now() if looking else {}
        response = await send(case, asking, state)
        if looking and response.is_client_error:
            self.told.compared += 1
            what = f"{case.operation.label} {response.status_code} {code_of(response)}"
            self.told.half_done |= {f"{what}: {table}" for table in changed(before, await self.tables.now())}
        self.told.statuses.add(response.status_code)
        self.told.faults.update(faults_of(case, response))
        if response.is_success or code_of(response) not in AT_THE_DOOR:
            self.told.reached.add(case.operation.label)
        return response

    async def asking(self, principal: str, things: Things) -> Asking:
        """`principal` as in the matrix; she is whom the things are given to, or somebody else. Her link is new: the one
        before may have ended with her address.
        """
        named = self.credentials(principal, things)
        if named not in self.known or principal.startswith("link "):
            self.known[named] = await self.with_credentials(principal, things)
        return self.known[named]

    def credentials(self, principal: str, things: Things) -> tuple[str, ...]:
        given = scope_of(things) if principal.startswith("link ") else {principal: things.get(principal, "")}
        return principal, *[f"{name}={value}" for name, value in sorted(given.items())]

    async def with_credentials(self, principal: str, things: Things) -> Asking:
        anyone = self.world.anyone
        if principal == ANYONE:
            return anyone
        if principal.startswith("link "):
            scope = {"training": uuid4(), **scope_of(things)}
            return anyone.link(await link(self.world.service, Link(principal.removeprefix("link ")), scope))
        person = UUID(things[principal]) if principal in things else uuid4()
        return (
            anyone.staff("coordinator", uuid4(), person)
            if principal == Staff.PARTNER
            else anyone.staff(principal, person)
        )


def named_by(operation: Operation) -> Sequence[str]:
    """Names of the parameters of its path."""
    return [step[1:-1] for step in operation.path.split("/") if step.startswith("{")]


def scope_of(things: Things) -> Mapping[str, UUID]:
    """What a link about them is for."""
    return {name: UUID(value) for name, value in uuids(things).items()}


def uuids(values: Mapping[str, Any]) -> Things:
    return {name: value for name, value in values.items() if is_id(value)}


def is_id(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def fill_in(case: Case[Any], things: Things) -> None:
    """What a case says of something by an id, it says of this."""
    names = named_by(case.operation)
    case.path_parameters = {**case.path_parameters, **{name: things[name] for name in names if name in things}}
    if isinstance(case.query, Mapping):
        asked = {name: as_often(case.operation, name, things[name]) for name in case.query if name in things}
        case.query = {**case.query, **asked}
    if case.body is not NOT_SET:
        case.body = about(case.body, things)


def as_often(operation: Operation, name: str, thing: str) -> str | list[str]:
    """As a parameter of a query wants it: itself, or a list of it."""
    told = next(one["schema"] for one in operation.definition.raw["parameters"] if one["name"] == name)
    return [thing] * told.get("minItems", 1) if told.get("type") == "array" else thing


def about(body: Any, things: Things) -> Any:
    if isinstance(body, dict):
        return {name: of_name(name, value, things) for name, value in body.items()}
    return [about(one, things) for one in body] if isinstance(body, list) else body


def of_name(name: str, value: Any, things: Things) -> Any:
    """An id, ids under a name for several, or what holds them further in."""
    if is_id(value):
        return things.get(name, value)
    if isinstance(value, list) and value and all(is_id(one) for one in value):
        return [thing for called, thing in things.items() if f"{called.split()[0]}s" == name] or value
    return about(value, things)


async def send(case: Case[Any], asking: Asking, state: str | None) -> httpx2.Response:
    told = case.as_transport_kwargs(base_url="http://service")
    kept = {name: value for name, value in told["headers"].items() if name in KEPT and name != "If-Match"}
    if state is not None:
        kept["If-Match"] = state
    if told.get("data") is not None:
        kept["Content-Type"] = told["headers"].get("Content-Type", "application/json")
    url, query, content = told["url"], told["params"], told.get("data")
    response = await asking.http.request(
        told["method"], url, params=query, headers=kept, json=told.get("json"), files=parts(told), content=content
    )
    await response.request.aread()
    return response


def parts(told: Mapping[str, Any]) -> list[tuple[str, Any]] | None:
    """Of a form, as files or as text."""
    return [(name, as_part(part)) for name, part in told["files"]] if "files" in told else None


def as_part(part: Any) -> Any:
    inner = part[1] if isinstance(part, tuple) else part
    content = inner if isinstance(inner, bytes) else str(inner).encode(errors="replace")
    return (part[0], content, *part[2:]) if isinstance(part, tuple) else content


def code_of(response: httpx2.Response) -> str:
    return str(response.json()["code"]) if response.is_client_error else ""


def faults_of(case: Case[Any], response: httpx2.Response) -> list[str]:
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as group:
        return [f"{case.operation.label} {response.status_code}: {type(one).__name__}" for one in group.exceptions]
    return []
