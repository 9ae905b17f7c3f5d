"""Who may use which route of the home."""

from uuid import uuid4

import pytest

from tests.integration.registration.home.workbench import Bench

OPEN_ROUTES = {
    ("post", "/v1/links"),
    ("post", "/v1/trainings/{training}/applications"),
    ("get", "/v1/trainings/{training}/call"),
    ("get", "/v1/public/trainings/{training}"),
}
TRAINING, APPLICATION = f"/v1/trainings/{uuid4()}", f"/v1/applications/{uuid4()}"
REVIEWERS_ALONE = [("GET", "/v1/reviews"), ("PUT", f"{APPLICATION}/review")]
APPLICANTS_ALONE = [
    ("PUT", f"{APPLICATION}/form"),
    ("POST", f"{APPLICATION}/submission"),
    ("POST", f"{APPLICATION}/erasure"),
    ("PUT", f"{APPLICATION}/consents"),
    ("GET", f"{APPLICATION}/contact"),
    ("PUT", f"{APPLICATION}/language"),
    ("PUT", f"/v1/people/{uuid4()}/language"),
    ("PUT", f"/v1/people/{uuid4()}/consents"),
    ("POST", f"/v1/invitations/{uuid4()}/answer"),
]
COORDINATORS_ALONE = [
    ("POST", f"{TRAINING}/entry-links"),
    ("PUT", f"/v1/people/{uuid4()}/contact"),
    ("GET", f"{TRAINING}/applications"),
    ("GET", f"{TRAINING}/funnel"),
    ("GET", f"{TRAINING}/invitations"),
    ("POST", f"{TRAINING}/reviews-closing"),
    ("POST", f"{TRAINING}/reviews-reopening"),
    ("PUT", f"{APPLICATION}/reviewers"),
    ("PUT", f"{APPLICATION}/organisation"),
    ("GET", "/v1/organisations"),
    ("POST", "/v1/organisations"),
    ("GET", "/v1/organisations/PARASTOR"),
    ("PUT", "/v1/organisations/PARASTOR"),
    ("POST", f"{APPLICATION}/ineligibility"),
    ("POST", f"{APPLICATION}/eligibility"),
    ("POST", f"{TRAINING}/selections"),
    ("POST", f"{TRAINING}/promotions"),
    ("POST", f"/v1/selections/{uuid4()}/publication"),
    ("POST", f"/v1/selections/{uuid4()}/discarding"),
    ("POST", f"/v1/selection-runs/{uuid4()}/cancellation"),
    ("POST", f"{TRAINING}/lotteries"),
    ("POST", f"/v1/lotteries/{uuid4()}/draw"),
    ("POST", f"/v1/places/{uuid4()}/release"),
    ("POST", f"/v1/places/{uuid4()}/offer"),
]
ROLES = ("coordinator", "reviewer", "facilitator", "mentor", "operator", "auditor")


async def test_without_credentials_there_is_nothing_but_what_is_meant_for_everybody(bench: Bench) -> None:
    schema = await bench.anyone.get("/openapi.json")
    routes = [(method, path) for path, found in schema["paths"].items() for method in found if path.startswith("/v1/")]
    asked = {route: await bench.anyone.http.request(route[0], filled(route[1])) for route in routes}
    assert {route for route, reply in asked.items() if reply.status_code != 401} == OPEN_ROUTES


def filled(path: str) -> str:
    return "/".join(str(uuid4()) if part.startswith("{") else part for part in path.split("/"))


@pytest.mark.parametrize(
    ("routes", "role"),
    [(REVIEWERS_ALONE, "reviewer"), (APPLICANTS_ALONE, None), (COORDINATORS_ALONE, "coordinator")],
)
async def test_no_other_role_comes_in(bench: Bench, routes: list[tuple[str, str]], role: str | None) -> None:
    let_in = [
        (other, route)
        for other in ROLES
        if other != role
        for route in routes
        if await bench.anyone.staff(other, uuid4()).refused(*route) != "not-allowed"
    ]
    assert let_in == []
