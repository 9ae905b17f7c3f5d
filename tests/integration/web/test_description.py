"""What a service says about itself: its operations, for whom they are, and whether it is well."""

import re
from collections.abc import AsyncIterator

import pytest

from shared.web.envelope import HEADERS, LARGEST_BODY_BYTES, LARGEST_TEXT_BYTES, LONGEST_QUERY_BYTES
from shared.web.faults import MOST_LISTED
from tests.support.services import Asking


async def test_every_operation_says_for_whom_it_is(ask: Asking) -> None:
    paths = (await ask.get("/openapi.json"))["paths"]
    operations = [operation for methods in paths.values() for operation in methods.values()]

    assert len(operations) >= 7
    assert all(operation["x-allowed"] and operation["summary"] for operation in operations)


@pytest.mark.parametrize(
    ("path", "method", "security"),
    [
        ("/v1/open", "get", [{}]),
        ("/v1/trainings/{training}/seats", "get", [{"staff": []}]),
        ("/v1/trainings/{training}/seats", "post", [{"staff": []}, {"link": []}]),
        ("/v1/trainings/{training}/seats/{seat}", "get", [{"link": []}]),
    ],
)
async def test_the_rule_of_a_route_is_its_security_scheme(
    ask: Asking, path: str, method: str, security: list[dict[str, list[str]]]
) -> None:
    schema = await ask.get("/openapi.json")

    assert schema["paths"][path][method]["security"] == security
    assert set(schema["components"]["securitySchemes"]) == {"staff", "link"}


async def test_every_operation_may_answer_with_a_problem_and_with_no_other_error(ask: Asking) -> None:
    schema = await ask.get("/openapi.json")
    operations = [operation for methods in schema["paths"].values() for operation in methods.values()]

    assert all(
        set(operation["responses"]["default"]["content"]) == {"application/problem+json"} for operation in operations
    )
    assert not any("422" in operation["responses"] for operation in operations)
    assert "HTTPValidationError" not in schema["components"]["schemas"]


async def test_a_problem_is_as_described(ask: Asking) -> None:
    described = (await ask.get("/openapi.json"))["components"]["schemas"]["Problem"]
    refused = (await ask.http.get("/v1/nowhere")).json()

    assert set(described["required"]) == set(refused)


async def test_the_page_on_which_it_is_tried_loads_only_what_the_service_has(ask: Asking) -> None:
    page = await ask.http.get("/docs")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    answers = [await ask.http.get(path) for path in loaded]

    assert len(loaded) == 4
    assert [answer.status_code for answer in answers] == [200] * 4
    assert "://" not in page.text
    policy = page.headers["content-security-policy"].split("; ")
    assert not [part for part in policy if "unsafe" in part]
    assert {"default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= {*policy}


async def test_the_page_has_no_other_files(ask: Asking) -> None:
    assert await ask.refused("GET", "/docs/redoc.standalone.js") == "not-found"
    assert await ask.refused("GET", "/docs/..%2f__init__.py") == "not-found"


async def test_it_is_live_without_its_servers_and_ready_only_with_them(ask: Asking) -> None:
    await ask.get("/health/live")
    ready = await ask.http.get("/health/ready")

    assert ready.status_code == 503
    assert set(ready.json()["missing"]) == {"kafka"}
    assert int(ready.headers["Retry-After"]) > 0


SEATS = "/v1/trainings/0190a5f2-0000-7000-8000-000000000001/seats"


SLICE = 65_536


class NotTold:
    """A body of at least so many bytes, whose length is not told before."""

    def __init__(self, least: int) -> None:
        self.slices, self.taken = least // SLICE + 1, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.slices):
            self.taken += SLICE
            yield b"x" * SLICE


@pytest.mark.parametrize(
    ("kind", "content", "most"),
    [
        ("application/json", b"x" * (LARGEST_TEXT_BYTES + 1), LARGEST_TEXT_BYTES),
        ("application/json", NotTold(LARGEST_TEXT_BYTES), LARGEST_TEXT_BYTES),
        ("application/json", NotTold(LARGEST_BODY_BYTES), LARGEST_TEXT_BYTES),
        ("multipart/form-data", b"x" * (LARGEST_BODY_BYTES + 1), LARGEST_BODY_BYTES),
    ],
    ids=["told", "not told", "larger than any", "of a form"],
)
async def test_a_body_larger_than_any_of_its_kind_is_refused_and_read_no_further(
    ask: Asking, kind: str, content: bytes | NotTold, most: int
) -> None:
    response = await ask.staff("coordinator").http.post(SEATS, content=content, headers={"Content-Type": kind})

    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["code"]) == (413, "body-too-large")
    assert response.json()["most"] == most
    assert isinstance(content, bytes) or content.taken <= most + SLICE


async def test_of_many_faults_some_are_listed_and_the_others_counted(ask: Asking) -> None:
    names = {f"n{number}": 0 for number in range(20_000)}
    response = await ask.staff("coordinator").http.post(SEATS, json=names)

    assert (response.status_code, response.json()["code"]) == (422, "invalid-request")
    assert len(response.json()["errors"]) == MOST_LISTED
    assert re.search(r"and (\d+) more", response.json()["detail"]) is not None


async def test_a_query_longer_than_any_of_ours_is_refused(ask: Asking) -> None:
    response = await ask.http.get("/v1/open?" + "x" * (LONGEST_QUERY_BYTES + 1))

    assert (response.status_code, response.json()["code"]) == (414, "query-too-large")


@pytest.mark.parametrize("path", ["/v1/open", "/nowhere", "/health/live", "/v1/trainings/no-id/seats", "/openapi.json"])
async def test_every_answer_tells_browsers_and_caches_to_keep_and_run_nothing(ask: Asking, path: str) -> None:
    headers = (await ask.http.get(path)).headers

    assert {name: headers[name] for name in HEADERS} == HEADERS


async def test_a_refusal_of_what_is_too_large_has_these_headers_too(ask: Asking) -> None:
    headers = (await ask.http.get("/v1/open?" + "x" * (LONGEST_QUERY_BYTES + 1))).headers

    assert {name: headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("method", "path", "status", "named"),
    [
        ("get", "/v1/seats", "200", {"ETag", "Link"}),
        ("get", "/v1/notes/{note}", "200", {"ETag"}),
        ("put", "/v1/notes/{note}", "200", {"ETag"}),
        ("post", "/v1/trainings/{training}/seats", "201", set()),
    ],
)
async def test_the_headers_of_an_answer_are_described(
    ask: Asking, method: str, path: str, status: str, named: set[str]
) -> None:
    answer = (await ask.get("/openapi.json"))["paths"][path][method]["responses"][status]
    assert set(answer.get("headers", ())) == named
