"""Whoever reads the interface finds an example of what is sent and of what is answered."""

from typing import Any

from tests.integration.registration.home.workbench import Bench


def of(schema: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The model behind a reference."""
    name = found.get("$ref", "").rpartition("/")[2]
    return dict(schema["components"]["schemas"].get(name, found))


def has_example(schema: dict[str, Any], content: dict[str, Any]) -> bool:
    model = of(schema, content.get("application/json", {}).get("schema", {}))
    items = model.get("properties", {}).get("items", {}).get("items")
    listed = items is not None and "example" in of(schema, items)
    return "example" in model or listed or any("example" in shape for shape in content.values())


async def test_every_operation_shows_what_is_sent_and_what_is_answered(bench: Bench) -> None:
    schema = await bench.anyone.get("/openapi.json")
    missing = []
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            if not path.startswith("/v1/") or path.startswith("/v1/operations"):
                continue
            answers = [reply["content"] for code, reply in operation["responses"].items() if code in ("200", "201")]
            asked = operation.get("requestBody", {}).get("content")
            missing += [(method, path) for content in [*answers, asked] if content and not has_example(schema, content)]
    assert missing == []


async def test_every_operation_says_who_may_use_it(bench: Bench) -> None:
    schema = await bench.anyone.get("/openapi.json")
    operations = [one for path in schema["paths"].values() for one in path.values() if "summary" in one]
    assert not [one["summary"] for one in operations if "tags" in one and not one.get("x-allowed")]
