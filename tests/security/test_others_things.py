"""A link of one person, tried at the things of another: of the same training, and of another one.

The routes come from the descriptions: every one that takes an id and admits a link is tried.
"""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from shared.web.principal import Link
from shared.web.service import Service
from tests.integration.followup.conftest import on as on_followup
from tests.integration.followup.facts import Told
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.conftest import on as on_registration
from tests.integration.registration.home.facts import PUBLISHED
from tests.integration.registration.home.post_office import post_office
from tests.integration.registration.home.workbench import Bench as Registration
from tests.integration.scheduling.conftest import on as on_scheduling
from tests.integration.scheduling.held import Taught, taught
from tests.integration.scheduling.workbench import Workbench as Scheduling
from tests.security.matrix import ANYONE
from tests.security.test_matrix import link
from tests.support.servers import TestDatabase
from tests.support.services import Asking

Json = dict[str, Any]
Things = Mapping[str, str]
"""Ids by the names of path parameters."""
JOIN = ("POST", "/v1/plans/{plan}/planners")
"""Is for others: whoever attended may ask to join a plan, and reads nothing of it."""
TRIED = {Link.APPLICATION, Link.ANSWER, Link.CONSENT, Link.FOLLOW_UP, Link.FEEDBACK, Link.FACILITATE}
CODED = {"plan", "state", "training", "kind"}
"""What everybody with a link reads of another's plan."""


@pytest.fixture
async def followup(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Followup]:
    async with on_followup(database, tmp_path) as here:
        yield here


@pytest.fixture
async def registration(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Registration]:
    async with post_office() as office, on_registration(database, office, tmp_path) as here:
        yield here


@pytest.fixture
async def scheduling(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Scheduling]:
    async with on_scheduling(database, tmp_path) as here:
        yield here


def routes_for(described: Json, purpose: str) -> list[tuple[str, str, Json | None]]:
    """Those that take an id, with an example of what is sent."""
    return [
        (method.upper(), path, body_of(described, operation))
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if f"link {purpose}" in operation["x-allowed"] and ANYONE not in operation["x-allowed"] and "{" in path
    ]


def body_of(described: Json, operation: Json) -> Json | None:
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    shown: Json | None = described["components"]["schemas"][name]["example"] if name else None
    return shown


async def tried(asking: Asking, purpose: str, theirs: Things) -> list[tuple[str, str, httpx2.Response]]:
    """Every route for this purpose, about their things. Raises KeyError for a route about a thing that is not here."""
    described = await asking.get("/openapi.json")
    answers = []
    for method, path, body in routes_for(described, purpose):
        headers = {"If-Match": "*"}
        response = await asking.http.request(method, path.format_map(theirs), json=body, headers=headers)
        answers.append((method, path, response))
    return answers


async def opened(asking: Asking, purpose: str, theirs: Things) -> list[tuple[str, str]]:
    answers = await tried(asking, purpose, theirs)
    assert len(answers) > 0
    return [(method, path) for method, path, response in answers if not is_closed(method, path, response)]


def is_closed(method: str, path: str, response: httpx2.Response) -> bool:
    """Refused for who she is or as not known, not for what she sent; or a plan's codes alone."""
    if (method, path) == JOIN:
        return response.json().keys() <= {"plan", "state"} or not response.is_success
    if (method, path) == ("GET", "/v1/plans/{plan}") and response.is_success:
        return {name for name, value in response.json().items() if value is not None} == CODED
    return response.status_code in {401, 403, 404} or response.json().get("code") == "not-permitted"


@pytest.mark.parametrize("same", [True, False], ids=["of the same training", "of another training"])
async def test_an_applicants_link_opens_no_other_application_or_offer(registration: Registration, same: bool) -> None:
    training = await registration.called()
    other = training if same else await registration.called()
    hers = await registration.shortlisted(training, "a@example.org")
    theirs = await registration.submitted(other, "b@example.org", name="Canary Canarova")
    own, offer = uuid4(), uuid4()
    registration.clock.time = PUBLISHED
    await registration.hear((await registration.as_told(other, theirs)).selected(offer))
    await registration.hear((await registration.as_told(training, hers)).selected(own))
    await registration.post()
    answering = registration.anyone.link(registration.office.token("a@example.org", "Your answer"))
    things = {"application": theirs.application, "offer": str(offer), "training": str(other.id)}

    assert await opened(hers.link, "application", things) == []
    assert await opened(answering, "answer", things) == []
    assert (await answering.get(f"/v1/invitations/{own}"))["offer"] == str(own)


async def test_a_link_for_consents_of_one_person_opens_no_other_persons(registration: Registration) -> None:
    hers, theirs = [await registration.person("facilitator", f"{name}@example.org") for name in "ab"]
    asking = registration.anyone.link(await link(registration.service, Link.CONSENT, {"person": hers}))

    assert await opened(asking, "consent", {"person": str(theirs)}) == []
    assert (await asking.get(f"/v1/people/{hers}/consents"))["items"] == []


async def test_every_purpose_that_opens_something_by_its_id_is_tried_here(services: Mapping[str, Service]) -> None:
    purposes = {
        purpose for service in services.values() for purpose in Link if routes_for(service.app.openapi(), purpose.value)
    }

    assert purposes == TRIED


@pytest.mark.parametrize("same", [True, False], ids=["of the same training", "of another training"])
async def test_a_planners_link_opens_no_other_plan(followup: Followup, same: bool) -> None:
    told = Told()
    other = told if same else Told()
    await followup.hear(*told.facts(), *([] if same else other.facts()[1:]))
    theirs = await followup.reported(other, other.people[1])
    things = {"plan": str(theirs.plan), "training": str(other.training if not same else uuid4())}
    before = await followup.coordinator.get(theirs.path)

    for purpose, token in (("follow-up", told.people[0].planning), ("feedback", told.people[0].feedback)):
        assert await opened(followup.anyone.link(token), purpose, things) == []
    assert await followup.coordinator.get(theirs.path) == before


async def test_no_one_with_a_link_reads_a_picture_or_a_voice_before_it_is_released(followup: Followup) -> None:
    told = Told()
    await followup.hear(*told.facts())
    voice = f"/v1/trainings/{told.training}/testimonials"
    written = await followup.planner(told.people[1]).post(voice, {"text": "Canary voice"})
    listed = await followup.planner(told.people[0]).http.get(voice)
    alone = await followup.planner(told.people[0]).http.get(f"/v1/public/pictures/{written['item']}")

    assert "Canary" not in listed.text
    assert written["item"] not in listed.text
    assert alone.status_code == 404


async def test_a_facilitators_link_opens_no_other_training_session_or_agenda(scheduling: Scheduling) -> None:
    hers, theirs = await taught(scheduling), await taught(scheduling)
    trainer = await scheduling.trainers_link(hers.training, UUID(int=77))
    things = await things_of(theirs)

    assert await opened(trainer, "facilitate", things) == []
    mixed = {**things, "training": hers.training}
    foreign = [
        (method, path) for method, path in await opened(trainer, "facilitate", mixed) if "{training}" not in path
    ]
    assert foreign == []
    assert (await trainer.get(hers.path))["training"] == hers.training


async def test_a_session_of_another_training_is_not_known_under_hers(scheduling: Scheduling) -> None:
    hers, theirs = await taught(scheduling), await taught(scheduling)
    trainer = await scheduling.trainers_link(hers.training, UUID(int=77))
    path = f"{hers.path}/sessions/{theirs.sessions[0]}"
    marks = [{"application": str(next(iter(theirs.people.values()))), "mark": "present"}]

    for place, body in (("delivery", {"minutes": 60, "as_designed": True}), ("attendance", {"marks": marks})):
        response = await trainer.http.put(f"{path}/{place}", json=body, headers={"If-Match": "*"})
        assert response.is_client_error, response.text


async def things_of(theirs: Taught) -> Things:
    listed = await theirs.bench.coordinator.get(f"{theirs.path}/agendas")
    return {"training": theirs.training, "session": theirs.sessions[0], "agenda": listed["items"][0]["agenda"]}
