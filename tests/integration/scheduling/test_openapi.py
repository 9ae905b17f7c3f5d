"""What integrators read: every operation shows one of what is sent and one of what is answered."""

from collections.abc import Iterator

from tests.integration.scheduling.workbench import Json, Workbench
from tests.support.descriptions import endless
from tests.support.services import ANY_STATE


def bodies(operation: Json) -> Iterator[Json]:
    successes = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    for content in (operation.get("requestBody"), *successes):
        if content is not None and "content" in content:
            yield content["content"]["application/json"]["schema"]


async def test_every_operation_has_examples(bench: Workbench) -> None:
    described = await bench.anyone.get("/openapi.json")
    schemas = described["components"]["schemas"]
    bare = [
        f"{method} {path}"
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        for body in bodies(operation)
        if "/operations/" not in path and "example" not in schemas[body["$ref"].rpartition("/")[2]]
    ]
    assert bare == []


async def test_every_list_that_is_sent_has_an_end(bench: Workbench) -> None:
    described = await bench.anyone.get("/openapi.json")
    assert list(endless(described)) == []


async def test_examples_of_requests_are_accepted_as_described(bench: Workbench) -> None:
    """Refused perhaps, as their ids are nobody's, but never as not understood."""
    described = await bench.anyone.get("/openapi.json")
    schemas = described["components"]["schemas"]
    someone = "0192f0c1-0000-7000-8000-000000000001"
    not_understood = []
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if "requestBody" not in operation:
                continue
            example = schemas[next(bodies(operation))["$ref"].rpartition("/")[2]]["example"]
            training = (await bench.announced())["training"]
            place = path.replace("{training}", training).replace("{session}", someone).replace("{agenda}", someone)
            answer = await bench.coordinator.http.request(method, place, json=example, headers=ANY_STATE)
            if answer.json().get("code") == "invalid-request":
                not_understood.append((place, answer.json()["errors"]))
    assert not_understood == []
