"""The door keeps the rule, opens the transaction, commits before it answers; errors are problems."""

from uuid import uuid4

import pytest
from fastapi import APIRouter

from shared.web.door import Door, allow
from shared.web.principal import ANYONE, Link
from tests.support.services import Asking


def test_a_route_without_a_rule_cannot_be_built() -> None:
    async def forgotten() -> None: ...

    with pytest.raises(TypeError, match="has no rule"):
        APIRouter(route_class=Door).get("/forgotten", summary="Forgotten")(forgotten)


def test_a_route_without_a_summary_cannot_be_built() -> None:
    @allow(ANYONE)
    async def untold() -> None: ...

    with pytest.raises(TypeError, match="has no summary"):
        APIRouter(route_class=Door).get("/untold")(untold)


def test_a_rule_that_lets_nobody_in_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="lets nobody in"):
        allow()


def test_a_rule_about_a_parameter_that_the_path_lacks_cannot_be_built() -> None:
    @allow(Link.FACILITATE, checked_here=("pln",))
    async def mistyped(plan: int) -> int:
        return plan

    with pytest.raises(TypeError, match="pln"):
        APIRouter(route_class=Door).get("/plans/{plan}", summary="Mistyped")(mistyped)


async def test_anyone_may_use_a_route_for_anyone(ask: Asking) -> None:
    assert await ask.get("/v1/open") == {"person": None, "roles": []}


async def test_bad_credentials_are_refused_even_where_none_are_needed(ask: Asking) -> None:
    assert await ask._as("Bearer nonsense").refused("GET", "/v1/open") == "token-refused"
    assert await ask._as("Basic bm9uc2Vuc2U=").refused("GET", "/v1/open") == "token-refused"


async def test_without_credentials_a_route_says_for_whom_it_is(ask: Asking) -> None:
    response = await ask.http.post(f"/v1/trainings/{uuid4()}/seats", json={"number": 1})

    assert (response.status_code, response.json()["code"]) == (401, "credentials-missing")
    assert response.json()["allowed"] == ["coordinator", "link facilitate"]
    assert response.headers["www-authenticate"] == "Bearer, Link"


async def test_a_role_that_may_not_is_told_so(ask: Asking) -> None:
    path = f"/v1/trainings/{uuid4()}/seats"

    assert await ask.staff("reviewer").refused("POST", path, {"number": 1}) == "not-allowed"


async def test_a_partners_coordinator_gets_in_nowhere_but_where_it_is_said(ask: Asking) -> None:
    partner = ask.staff("coordinator", uuid4(), uuid4())

    assert await partner.refused("POST", f"/v1/trainings/{uuid4()}/seats", {"number": 1}) == "not-allowed"
    assert await ask.staff("coordinator", uuid4()).post(f"/v1/trainings/{uuid4()}/seats", {"number": 1})


async def test_a_token_names_the_person(ask: Asking) -> None:
    person = uuid4()

    assert await ask.staff("mentor", person).get("/v1/open") == {"person": str(person), "roles": ["mentor"]}


async def test_a_refusal_undoes_everything_and_names_its_values(ask: Asking) -> None:
    training = uuid4()
    response = await ask.staff("coordinator").http.post(f"/v1/trainings/{training}/seats", json={"number": 13})
    problem = response.json()

    assert response.status_code == 409
    assert problem.pop("trace")
    assert problem == {
        "type": "/problems/full",
        "title": "There is no seat left",
        "status": 409,
        "code": "full",
        "detail": f"All 12 seats of {training} are taken.",
        "training": str(training),
        "seats": 12,
    }
    assert await ask.staff("auditor").get(f"/v1/trainings/{training}/seats") == 0


async def test_what_was_answered_is_committed(ask: Asking) -> None:
    training = uuid4()
    await ask.staff("coordinator").post(f"/v1/trainings/{training}/seats", {"number": 1})

    assert await ask.staff("auditor").get(f"/v1/trainings/{training}/seats") == 1


async def test_a_bug_is_told_without_its_words(ask: Asking) -> None:
    response = await ask.staff("coordinator").http.post(f"/v1/trainings/{uuid4()}/seats", json={"number": 14})

    assert (response.status_code, response.json()["code"]) == (500, "internal-error")
    assert "Canary" not in response.text


async def test_an_unknown_id_asks_to_try_again(ask: Asking) -> None:
    response = await ask.staff("coordinator").http.post(f"/v1/trainings/{uuid4()}/seats", json={"number": 15})

    assert (response.status_code, response.json()["code"]) == (404, "not-known-here")
    assert response.headers["retry-after"] == "1"


async def test_an_unknown_or_wrong_field_is_named_and_its_value_is_not(ask: Asking) -> None:
    body = {"number": "Canary Canarova", "seat": 1}
    response = await ask.staff("coordinator").http.post(f"/v1/trainings/{uuid4()}/seats", json=body)
    problem = response.json()

    assert (response.status_code, problem["code"]) == (422, "invalid-request")
    assert [error["pointer"] for error in problem["errors"]] == ["/number", "/seat"]
    assert "Canary" not in response.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nowhere", 404, "not-found"),
        ("PATCH", "/v1/open", 405, "method-not-allowed"),
        ("GET", "/v1/trainings/17/seats", 422, "invalid-request"),
    ],
)
async def test_the_frameworks_own_errors_are_problems_too(
    ask: Asking, method: str, path: str, status: int, code: str
) -> None:
    response = await ask.staff("auditor").http.request(method, path)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
