"""Whoever reads or changes what somebody wrote leaves a line: every route that opens or seals it is in these tables."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared.web import links
from shared.web.principal import Link
from tests.integration.followup.conftest import on as on_followup
from tests.integration.followup.facts import FACILITATOR, Person, Told
from tests.integration.followup.test_feedback import ANSWER, give
from tests.integration.followup.test_voices import picture, upload, voice
from tests.integration.followup.workbench import FOUND, MENTOR, OTHER_MENTOR, PLAN, REPORT, RETURNED, Workbench
from tests.integration.privacy.noted import NOTED, UNNOTED, Use, asking, unlike
from tests.integration.privacy.opening import SERVICES, opening
from tests.integration.registration.home.conftest import on as on_registration
from tests.integration.registration.home.post_office import post_office
from tests.integration.registration.home.workbench import FORM, Bench
from tests.support.servers import TestDatabase
from tests.support.services import Asking
from tests.support.trail import trail

COORDINATOR = UUID(int=1)
CONSENT = {"purpose": "media", "given": True, "text_version": 1}


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

    def of_person(route: str, whose: UUID, body: Any = None, **told: object) -> Use:
        return Use(route, COORDINATOR, whose, asking(coordinator, route, body, **told))

    def of_hers(route: str, by: Asking, who: UUID, body: Any = None) -> Use:
        return Use(route, who, her, asking(by, route, body, application=hers.application))

    fill_in, consent = "PUT /v1/applications/{application}/form", "PUT /v1/people/{person}/consents"
    return [
        of_person("GET /v1/people", first, kind="reviewer"),
        of_person("POST /v1/people", first, again),
        of_person("GET /v1/people/{person}", her, person=her),
        of_person("GET /v1/people/{person}/letters", her, person=her),
        Use(consent, first, first, asking(await consenting(bench, first), consent, CONSENT, person=first)),
        Use(fill_in, writing, writing, asking(draft.link, fill_in, FORM, application=draft.application)),
        of_hers("PUT /v1/applications/{application}/consents", hers.link, her, CONSENT),
        of_hers("GET /v1/applications/{application}/form", coordinator, COORDINATOR),
        of_hers("GET /v1/applications/{application}/letter", reviewer, first),
        of_hers("PUT /v1/applications/{application}/review", reviewer, first, review),
        of_hers("GET /v1/applications/{application}/reviews", coordinator, COORDINATOR),
        of_person("PUT /v1/people/{person}/contact", her, {"contact": "right@example.org"}, person=her),
    ]


async def test_every_reading_and_change_at_a_home_leaves_its_line(home: Bench, database: TestDatabase) -> None:
    uses = await used_at_home(home)

    assert {use.route for use in uses} == NOTED["registration"].keys()
    assert await unlike(database, "registration", uses) == {}


@pytest.fixture
async def following(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Workbench]:
    async with on_followup(database, tmp_path) as here:
        yield here


async def used_of_plans(bench: Workbench, told: Told) -> list[Use]:
    """Of each state somebody's plan, so that whatever is asked of it is granted."""
    fresh, returned, assigned, sent_back, approved, withdrawn, lapsed, held, reported, verified, withheld = told.people
    mentor = {"mentor": str(OTHER_MENTOR)}

    def of(plan: str, whose: Person, by: Asking, who: UUID, route: str, body: Any = None) -> Use:
        return Use(route, who, whose.participant, asking(by, route, body, plan=plan.removeprefix("/v1/plans/")))

    again = await bench.assigned(told, returned)
    await bench.mentor.post(f"{again}/return", RETURNED)
    path = await bench.assigned(told, assigned)
    begin = "POST /v1/trainings/{training}/plans"
    begun = asking(bench.planner(fresh), begin, PLAN, training=told.training)
    read, rewrite = "GET /v1/plans/{plan}", "PUT /v1/plans/{plan}"
    assign, report = f"{rewrite}/mentor", f"{rewrite}/report"

    def staff(name: str, whose: Person, plan: str, who: UUID, body: Any = None) -> Use:
        by = bench.coordinator if who == COORDINATOR else bench.mentor
        return of(plan, whose, by, who, f"POST /v1/plans/{{plan}}/{name}", body)

    stated = {**FOUND, "reason": "counted_twice"}
    new, keep = "PUT /v1/trainings/{training}/plans/draft", f"{rewrite}/draft"
    typed = asking(bench.planner(fresh), new, {"title": "Canary draft"}, training=told.training)
    hers, her_own = bench.planner(returned), returned.participant
    in_report = (await bench.held(told, held)).path
    return [
        Use(new, fresh.participant, fresh.participant, typed),
        of(again, returned, hers, her_own, keep, {"title": "Canary draft"}),
        of(in_report, held, bench.planner(held), held.participant, f"{report}/draft", {"words": "Canary draft"}),
        Use(begin, fresh.participant, fresh.participant, begun),
        of(path, assigned, bench.mentor, MENTOR, read),
        of(again, returned, hers, her_own, rewrite, {**PLAN, "title": "Canary again"}),
        of(path, assigned, bench.coordinator, COORDINATOR, assign, mentor),
        staff("return", sent_back, await bench.assigned(told, sent_back), MENTOR, RETURNED),
        staff("approval", approved, await bench.assigned(told, approved), MENTOR),
        staff("withdrawal", withdrawn, await bench.assigned(told, withdrawn), COORDINATOR),
        staff("lapse", lapsed, await bench.assigned(told, lapsed), COORDINATOR),
        of(in_report, held, bench.planner(held), held.participant, report, REPORT),
        staff("verification", reported, (await bench.reported(told, reported)).path, MENTOR, FOUND),
        staff("restatement", verified, (await bench.verified(told, verified)).path, MENTOR, stated),
        staff("withholding", withheld, (await bench.held(told, withheld)).path, COORDINATOR),
    ]


async def used_of_voices(bench: Workbench, told: Told) -> list[Use]:
    her, seen, *others = told.people
    for number in range(1, 6):
        await give(bench, told, number)
    said = await voice(bench, told, her)
    shown = await picture(bench, told, [seen])

    def of_training(route: str, whose: Person, by: Asking, who: UUID, body: Any = None) -> Use:
        return Use(route, who, whose.participant, asking(by, route, body, training=told.training))

    def of_item(route: str, whose: Person, item: str) -> Use:
        return Use(route, COORDINATOR, whose.participant, asking(bench.coordinator, route, item=item))

    feedback, taken = "/v1/trainings/{training}/feedback", "POST /v1/trainings/{training}/pictures"
    testimonials, items = "POST /v1/trainings/{training}/testimonials", "GET /v1/trainings/{training}/items"
    giving, rewrite = bench.anyone.link(her.feedback), "PUT /v1/items/{item}"
    written_anew = asking(bench.planner(her), rewrite, {"text": "Canary again"}, item=said["item"])
    return [
        of_training(f"POST {feedback}", her, giving, her.participant, ANSWER),
        of_training(f"GET {feedback}", others[0], bench.facilitator, FACILITATOR),
        of_training(testimonials, her, bench.planner(her), her.participant, {"text": "Canary voice"}),
        Use(taken, COORDINATOR, seen.participant, partial(upload, bench, told.training, [seen])),
        of_item("GET /v1/items/{item}/picture", seen, shown),
        of_training(items, her, bench.coordinator, COORDINATOR),
        of_item("GET /v1/items/{item}", her, said["item"]),
        Use(rewrite, her.participant, her.participant, written_anew),
        of_item("POST /v1/items/{item}/release", her, said["item"]),
        of_item("POST /v1/items/{item}/retraction", her, said["item"]),
    ]


async def test_every_reading_and_change_of_what_follows_a_training_leaves_its_line(
    following: Workbench, database: TestDatabase
) -> None:
    told = Told(people=[Person() for _ in range(11)])
    await following.hear(*told.facts())
    uses = [*await used_of_plans(following, told), *await used_of_voices(following, told)]

    assert {use.route for use in uses} == NOTED["followup"].keys()
    assert await unlike(database, "followup", uses) == {}


async def test_who_reads_the_codes_of_a_plan_or_her_own_words_leaves_no_line(
    following: Workbench, database: TestDatabase
) -> None:
    told = Told()
    await following.hear(*told.facts())
    her, other, *_ = told.people
    path = f"/v1/plans/{(await following.planned(told, her))['plan']}"
    before = await trail(database, "followup")
    for reader in (following.auditor, following.mentor, following.planner(her), following.planner(other)):
        await reader.get(path)
    await following.coordinator.get("/v1/plans")

    assert await trail(database, "followup") == before


async def test_a_look_at_a_picture_that_shows_nobody_is_kept_under_the_picture(
    following: Workbench, database: TestDatabase
) -> None:
    told = Told()
    await following.hear(*told.facts())
    item = await picture(following, told, [])
    await following.coordinator.http.get(f"/v1/items/{item}/picture")

    last = (await trail(database, "followup"))[-1]
    assert (last.who, last.action, last.person) == (COORDINATOR, "picture-read", UUID(item))
