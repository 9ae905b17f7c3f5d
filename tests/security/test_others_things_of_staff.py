"""A reviewer, a mentor, a facilitator or a partner's coordinator, tried at what was given to another of her kind.

Every route that takes an id and admits her is tried; what all of her kind may read stands here by name, and shows
nobody's words.
"""

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest

from shared.web.principal import Staff
from shared.web.service import Service
from tests.integration.followup.facts import Told
from tests.integration.followup.test_feedback import give
from tests.integration.followup.workbench import OTHER_MENTOR
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.workbench import Bench as Registration
from tests.integration.scheduling.held import Taught, taught
from tests.integration.scheduling.test_agendas import PERSON, RESOURCES
from tests.integration.scheduling.test_catalogue import manual, module
from tests.integration.scheduling.workbench import Workbench as Scheduling
from tests.security.others import Json, Things, is_closed, routes_for, things_of, tried
from tests.support.services import Asking

LOOK_AFTER_ALL = {Staff.COORDINATOR, Staff.OPERATOR, Staff.AUDITOR}
COMMON = {
    "registration": {"/v1/trainings/{training}"},
    "scheduling": {"/v1/manuals/{manual}", "/v1/trainings/{training}", "/v1/trainings/{training}/agenda"},
    "followup": {"/v1/trainings/{training}", "/v1/trainings/{training}/people", "/v1/trainings/{training}/tree"},
}
"""What all staff of a kind read, whoever the training was given to: its particulars, its published agenda, numbers."""
SAME = pytest.mark.parametrize("same", [True, False], ids=["of the same training", "of another training"])


async def leaks(asking: Asking, role: Staff, theirs: Things, common: set[str]) -> list[tuple[str, str]]:
    """Routes that let her at their things, or show a word of theirs."""
    answers = await tried(asking, role, theirs)
    assert len(answers) > 0
    return [
        (method, path)
        for method, path, response in answers
        if not (is_closed(method, path, response) or (method == "GET" and path in common))
        or "canary" in response.text.lower()
    ]


async def shown_of_hers(asking: Asking, role: Staff, hers: Things) -> set[int]:
    """How she is answered when she reads what was given to her."""
    answers = await tried(asking, role, hers)
    return {response.status_code for method, _, response in answers if method == "GET"}


@SAME
async def test_a_reviewer_opens_no_application_that_was_given_to_others(registration: Registration, same: bool) -> None:
    training = await registration.called()
    other = training if same else await registration.called()
    mine = await registration.submitted(training, "a@example.org", letter="My letter.")
    (reviewer, _) = await registration.assigned(mine)
    theirs = await registration.submitted(other, "canary@example.org", name="Canary Canarova", letter="Canary letter")
    others = [await registration.person("reviewer", f"o{number}@example.org") for number in (1, 2)]
    await registration.coordinator.put(f"{theirs.path}/reviewers", {"reviewers": [str(one) for one in others]})
    marks = {"marks": {"commitment": 8, "need": 6}, "comment": "Canary comment"}
    await registration.anyone.staff("reviewer", others[0]).put(f"{theirs.path}/review", marks)
    asking = registration.anyone.staff("reviewer", reviewer)
    before = await registration.coordinator.get(f"{theirs.path}/reviews")
    things = {"application": theirs.application, "training": str(other.id)}

    assert await leaks(asking, Staff.REVIEWER, things, COMMON["registration"]) == []
    assert await registration.coordinator.get(f"{theirs.path}/reviews") == before
    hers = {"application": mine.application, "training": str(training.id)}
    assert await shown_of_hers(asking, Staff.REVIEWER, hers) == {200}


@SAME
async def test_a_mentor_opens_no_plan_that_another_accompanies(followup: Followup, same: bool) -> None:
    told = Told()
    other = told if same else Told()
    await followup.hear(*told.facts(), *([] if same else other.facts()[1:]))
    theirs = await followup.reported(other, other.people[1])
    mine = await followup.planned(told, told.people[0], title="Mine", words="My words")
    await followup.coordinator.put(f"/v1/plans/{mine['plan']}/mentor", {"mentor": str(OTHER_MENTOR)})
    asking = followup.anyone.staff("mentor", OTHER_MENTOR)
    before = await followup.coordinator.get(theirs.path)
    things = {"plan": str(theirs.plan), "training": str(other.training)}

    assert await leaks(asking, Staff.MENTOR, things, COMMON["followup"]) == []
    assert await followup.coordinator.get(theirs.path) == before
    assert (await asking.get(f"/v1/plans/{mine['plan']}"))["words"]["words"] == "My words"


@pytest.mark.parametrize("role", [Staff.FACILITATOR, Staff.REVIEWER])
async def test_staff_of_another_kind_read_no_words_of_a_plan_or_of_feedback(followup: Followup, role: Staff) -> None:
    told = Told()
    await followup.hear(*told.facts())
    theirs = await followup.reported(told, told.people[1])
    for number in range(5):
        await give(followup, told, number)
    voice = f"/v1/trainings/{told.training}/testimonials"
    written = await followup.planner(told.people[1]).post(voice, {"text": "Canary voice"})
    things = {"plan": str(theirs.plan), "training": str(told.training), "item": written["item"]}

    assert await leaks(followup.anyone.staff(role, uuid4()), role, things, COMMON["followup"]) == []


@pytest.mark.parametrize("role", [Staff.FACILITATOR, Staff.MENTOR, Staff.REVIEWER, Staff.PARTNER])
async def test_staff_of_one_training_open_nothing_of_another(scheduling: Scheduling, role: Staff) -> None:
    """Of its agenda they read what was published, and of its people nothing."""
    ours, canary = [await organised(scheduling) for _ in range(2)]
    hers, theirs = [
        await taught(scheduling, resources=resources_of(person), partners=[having_a_say(organisation)])
        for person, organisation in ((PERSON, ours), (str(uuid4()), canary))
    ]
    await theirs.record_all()
    draft = await scheduling.coordinator.post("/v1/manuals", manual(module("LC-1")))
    asking = (
        scheduling.anyone.staff("coordinator", uuid4(), UUID(ours))
        if role is Staff.PARTNER
        else scheduling.anyone.staff(role, UUID(PERSON))
    )
    before = await scheduling.coordinator.get(f"{theirs.path}/attendance")
    things, own = [await all_of(one, draft["manual"]) for one in (theirs, hers)]
    badges = {str(application) for application in theirs.people.values()}

    answers = await tried(asking, role, things)
    assert await leaks(asking, role, things, COMMON["scheduling"]) == []
    assert [path for _, path, response in answers for badge in badges if badge in response.text] == []
    assert await scheduling.coordinator.get(f"{theirs.path}/attendance") == before
    assert await shown_of_hers(asking, role, own) == {200}


async def organised(scheduling: Scheduling) -> str:
    body = {"code": f"O-{uuid4().hex[:8]}", "name": "Bir Duino", "country": "KG"}
    return str((await scheduling.coordinator.post("/v1/organisations", body))["organisation"])


def resources_of(person: str) -> Json:
    return {**RESOURCES, "facilitators": [{**RESOURCES["facilitators"][0], "person": person}]}


def having_a_say(organisation: str) -> Json:
    return {"organisation": organisation, "role": "mentor", "scopes": ["agenda"]}


async def all_of(one: Taught, manual: str) -> Things:
    things = await things_of(one)
    return {**things, "manual": manual, "from": things["agenda"]}


TRIED = {
    *[("registration", Staff.REVIEWER)],
    *[("scheduling", role) for role in (Staff.FACILITATOR, Staff.MENTOR, Staff.REVIEWER, Staff.PARTNER)],
    *[("followup", role) for role in (Staff.FACILITATOR, Staff.MENTOR, Staff.REVIEWER)],
}


async def test_every_kind_of_staff_that_is_given_something_by_its_id_is_tried_here(
    services: Mapping[str, Service],
) -> None:
    opening = {
        (name, role)
        for name, service in services.items()
        for role in set(Staff) - LOOK_AFTER_ALL
        if routes_for(service.app.openapi(), role)
    }

    assert opening == TRIED
