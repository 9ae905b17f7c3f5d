"""The door keeps the rule, opens the transaction, commits before it answers; errors are problems."""

from collections.abc import AsyncIterator
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
    ("path", "told"),
    [
        ("/v1/operations/reminders/%00/0190a5f2-0000-7000-8000-000000000001/retry", "path/kind: 1 to 64 letters"),
        ("/v1/operations/dead-letters/%00/replay", "path/dead_letter: a whole number"),
        ("/v1/operations/reminders/due/%00/retry", "path/key: an id, e.g. "),
    ],
)
async def test_a_sign_that_stands_in_no_address_is_told_by_its_place(ask: Asking, path: str, told: str) -> None:
    response = await ask.staff("operator").http.post(path)

    assert (response.status_code, response.json()["code"]) == (422, "invalid-request")
    assert told in response.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nowhere", 404, "not-found"),
        ("GET", "/v1/trainings/17/seats", 422, "invalid-request"),
    ],
)
async def test_the_frameworks_own_errors_are_problems_too(
    ask: Asking, method: str, path: str, status: int, code: str
) -> None:
    response = await ask.staff("auditor").http.request(method, path)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "methods"),
    [
        ("PATCH", "/v1/open", ["GET", "HEAD"]),
        ("DELETE", "/v1/trainings/17/seats", ["GET", "HEAD", "POST"]),
        ("POST", "/v1/notes/17", ["GET", "HEAD", "PUT"]),
        ("PUT", "/openapi.json", ["GET", "HEAD"]),
        ("BREW", "/health/live", ["GET", "HEAD"]),
    ],
)
async def test_a_method_that_an_address_does_not_take_is_answered_with_all_that_it_takes(
    ask: Asking, method: str, path: str, methods: list[str]
) -> None:
    response = await ask.http.request(method, path)
    problem = response.json()

    assert (response.status_code, problem["code"]) == (405, "method-not-allowed")
    assert (response.headers["allow"], problem["methods"]) == (", ".join(methods), methods)
    assert f"it takes {', '.join(methods)}." in problem["detail"]
    assert "BREW" not in response.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/v1/nowhere", "The interface of this service has no such address; those that it has stand in /openapi.json."),
        ("/nowhere", "This service has no such page; the addresses of its interface begin with /v1/."),
    ],
)
async def test_an_unknown_address_is_told_with_where_the_known_ones_stand(ask: Asking, path: str, words: str) -> None:
    for address in (path, f"/scheduling{path}"):
        response = await ask.http.get(address)

        assert (response.status_code, response.json()["code"]) == (404, "not-found")
        assert response.json()["detail"] == words


@pytest.mark.parametrize("path", ["/v1/open", "/health/live", "/docs", "/openapi.json", "/v1/nowhere"])
async def test_head_is_answered_as_get_is_without_the_body(ask: Asking, path: str) -> None:
    got, head = await ask.http.get(path), await ask.http.head(path)

    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers == got.headers


async def test_head_is_under_the_rule_of_get_and_changes_no_other_address(ask: Asking) -> None:
    path = seats()
    refused = await ask.http.head(path)

    assert (refused.status_code, refused.content) == ((await ask.http.get(path)).status_code, b"") == (401, b"")
    assert (await ask.staff("auditor").http.head(path)).status_code == 200
    assert (await ask.staff("operator").http.head("/v1/operations/dead-letters/1/replay")).status_code == 405


def seats() -> str:
    return f"/v1/trainings/{uuid4()}/seats"


@pytest.mark.parametrize(
    ("header", "sent"),
    [
        ("text/plain; charset=utf-8", "text/plain"),
        ("Application/XML", "application/xml"),
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded"),
        ("multipart/form-data; boundary=x", "multipart/form-data"),
        ("text/+json", None),
        ("Canary Canarova", None),
        ("x/" + "y" * 100, None),
        ("", None),
    ],
)
async def test_a_body_of_another_type_is_refused_with_what_was_sent_and_what_is_taken(
    ask: Asking, header: str, sent: str | None
) -> None:
    coordinator = ask.staff("coordinator")
    response = await coordinator.http.post(seats(), content=b'{"number": 1}', headers={"Content-Type": header})
    problem = response.json()

    assert (response.status_code, problem["code"]) == (415, "media-type")
    assert (problem["sent"], problem["takes"]) == (sent, "application/json")
    assert (sent or "without a Content-Type that can be read") in problem["detail"]
    assert "Canary" not in response.text


@pytest.mark.parametrize("header", ["application/json; charset=utf-8", "application/ld+json"])
async def test_json_is_taken_by_each_of_its_names(ask: Asking, header: str) -> None:
    coordinator = ask.staff("coordinator")
    response = await coordinator.http.post(seats(), content=b'{"number": 1}', headers={"Content-Type": header})

    assert response.status_code == 201


async def test_a_type_is_refused_after_the_rule_and_before_the_body(ask: Asking) -> None:
    headers = {"Content-Type": "text/plain"}
    stranger = await ask.http.post(seats(), content=b"x", headers=headers)
    coordinator = await ask.staff("coordinator").http.post(seats(), content=Unread(), headers=headers)

    files = {"Content-Type": "multipart/form-data; boundary=b"}
    nowhere = await ask.http.request("GET", "/v1/open", content=Unread(), headers=files)

    assert stranger.json()["code"] == "credentials-missing"
    assert coordinator.json()["code"] == "media-type"
    assert (nowhere.status_code, nowhere.json().get("takes")) == (415, "no files")


class Unread:
    """A body that nobody may ask for."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        raise AssertionError("somebody asked for the body")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"number": 1, "note": "Canary \xff"}', "The body is not UTF-8"),
        ('{"number": 1}'.encode("utf-16"), "The body is not UTF-8"),
        (b"[" * 100_000, "The body is nested too deeply"),
        (b'{"number": ' + b"9" * 100_000 + b"}", "too many digits"),
    ],
    ids=["no utf-8", "utf-16", "deep", "digits"],
)
async def test_a_body_that_cannot_be_read_is_told_in_a_sentence(ask: Asking, content: bytes, words: str) -> None:
    headers = {"Content-Type": "application/json"}
    response = await ask.staff("coordinator").http.post(seats(), content=content, headers=headers)

    assert (response.status_code, response.json()["code"]) == (400, "bad-request")
    assert words in response.json()["detail"]
    assert "Canary" not in response.text
