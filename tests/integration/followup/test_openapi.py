"""What integrators read: every operation shows one of what is sent and one of what is answered."""

import re
from collections.abc import Iterator

from tests.integration.followup.facts import Told
from tests.integration.followup.test_voices import voice
from tests.integration.followup.workbench import Json, Workbench
from tests.support.descriptions import endless
from tests.support.services import ANY_STATE


def shapes(described: Json, content: Json) -> Iterator[Json]:
    """Of JSON; files show no example."""
    schema = content.get("application/json", {}).get("schema")
    if schema is not None:
        yield described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]


def operations(described: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if "/operations/" not in path:
                yield method, path, operation


async def test_every_operation_has_examples(bench: Workbench) -> None:
    described = await bench.anyone.get("/openapi.json")
    shown = [
        (f"{method} {path}", shape)
        for method, path, operation in operations(described)
        for body in (operation.get("requestBody", {}), *answers(operation))
        for shape in shapes(described, body.get("content", {}))
    ]
    assert len(shown) > 30
    assert [name for name, shape in shown if "example" not in shape] == []


def answers(operation: Json) -> list[Json]:
    return [answer for status, answer in operation["responses"].items() if status.startswith("2")]


async def test_examples_show_every_field(bench: Workbench) -> None:
    described = await bench.anyone.get("/openapi.json")
    bare = {
        path: missing
        for _, path, operation in operations(described)
        for answer in answers(operation)
        for shape in shapes(described, answer.get("content", {}))
        if (missing := shape["properties"].keys() - shape["example"].keys())
    }
    assert bare == {}


async def test_every_list_that_is_sent_has_an_end(bench: Workbench) -> None:
    described = await bench.anyone.get("/openapi.json")
    assert list(endless(described)) == []


async def test_examples_of_requests_are_accepted_as_described(bench: Workbench, told: Told) -> None:
    """Refused perhaps, as their ids are nobody's, but never as not understood."""
    described, her = await bench.anyone.get("/openapi.json"), told.people[0]
    asking = (bench.coordinator, bench.mentor, bench.planner(her), bench.anyone.link(her.feedback))
    plan = (await bench.planned(told, her))["plan"]
    things = {"{training}": str(told.training), "{plan}": plan, "{item}": (await voice(bench, told, her))["item"]}
    not_understood = []
    for method, path, operation in operations(described):
        for shape in shapes(described, operation.get("requestBody", {}).get("content", {})):
            place = re.sub(r"{\w+}", lambda named: things.get(named[0], named[0]), path)
            asked = [await one.http.request(method, place, json=shape["example"], headers=ANY_STATE) for one in asking]
            codes = [answer.json().get("code") for answer in asked]
            not_understood += [place] if "invalid-request" in codes or set(codes) == {"not-allowed"} else []
    assert not_understood == []
