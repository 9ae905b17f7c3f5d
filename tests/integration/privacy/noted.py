"""The lines that routes leave in the trail, and how a test uses a route."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import httpx2

from tests.support.servers import TestDatabase
from tests.support.services import ANY_STATE, Asking
from tests.support.trail import Line, trail

NOTED = {
    "registration": {
        "GET /v1/people": "name-read",
        "POST /v1/people": "person-changed",
        "GET /v1/people/{person}": "person-read",
        "GET /v1/people/{person}/letters": "letters-read",
        "PUT /v1/people/{person}/contact": "contact-changed",
        "PUT /v1/people/{person}/consents": "consent-changed",
        "PUT /v1/applications/{application}/consents": "consent-changed",
        "GET /v1/applications/{application}/form": "form-read",
        "PUT /v1/applications/{application}/form": "form-changed",
        "GET /v1/applications/{application}/letter": "letter-read",
        "PUT /v1/applications/{application}/review": "review-changed",
        "GET /v1/applications/{application}/reviews": "reviews-read",
    },
    "followup": {
        "POST /v1/trainings/{training}/plans": "plan-changed",
        "PUT /v1/trainings/{training}/plans/draft": "draft-begun",
        "PUT /v1/plans/{plan}/draft": "draft-begun",
        "PUT /v1/plans/{plan}/report/draft": "draft-begun",
        "GET /v1/plans/{plan}": "plan-read",
        "PUT /v1/plans/{plan}": "plan-changed",
        "PUT /v1/plans/{plan}/mentor": "plan-read",
        "POST /v1/plans/{plan}/return": "return-changed",
        "POST /v1/plans/{plan}/approval": "plan-read",
        "POST /v1/plans/{plan}/withdrawal": "plan-read",
        "POST /v1/plans/{plan}/lapse": "plan-read",
        "PUT /v1/plans/{plan}/report": "report-changed",
        "POST /v1/plans/{plan}/verification": "verification-changed",
        "POST /v1/plans/{plan}/restatement": "verification-changed",
        "POST /v1/plans/{plan}/withholding": "plan-read",
        "POST /v1/trainings/{training}/feedback": "feedback-changed",
        "GET /v1/trainings/{training}/feedback": "feedback-read",
        "POST /v1/trainings/{training}/testimonials": "testimonial-changed",
        "GET /v1/items/{item}": "item-read",
        "PUT /v1/items/{item}": "testimonial-changed",
        "POST /v1/trainings/{training}/pictures": "picture-changed",
        "GET /v1/items/{item}/picture": "picture-read",
        "GET /v1/trainings/{training}/items": "item-read",
        "POST /v1/items/{item}/release": "item-read",
        "POST /v1/items/{item}/retraction": "item-read",
    },
    "scheduling": {},
}
"""The line that each leaves."""

UNNOTED = {
    "registration": {
        "GET /v1/applications/{application}/review": "the reviewer's own words",
        "POST /v1/applications/{application}/submission": "her own, for whom it is shown to nobody",
        "POST /v1/trainings/{training}/applications": "whoever begins one is nobody known yet",
        "GET /v1/applications/{application}/contact": "her own",
        "PUT /v1/applications/{application}/language": "her own",
        "POST /v1/links": "what is opened goes to her alone, and whoever asks is nobody known",
    },
    "followup": {
        "GET /v1/trainings/{training}/plans": "her own",
        "GET /v1/trainings/{training}/plans/draft": "her own",
        "GET /v1/plans/{plan}/draft": "her own",
        "GET /v1/plans/{plan}/report/draft": "her own",
        "GET /v1/trainings/{training}/testimonials": "her own",
        "GET /v1/trainings/{training}/items/mine": "her own words, and pictures that show her",
        "GET /v1/items/{item}/mine": "her own words, or a picture that shows her",
        "GET /v1/public/trainings/{training}": "public while everybody shown consents",
        "GET /v1/public/pictures/{item}": "public while everybody shown consents",
    },
    "scheduling": {},
}
"""Why none is left."""


Ask = Callable[[], Awaitable[httpx2.Response]]


@dataclass(frozen=True)
class Use:
    """A route as `who` uses it; what she reads or changes there is of `whose`."""

    route: str
    who: UUID
    whose: UUID
    ask: Ask


def asking(by: Asking, route: str, body: Any = None, **told: object) -> Ask:
    """`told`: by the names of the path's parameters, the others are of its query."""
    method, _, path = route.partition(" ")
    asked = {name: str(value) for name, value in told.items() if f"{{{name}}}" not in path}
    return partial(by.http.request, method, path.format_map(told), json=body, params=asked, headers=ANY_STATE)


async def unlike(database: TestDatabase, service: str, uses: list[Use]) -> dict[str, list[Line]]:
    """Of each route that did not leave its line what it left."""
    wrong = {}
    for use in uses:
        before = len(await trail(database, service))
        response = await use.ask()
        assert response.is_success, (use.route, response.text)
        written = (await trail(database, service))[before:]
        expected = use.who, NOTED[service][use.route], use.whose
        if expected not in [(line.who, line.action, line.person) for line in written]:
            wrong[use.route] = written
    return wrong
