"""What is secret or typed by somebody is repeated nowhere: no problem, log line, span or metric shows it."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
import structlog
from starlette.requests import Request
from starlette.responses import Response

from shared.backbone.pages import Listed, Page
from shared.contracts.examples import example
from shared.events.base import Event
from shared.web import links
from shared.web.paging import Paging
from shared.web.principal import Link
from shared.web.service import Service
from tests.security.heard import Said, listening
from tests.security.principals import link
from tests.security.test_bodies import operations, sent_by_who_may
from tests.security.test_events_door import EVENTS, REACTIONS
from tests.support.delivery import Said as Fact
from tests.support.services import Asking
from tests.support.three import SERVICES
from tests.unit.web.test_tokens import FORGERIES, World

OWN_ROUTES = {"registration": "/v1/people?kind=reviewer", "scheduling": "/v1/suspensions", "followup": "/v1/plans"}
"""Of each service one that it alone has, for a coordinator."""
FORGED_LINE = 'Canary\r\n{"event": "forged"}\x1b[31m\u2028\u202e\0'


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    with listening(monkeypatch) as heard:
        yield heard


@pytest.mark.parametrize("name", SERVICES)
async def test_a_forged_token_is_refused_and_no_part_of_it_is_repeated(
    ask: Mapping[str, Asking], said: Said, tmp_path: Path, name: str
) -> None:
    world = World(tmp_path)
    good = await with_token(ask[name], OWN_ROUTES[name], world.signed())
    tokens = {kind: forge(world) for kind, forge in FORGERIES.items() if forge(world).isascii()}
    answers = {kind: await with_token(ask[name], OWN_ROUTES[name], token) for kind, token in tokens.items()}

    assert good.status_code == 200
    assert len(answers) > 20
    assert {kind for kind, answer in answers.items() if answer.status_code != 401} == set()
    assert {answer.headers["content-type"] for answer in answers.values()} == {"application/problem+json"}
    assert {answer.headers["www-authenticate"] for answer in answers.values()} == {"Bearer, Link"}
    told = said.everything() + "".join(answer.text for answer in answers.values())
    long = [piece for token in tokens.values() for piece in token.split(".") if len(piece) > 16]
    assert [piece for piece in long if piece in told] == []
    assert "problem" in {line["event"] for line in said.lines()}


async def with_token(ask: Asking, path: str, token: str) -> httpx2.Response:
    return await ask.http.get(path, headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("name", SERVICES)
async def test_a_links_token_is_repeated_nowhere_whatever_becomes_of_it(
    said: Said, services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    service, scope = services[name], {"training": uuid4()}
    good = await link(service, Link.FACILITATE, scope)
    expired, unknown = links.new_token()[0], links.new_token()[0]
    used_up = links.new_token()[0]
    async with service.database.transaction() as tx:
        past, then = [datetime.now(UTC) + timedelta(days=days) for days in (-1, 1)]
        await links.keep(tx, links.digest_of(expired), Link.FACILITATE, None, scope, past)
        await links.keep(tx, links.digest_of(used_up), Link.FACILITATE, None, scope, then, 0)
    tokens = (good, expired, used_up, unknown)
    answers = [
        await ask[name].link(token).http.get(f"/v1/trainings/{scope['training']}{end}")
        for token in tokens
        for end in ("", "/agenda", "/nowhere")
    ]
    queried = [await ask[name].http.get(f"/v1/operations/flow?token={token}") for token in tokens]
    told = said.everything() + "".join(answer.text + str(answer.headers) for answer in answers + queried)

    assert {answer.is_success for answer in answers + queried} == {False}
    assert "/v1/operations/flow" in said.traced()
    assert len(said.lines()) >= len(queried)
    assert [token for token in tokens if token in told or links.digest_of(token).hex() in told] == []


@pytest.mark.parametrize("name", SERVICES)
async def test_lines_that_somebody_types_forge_no_line_of_the_log(
    said: Said, services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    described = services[name].app.openapi()
    tried = list(operations(described))
    for method, path, operation in tried:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        body = typed(described["components"]["schemas"][schema]["example"])
        response = await sent_by_who_may(method, path, operation, ask[name], services[name], json=body)
        assert response.status_code < 500, (method, path)
        assert "Canary" not in response.text, (method, path)
    lines = said.lines()

    assert len(lines) >= len(tried) > 5
    assert "forged" not in {line["event"] for line in lines}
    assert "Canary" not in said.everything()


def typed(value: Any) -> Any:
    """Every string of it replaced."""
    if isinstance(value, dict):
        return {name: typed(part) for name, part in value.items()}
    if isinstance(value, list):
        return [typed(part) for part in value]
    return FORGED_LINE if isinstance(value, str) else value


async def test_what_a_line_says_stands_in_one_line_whatever_signs_are_in_it(said: Said) -> None:
    structlog.get_logger("test").warning("seen", words=FORGED_LINE)

    assert [line["words"] for line in said.lines() if line["event"] == "seen"] == [FORGED_LINE]
    assert len(said.lines()) == said.log.count("\n")


@pytest.mark.parametrize("name", SERVICES)
async def test_a_fact_with_words_in_it_leaves_none_in_logs_spans_metrics_or_what_operators_read(
    said: Said, services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    """Nobody's words belong into a topic: if somebody's mistake brings them there, they go no further."""
    arrivals = [with_words(event) for event in REACTIONS[name].events.values()]
    await services[name].engine.intake.one_by_one([Fact(example(event)).arrival() for event in EVENTS.values()])
    await services[name].engine.intake.one_by_one(arrivals)
    parked = await ask[name].staff("operator").http.get("/v1/operations/dead-letters")

    assert parked.status_code == 200
    assert len(parked.json()["items"]) > 0
    assert "Canary" not in parked.text
    assert "process cascade.tj." in said.traced()
    assert "Canary" not in said.everything()


def with_words(event: type[Event]) -> Any:
    arrival = Fact(example(event)).arrival()
    body = {**json.loads(arrival.value or b"{}"), "version": "Canary Canarova", "attributes": {"Canary Canarova": 1}}
    return type(arrival)(
        arrival.topic, 0, arrival.position, arrival.key, json.dumps(body).encode(), list(arrival.headers)
    )


def test_a_line_break_in_a_query_breaks_no_header_of_the_next_page() -> None:
    query = b"name=%0d%0aSet-Cookie:%20a%3db&cursor=x"
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/v1/plans",
        "query_string": query,
        "headers": [],
        "scheme": "http",
    }
    response = Response()
    Paging(Request(scope | {"server": ("service", 80), "scheme": "http"}), response, Page(1, None)).shown(
        Listed([1], ("a",))
    )

    assert "next" in response.headers["Link"]
    assert not {"\r", "\n"} & set(response.headers["Link"])
