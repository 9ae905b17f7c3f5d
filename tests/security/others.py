"""Every route that takes an id, tried by somebody at the things of another: the routes come from the descriptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.integration.scheduling.held import Taught
from tests.security.matrix import ANYONE
from tests.support.services import Asking

Json = dict[str, Any]
Things = Mapping[str, str]
"""Ids by the names of parameters."""
Answer = tuple[str, str, httpx2.Response]
"""Method and path as described, and what was answered."""
JOIN = ("POST", "/v1/plans/{plan}/planners")
"""Is for others: whoever attended may ask to join a plan, and reads nothing of it."""
CODED = {"plan", "state", "training", "kind"}
"""What everybody with a link, and all staff of the programme, read of another's plan."""


@dataclass(frozen=True)
class Route:
    """`body`: an example of what is sent; `needed`: the names in a query without which there is no answer."""

    method: str
    path: str
    body: Json | None
    needed: list[str]


def routes_for(described: Json, whom: str) -> list[Route]:
    """Those that take an id."""
    return [
        Route(method.upper(), path, body_of(described, operation), needed_in(operation))
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if whom in operation["x-allowed"] and ANYONE not in operation["x-allowed"] and "{" in path
    ]


def needed_in(operation: Json) -> list[str]:
    told = operation.get("parameters", ())
    return [one["name"] for one in told if one["in"] == "query" and one.get("required")]


def body_of(described: Json, operation: Json) -> Json | None:
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    shown: Json | None = described["components"]["schemas"][name]["example"] if name else None
    return shown


async def tried(asking: Asking, whom: str, theirs: Things) -> list[Answer]:
    """Every route for her, about their things. Raises KeyError for a route about a thing that is not here."""
    described = await asking.get("/openapi.json")
    answers = []
    for route in routes_for(described, whom):
        path, query = route.path.format_map(theirs), {name: theirs[name] for name in route.needed}
        response = await asking.http.request(
            route.method, path, json=route.body, params=query, headers={"If-Match": "*"}
        )
        answers.append((route.method, route.path, response))
    return answers


async def opened(asking: Asking, whom: str, theirs: Things) -> list[tuple[str, str]]:
    answers = await tried(asking, whom, theirs)
    assert len(answers) > 0
    return [(method, path) for method, path, response in answers if not is_closed(method, path, response)]


def is_closed(method: str, path: str, response: httpx2.Response) -> bool:
    """Refused for who she is or as not known, not for what she sent; or a plan's codes alone."""
    if (method, path) == JOIN:
        return response.json().keys() <= {"plan", "state"} or not response.is_success
    if (method, path) == ("GET", "/v1/plans/{plan}") and response.is_success:
        return {name for name, value in response.json().items() if value is not None} == CODED
    return response.status_code in {401, 403, 404} or response.json().get("code") == "not-permitted"


async def things_of(theirs: Taught) -> Things:
    listed = await theirs.bench.coordinator.get(f"{theirs.path}/agendas")
    return {"training": theirs.training, "session": theirs.sessions[0], "agenda": listed["items"][0]["agenda"]}
