"""Whoever reads or changes what somebody wrote leaves a line: every route that opens or seals it is in these tables."""

from collections.abc import AsyncIterator, Awaitable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from shared.web import links
from shared.web.principal import Link
from shared.web.service import Service
from tests.integration.followup.conftest import on as on_followup
from tests.integration.followup.facts import FACILITATOR, Person, Told
from tests.integration.followup.test_feedback import ANSWER, give
from tests.integration.followup.test_voices import picture, upload, voice
from tests.integration.followup.workbench import FOUND, MENTOR, OTHER_MENTOR, PLAN, REPORT, RETURNED, Workbench
from tests.integration.privacy.opening import SERVICES, opening
from tests.integration.registration.home.conftest import on as on_registration
from tests.integration.registration.home.post_office import post_office
from tests.integration.registration.home.workbench import FORM, Bench
from tests.support.servers import TestDatabase
from tests.support.services import ANY_STATE, Asking

COORDINATOR = UUID(int=1)
CONSENT = {"purpose": "media", "given": True, "text_version": 1}

NOTED = {
    "registration": {
        "GET /v1/people": "name-read",
        "POST /v1/people": "person-changed",
        "GET /v1/people/{person}": "person-read",
        "GET /v1/people/{person}/letters": "letters-read",
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
    },
    "followup": {
        "GET /v1/trainings/{training}/plans": "her own",
        "GET /v1/trainings/{training}/testimonials": "her own",
        "GET /v1/public/trainings/{training}": "public while everybody shown consents",
        "GET /v1/public/pictures/{item}": "public while everybody shown consents",
    },
    "scheduling": {},
}
"""Why none is left."""


@dataclass(frozen=True)
class Line:
    who: UUID | None
    action: str
    person: UUID


@dataclass(frozen=True)
class Use:
    """A route as `who` uses it; what she reads or changes there is of `whose`."""

    route: str
    who: UUID
    whose: UUID
    asked: Awaitable[httpx2.Response]


def ask(by: Asking, route: str, body: Any = None, **told: object) -> Awaitable[httpx2.Response]:
    """`told`: by the names of the path's parameters, the others are of its query."""
    method, _, path = route.partition(" ")
    asked = {name: str(value) for name, value in told.items() if f"{{{name}}}" not in path}
    return by.http.request(method, path.format_map(told), json=body, params=asked, headers=ANY_STATE)


async def lines(service: Service) -> list[Line]:
    async with service.database.transaction() as tx:
        return await tx.many(Line, "select who, action, person from audit order by id")


async def unlike(service: Service, uses: list[Use], noted: Mapping[str, str]) -> dict[str, list[Line]]:
    """Of each route that did not leave its line what it left."""
    wrong = {}
    for use in uses:
        before = len(await lines(service))
        response = await use.asked
        assert response.is_success, (use.route, response.text)
        written = (await lines(service))[before:]
        if Line(use.who, noted[use.route], use.whose) not in written:
            wrong[use.route] = written
    return wrong


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_that_opens_or_seals_what_somebody_wrote_is_noted_or_said_why_not(service: str) -> None:
    found = opening(service)

    assert found - NOTED[service].keys() == UNNOTED[service].keys()
    assert NOTED[service].keys() - found <= {route for route in NOTED[service] if "consents" in route}


@pytest.fixture
async def home(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Bench]:
    async with post_office() as office, on_registration(database, office, tmp_path) as here:
        yield here


async def consenting(bench: Bench, person: UUID) -> Asking:
    token, digest = links.new_token()
    async with bench.service.database.transaction() as tx:
        until = datetime.now(UTC) + timedelta(days=1)
        await links.keep(tx, digest, Link.CONSENT, person, {"person": person}, until)
    return bench.anyone.link(token)


async def participant_of(bench: Bench, application: str) -> UUID:
    async with bench.service.database.transaction() as tx:
        found = await tx.one(UUID, "select participant from application where id = $1", UUID(application))
    assert found is not None
    return found


async def used_at_home(bench: Bench) -> list[Use]:
    training = await bench.called()
    draft = await bench.begin(training, "draft@example.org")
    hers, writing = await bench.shortlisted(training), await participant_of(bench, draft.application)
    her = await participant_of(bench, hers.application)
    first, _ = await bench.reviewers()
    reviewer, coordinator = bench.anyone.staff("reviewer", first), bench.coordinator
    again = {"kind": "reviewer", "name": "Somebody", "contact": "r1@example.org", "country": "TJ"}
    review = {"marks": {"commitment": 9, "need": 6}, "comment": "Canary comment"}

    def of_person(route: str, person: UUID, body: Any = None, **told: object) -> Use:
        return Use(route, COORDINATOR, person, ask(coordinator, route, body, **told))

    def of_hers(route: str, by: Asking, who: UUID, body: Any = None) -> Use:
        return Use(route, who, her, ask(by, route, body, application=hers.application))

    fill_in, consent = "PUT /v1/applications/{application}/form", "PUT /v1/people/{person}/consents"
    return [
        of_person("GET /v1/people", first, kind="reviewer"),
        of_person("POST /v1/people", first, again),
        of_person("GET /v1/people/{person}", her, person=her),
        of_person("GET /v1/people/{person}/letters", her, person=her),
        Use(consent, first, first, ask(await consenting(bench, first), consent, CONSENT, person=first)),
        Use(fill_in, writing, writing, ask(draft.link, fill_in, FORM, application=draft.application)),
        of_hers("PUT /v1/applications/{application}/consents", hers.link, her, CONSENT),
        of_hers("GET /v1/applications/{application}/form", coordinator, COORDINATOR),
        of_hers("GET /v1/applications/{application}/letter", reviewer, first),
        of_hers("PUT /v1/applications/{application}/review", reviewer, first, review),
        of_hers("GET /v1/applications/{application}/reviews", coordinator, COORDINATOR),
    ]


async def test_every_reading_and_change_at_a_home_leaves_its_line(home: Bench) -> None:
    uses = await used_at_home(home)

    assert {use.route for use in uses} == NOTED["registration"].keys()
    assert await unlike(home.service, uses, NOTED["registration"]) == {}


@pytest.fixture
async def following(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Workbench]:
    async with on_followup(database, tmp_path) as here:
        yield here


async def used_of_plans(bench: Workbench, told: Told) -> list[Use]:
    """Of each state somebody's plan, so that whatever is asked of it is granted."""
    fresh, returned, assigned, sent_back, approved, withdrawn, lapsed, held, reported, verified, withheld = told.people
    mentor = {"mentor": str(OTHER_MENTOR)}

    def of(plan: str, whose: Person, by: Asking, who: UUID, route: str, body: Any = None) -> Use:
        return Use(route, who, whose.participant, ask(by, route, body, plan=plan.removeprefix("/v1/plans/")))

    again = await bench.assigned(told, returned)
    await bench.mentor.post(f"{again}/return", RETURNED)
    path = await bench.assigned(told, assigned)
    begin = "POST /v1/trainings/{training}/plans"
    begun = ask(bench.planner(fresh), begin, PLAN, training=told.training)
    one = "GET /v1/plans/{plan}", "PUT /v1/plans/{plan}", "PUT /v1/plans/{plan}/mentor", "PUT /v1/plans/{plan}/report"
    read, rewrite, assign, report = one

    async def staff(name: str, whose: Person, plan: str, who: UUID, body: Any = None) -> Use:
        by = bench.coordinator if who == COORDINATOR else bench.mentor
        return of(plan, whose, by, who, f"POST /v1/plans/{{plan}}/{name}", body)

    stated = {**FOUND, "reason": "counted_twice"}
    return [
        Use(begin, fresh.participant, fresh.participant, begun),
        of(path, assigned, bench.mentor, MENTOR, read),
        of(again, returned, bench.planner(returned), returned.participant, rewrite, {**PLAN, "title": "Canary again"}),
        of(path, assigned, bench.coordinator, COORDINATOR, assign, mentor),
        await staff("return", sent_back, await bench.assigned(told, sent_back), MENTOR, RETURNED),
        await staff("approval", approved, await bench.assigned(told, approved), MENTOR),
        await staff("withdrawal", withdrawn, await bench.assigned(told, withdrawn), COORDINATOR),
        await staff("lapse", lapsed, await bench.assigned(told, lapsed), COORDINATOR),
        of((await bench.held(told, held)).path, held, bench.planner(held), held.participant, report, REPORT),
        await staff("verification", reported, (await bench.reported(told, reported)).path, MENTOR, FOUND),
        await staff("restatement", verified, (await bench.verified(told, verified)).path, MENTOR, stated),
        await staff("withholding", withheld, (await bench.held(told, withheld)).path, COORDINATOR),
    ]


async def used_of_voices(bench: Workbench, told: Told) -> list[Use]:
    her, seen, *others = told.people
    for number in range(1, 6):
        await give(bench, told, number)
    said = await voice(bench, told, her)
    shown = await picture(bench, told, [seen])

    def of_training(route: str, whose: Person, by: Asking, who: UUID, body: Any = None) -> Use:
        return Use(route, who, whose.participant, ask(by, route, body, training=told.training))

    def of_item(route: str, whose: Person, item: str) -> Use:
        return Use(route, COORDINATOR, whose.participant, ask(bench.coordinator, route, item=item))

    feedback, taken = "/v1/trainings/{training}/feedback", "POST /v1/trainings/{training}/pictures"
    testimonials, items = "POST /v1/trainings/{training}/testimonials", "GET /v1/trainings/{training}/items"
    giving = bench.anyone.link(her.feedback)
    return [
        of_training(f"POST {feedback}", her, giving, her.participant, ANSWER),
        of_training(f"GET {feedback}", others[0], bench.facilitator, FACILITATOR),
        of_training(testimonials, her, bench.planner(her), her.participant, {"text": "Canary voice"}),
        Use(taken, COORDINATOR, seen.participant, upload(bench, told.training, [seen])),
        of_item("GET /v1/items/{item}/picture", seen, shown),
        of_training(items, her, bench.coordinator, COORDINATOR),
        of_item("POST /v1/items/{item}/release", her, said["item"]),
        of_item("POST /v1/items/{item}/retraction", her, said["item"]),
    ]


async def test_every_reading_and_change_of_what_follows_a_training_leaves_its_line(following: Workbench) -> None:
    told = Told(people=[Person() for _ in range(11)])
    await following.hear(*told.facts())
    uses = [*await used_of_plans(following, told), *await used_of_voices(following, told)]

    assert {use.route for use in uses} == NOTED["followup"].keys()
    assert await unlike(following.service, uses, NOTED["followup"]) == {}


async def test_who_reads_the_codes_of_a_plan_or_her_own_words_leaves_no_line(following: Workbench) -> None:
    told = Told()
    await following.hear(*told.facts())
    her, other, *_ = told.people
    path = f"/v1/plans/{(await following.planned(told, her))['plan']}"
    before = await lines(following.service)
    for reader in (following.auditor, following.mentor, following.planner(her), following.planner(other)):
        await reader.get(path)
    await following.coordinator.get("/v1/plans")

    assert await lines(following.service) == before


async def test_a_look_at_a_picture_that_shows_nobody_is_kept_under_the_picture(following: Workbench) -> None:
    told = Told()
    await following.hear(*told.facts())
    item = await picture(following, told, [])
    await following.coordinator.http.get(f"/v1/items/{item}/picture")

    assert (await lines(following.service))[-1] == Line(COORDINATOR, "picture-read", UUID(item))
