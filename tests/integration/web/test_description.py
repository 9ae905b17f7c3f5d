"""What a service says about itself: its operations, for whom they are, and whether it is well."""

from collections.abc import AsyncIterator

import pytest

from shared.web.app import LARGEST_BODY_BYTES
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


async def test_the_page_that_describes_it_asks_no_other_host(ask: Asking) -> None:
    response = await ask.http.get("/docs")

    assert "Take a seat" in response.text
    assert "://" not in response.text
    assert "<script" not in response.text
    assert response.headers["content-security-policy"] == "default-src 'none'"


async def test_the_page_shows_examples_as_one_would_send_them(ask: Asking) -> None:
    page = (await ask.http.get("/docs")).text

    assert "&quot;note&quot;: &quot;&lt;by the window&gt;&quot;" in page
    assert "Who may look at &lt;one&gt; seat" in page
    assert "<one>" not in page


async def test_it_is_live_without_its_servers_and_ready_only_with_them(ask: Asking) -> None:
    await ask.get("/health/live")
    missing = (await ask.get("/health/ready", status=503))["missing"]

    assert set(missing) == {"kafka"}


SEATS = "/v1/trainings/0190a5f2-0000-7000-8000-000000000001/seats"


async def too_large_to_read() -> AsyncIterator[bytes]:
    for _ in range(LARGEST_BODY_BYTES // 65_536 + 1):
        yield b"x" * 65_536


@pytest.mark.parametrize("content", [b"x" * (LARGEST_BODY_BYTES + 1), too_large_to_read()], ids=["told", "not told"])
async def test_a_body_larger_than_any_picture_is_refused(ask: Asking, content: bytes | AsyncIterator[bytes]) -> None:
    response = await ask.staff("coordinator").http.post(SEATS, content=content)

    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["code"]) == (413, "body-too-large")
