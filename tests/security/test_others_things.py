"""A link of one person, tried at the things of another: of the same training, and of another one.

Every route that takes an id and admits a link is tried.
"""

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest

from shared.web.principal import Link
from shared.web.service import Service
from tests.integration.followup.facts import Told
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.facts import PUBLISHED
from tests.integration.registration.home.workbench import Bench as Registration
from tests.integration.scheduling.held import taught
from tests.integration.scheduling.workbench import Workbench as Scheduling
from tests.security.others import opened, routes_for, things_of
from tests.security.principals import link

TRIED = {Link.APPLICATION, Link.ANSWER, Link.CONSENT, Link.FOLLOW_UP, Link.FEEDBACK, Link.FACILITATE}


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

    assert await opened(hers.link, "link application", things) == []
    assert await opened(answering, "link answer", things) == []
    assert (await answering.get(f"/v1/invitations/{own}"))["offer"] == str(own)


async def test_a_link_for_consents_of_one_person_opens_no_other_persons(registration: Registration) -> None:
    hers, theirs = [await registration.person("facilitator", f"{name}@example.org") for name in "ab"]
    asking = registration.anyone.link(await link(registration.service, Link.CONSENT, {"person": hers}))

    assert await opened(asking, "link consent", {"person": str(theirs)}) == []
    assert (await asking.get(f"/v1/people/{hers}/consents"))["items"] == []


async def test_every_purpose_that_opens_something_by_its_id_is_tried_here(services: Mapping[str, Service]) -> None:
    purposes = {
        purpose
        for service in services.values()
        for purpose in Link
        if routes_for(service.app.openapi(), f"link {purpose.value}")
    }

    assert purposes == TRIED


@pytest.mark.parametrize("same", [True, False], ids=["of the same training", "of another training"])
async def test_a_planners_link_opens_no_other_plan_or_voice(followup: Followup, same: bool) -> None:
    told = Told()
    other = told if same else Told()
    await followup.hear(*told.facts(), *([] if same else other.facts()[1:]))
    theirs = await followup.reported(other, other.people[1])
    voice = f"/v1/trainings/{other.training}/testimonials"
    written = await followup.planner(other.people[1]).post(voice, {"text": "Canary voice"})
    training = str(other.training if not same else uuid4())
    things = {"plan": str(theirs.plan), "item": written["item"], "training": training}
    before = await followup.coordinator.get(theirs.path)

    for purpose, token in (("follow-up", told.people[0].planning), ("feedback", told.people[0].feedback)):
        assert await opened(followup.anyone.link(token), f"link {purpose}", things) == []
    assert await followup.coordinator.get(theirs.path) == before
    assert (await followup.planner(other.people[1]).get(f"/v1/items/{written['item']}")) == written


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

    assert await opened(trainer, "link facilitate", things) == []
    mixed = {**things, "training": hers.training}
    foreign = [
        (method, path) for method, path in await opened(trainer, "link facilitate", mixed) if "{training}" not in path
    ]
    assert foreign == []
    assert (await trainer.get(hers.path))["training"] == hers.training


@pytest.mark.parametrize("place", ["delivery", "attendance"])
async def test_a_session_of_another_training_is_not_known_under_hers(scheduling: Scheduling, place: str) -> None:
    """The same is taken for a session of hers: it is the session that is refused."""
    hers, theirs = await taught(scheduling), await taught(scheduling)
    trainer = await scheduling.trainers_link(hers.training, UUID(int=77))
    body = {"delivery": {"minutes": 60, "as_designed": True}, "attendance": {"marks": [hers.of("TJ-01")]}}[place]
    before = await scheduling.coordinator.get(f"{theirs.path}/attendance")

    foreign = f"{hers.path}/sessions/{theirs.sessions[0]}/{place}"
    assert await trainer.refused("PUT", foreign, body) == "not-known-here"
    assert await scheduling.coordinator.get(f"{theirs.path}/attendance") == before
    await trainer.put(f"{hers.path}/sessions/{hers.sessions[0]}/{place}", body)


async def test_somebody_of_another_training_is_not_marked_under_hers(scheduling: Scheduling) -> None:
    hers, theirs = await taught(scheduling), await taught(scheduling)
    trainer = await scheduling.trainers_link(hers.training, UUID(int=77))
    path = f"{hers.path}/sessions/{hers.sessions[0]}/attendance"

    assert await trainer.refused("PUT", path, {"marks": [theirs.of("TJ-01")]}) == "not-on-roster"
    await trainer.put(path, {"marks": [hers.of("TJ-01")]})
