"""What schemathesis makes of the three descriptions, sent as those who may: no 500, and every answer as described.

Its cases are drawn without a seed that could be forgotten: the same on every machine.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import schemathesis
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shared.contracts.examples import example, ids
from shared.web.principal import Link
from shared.web.service import Service
from tests.security.strange import drawn
from tests.security.test_events_door import REACTIONS
from tests.security.test_matrix import link
from tests.support.delivery import Said
from tests.support.depth import times
from tests.support.services import Asking
from tests.support.three import SERVICES

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
FEW, MANY = 10, times(100)
"""Cases for each operation."""
KEPT = ("Idempotency-Key", "If-Match")
KNOWN: Mapping[str, UUID] = {
    "training": ids.DUSHANBE,
    "application": ids.APPLICATION,
    "offer": ids.OFFER,
    "plan": ids.PLAN,
    "item": ids.ITEM,
    "person": ids.PARTICIPANT,
    "selection": ids.SELECTION,
}
"""What the facts of the reference story are about."""


async def hear_the_story(service: Service, name: str) -> None:
    facts = [Said(example(event)).arrival() for event in REACTIONS[name].events.values()]
    await service.engine.intake.one_by_one(facts)


def cases(described: Any, many: int) -> Iterator[Case[Any]]:
    """Every second one is about what the service has heard of."""
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        assert isinstance(found, Ok)
        for number, case in enumerate(drawn(found.ok().as_strategy(), many)):
            if number % 2:
                case.path_parameters = {**case.path_parameters, **heard_of(case.path_parameters)}
            yield case


def heard_of(path: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(KNOWN[name]) for name in path if name in KNOWN}


async def who_may(case: Case[Any], ask: Asking, service: Service) -> list[Asking]:
    """A coordinator, an operator, and whoever else the route is for: with a link of all that the path names."""
    raw = case.operation.definition.raw
    purposes = [one.removeprefix("link ") for one in raw["x-allowed"] if one.startswith("link ")]
    roles = {"coordinator", "operator", *raw["x-allowed"]} & {"coordinator", "operator", "mentor", "reviewer"}
    named = {name: UUID(value) for name, value in case.path_parameters.items() if is_id(value)}
    scope = {"training": uuid4(), **named}
    return [
        *[ask.staff(role, uuid4()) for role in sorted(roles)],
        *[ask.link(await link(service, Link(purpose), scope)) for purpose in purposes],
    ]


def is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == len(str(ids.PLAN)) and value.count("-") == 4


async def sent(case: Case[Any], asking: Asking) -> httpx2.Response:
    told = case.as_transport_kwargs(base_url="http://service")
    kept = {name: value for name, value in told["headers"].items() if name in KEPT}
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


def faults_of(case: Case[Any], response: httpx2.Response) -> list[str]:
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as group:
        return [f"{case.operation.label} {response.status_code}: {type(one).__name__}" for one in group.exceptions]
    return []


async def fuzz(service: Service, name: str, ask: Asking, many: int) -> None:
    await hear_the_story(service, name)
    faults, statuses = set(), set()
    for case in cases(service.app.openapi(), many):
        for asking in await who_may(case, ask, service):
            response = await sent(case, asking)
            statuses.add(response.status_code)
            faults.update(faults_of(case, response))

    assert {403, 404, 422} <= statuses
    assert faults == set()


@pytest.mark.parametrize("name", SERVICES)
async def test_every_answer_is_as_described(
    services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    await fuzz(services[name], name, ask[name], FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVICES)
async def test_every_answer_is_as_described_however_often_one_asks(
    services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    await fuzz(services[name], name, ask[name], MANY)
