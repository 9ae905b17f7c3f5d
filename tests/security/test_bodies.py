"""What is sent: nothing is set that a body does not name, and what is broken, deep, large or strange is a problem."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2
import pytest

from shared.web.envelope import LARGEST_BODY_BYTES
from shared.web.service import Service
from tests.security.matrix import Route
from tests.security.principals import as_principal, filled, ids_in
from tests.support.descriptions import Json, parts
from tests.support.services import Asking
from tests.support.three import SERVICES

KEPT_FOR_OTHERS = {"state", "version", "score", "rule", "mentor", "reviewers", "participant", "roles", "eligible"}
"""What whoever comes by a link may not say of herself or her plan."""
AS_JSON = {"Content-Type": "application/json"}
BROKEN: Mapping[str, tuple[bytes, str]] = {
    "nothing": (b"", "application/json"),
    "half of it": (b'{"a":', "application/json"),
    "10^5 brackets": (b"[" * 100_000, "application/json"),
    "10^5 objects": (b'{"a":' * 100_000, "application/json"),
    "no utf-8": (b'{"a": "\xff\xfe"}', "application/json"),
    "utf-16": ('{"a": 1}'.encode("utf-16"), "application/json"),
    "a key twice": (b'{"state": 1, "state": 2}', "application/json"),
    "half a surrogate": (b'{"\\ud800": "\\udfff"}', "application/json"),
    "no number": (b'{"a": NaN, "b": -Infinity}', "application/json"),
    "10^5 digits": (b'{"a": ' + b"9" * 100_000 + b"}", "application/json"),
    "another type": (b"<a/>", "application/xml"),
    "no type at all": (b"{}", ""),
    "a type of lines": (b"{}", "application/json; charset=utf-7"),
    "a form": (b"a=1&state=2", "application/x-www-form-urlencoded"),
    "a form without an end": (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
}


def operations(described: Json) -> Iterator[tuple[str, str, Json]]:
    """Those to which JSON is sent."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if "application/json" in operation.get("requestBody", {}).get("content", {}):
                yield method.upper(), path, operation


def shape_of(operation: Json) -> Json:
    shape: Json = operation["requestBody"]["content"]["application/json"]["schema"]
    return shape


def is_open(schema: Json) -> bool:
    return "properties" in schema and schema.get("additionalProperties") is not False


@pytest.mark.parametrize("name", SERVICES)
async def test_no_body_takes_a_field_that_it_does_not_name(services: Mapping[str, Service], name: str) -> None:
    described = services[name].app.openapi()
    walked = [
        (place, schema)
        for method, path, operation in operations(described)
        for place, schema in parts(described, shape_of(operation), f"{method} {path}")
    ]

    assert len(walked) > 20
    assert [place for place, schema in walked if is_open(schema)] == []


@pytest.mark.parametrize("name", SERVICES)
async def test_nobody_with_a_link_can_set_what_is_decided_by_others(services: Mapping[str, Service], name: str) -> None:
    described = services[name].app.openapi()
    wrong = [
        (path, field)
        for _, path, operation in operations(described)
        if any(one.startswith("link") or one == "anyone" for one in operation["x-allowed"])
        for _, schema in parts(described, shape_of(operation), path)
        for field in KEPT_FOR_OTHERS & set(schema.get("properties", ()))
    ]

    assert wrong == []


async def sent_by_who_may(
    method: str, path: str, operation: Json, ask: Asking, service: Service, **body: Any
) -> httpx2.Response:
    route = Route("", method, path, frozenset(operation["x-allowed"]))
    ids = ids_in(path)
    asking = await as_principal(min(route.allowed), ask, service, ids)
    headers = {"If-Match": "*", **body.pop("headers", {})}
    return await asking.http.request(method, filled(path, ids), headers=headers, **body)


@pytest.mark.parametrize("name", SERVICES)
async def test_a_field_too_many_is_refused_by_its_name(
    services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    described = services[name].app.openapi()
    taken = []
    for method, path, operation in operations(described):
        shown = described["components"]["schemas"][shape_of(operation)["$ref"].rpartition("/")[2]]
        field = min(KEPT_FOR_OTHERS - shown["properties"].keys())
        body = {**shown["example"], field: "Canary"}
        response = await sent_by_who_may(method, path, operation, ask[name], services[name], json=body)
        pointers = [error["pointer"] for error in response.json().get("errors", ())]
        taken += (
            [] if f"/{field}" in pointers or is_about_nothing(operation, response) else [(method, path, response.text)]
        )
        assert "Canary" not in response.text

    assert taken == []


def is_about_nothing(operation: Json, response: httpx2.Response) -> bool:
    """A change that names the state it was made from is refused before its body is read, where there is no state, or
    none of hers.
    """
    named = {parameter["name"] for parameter in operation.get("parameters", ())}
    return "If-Match" in named and response.status_code in (403, 404)


@pytest.mark.parametrize("name", SERVICES)
async def test_a_broken_body_is_a_problem(
    services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    wrong = []
    for method, path, operation in operations(services[name].app.openapi()):
        for kind, (content, media) in BROKEN.items():
            told = {"content": content, "headers": {"Content-Type": media} if media else {}}
            response = await sent_by_who_may(method, path, operation, ask[name], services[name], **told)
            wrong += [] if is_problem(response) else [(kind, method, path, response.status_code, response.text)]

    assert wrong == []


def is_problem(response: httpx2.Response) -> bool:
    return response.is_client_error and response.headers["content-type"] == "application/problem+json"


async def test_a_body_that_is_too_large_is_refused_whether_or_not_it_says_so(ask: Mapping[str, Asking]) -> None:
    async def slices() -> Any:
        for _ in range(LARGEST_BODY_BYTES // 2**20 + 2):
            yield b"x" * 2**20

    asking = ask["scheduling"].staff("coordinator")
    undeclared = await asking.http.post("/v1/programmes", content=slices(), headers=AS_JSON)
    declared = await asking.http.post("/v1/programmes", content=b"x" * (LARGEST_BODY_BYTES + 1), headers=AS_JSON)

    assert [(one.status_code, is_problem(one)) for one in (undeclared, declared)] == [(413, True), (413, True)]


async def test_a_picture_sets_nothing_but_what_its_form_names(services: Mapping[str, Service]) -> None:
    described = services["followup"].app.openapi()
    form = described["paths"]["/v1/trainings/{training}/pictures"]["post"]["requestBody"]["content"]
    (shape,) = [part for _, part in parts(described, form["multipart/form-data"]["schema"], "") if "properties" in part]

    assert set(shape["properties"]) == {"file", "caption", "shown", "all_the_same"}, json.dumps(shape)
