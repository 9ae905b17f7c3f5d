"""While a region is suspended its people get no letter and no link of theirs opens, wherever a training is hosted."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

from shared.events.registration import ReleaseCause
from tests.integration.registration.home.facts import ANSWER_BY, HOST, PUBLISHED, Training
from tests.integration.registration.home.test_invitations import invited
from tests.integration.registration.home.test_letters import at_once
from tests.integration.registration.home.workbench import Bench
from tests.support.lockdown import region_resumed, region_suspended

CONTACT = "gulnora@example.org"
AGAIN = UUID(int=902)


async def test_letters_about_a_training_that_is_hosted_elsewhere_wait_until_the_region_goes_on(bench: Bench) -> None:
    await bench.submitted(training := await bench.called())
    assert training.announced().host == HOST
    before = len(bench.office.to(CONTACT))
    await bench.hear(region_suspended(PUBLISHED), region="tj")
    await bench.hear(training.cancelled())
    await bench.post()
    assert len(bench.office.to(CONTACT)) == before
    await bench.hear(region_resumed(PUBLISHED), region="tj")
    await bench.post()
    assert len(bench.office.to(CONTACT)) == before + 2


def invitations_of(bench: Bench) -> list[str]:
    """The day until which each that was mailed can be answered."""
    return [found for mail in bench.office.to(CONTACT) for found in re.findall("answer by ([^,]+),", mail)]


async def test_an_invitation_whose_time_ran_out_meanwhile_is_not_mailed(bench: Bench) -> None:
    one = await invited(bench, posted=False)
    await bench.hear(region_suspended(PUBLISHED), region="tj")
    bench.clock.time = ANSWER_BY + timedelta(days=1)
    await bench.hear(region_resumed(bench.clock.time), region="tj")
    await bench.post()
    assert invitations_of(bench) == []
    await bench.hear(one.host.selected(one.offer, ANSWER_BY + timedelta(days=7)))
    await bench.post()
    assert invitations_of(bench) == ["17 March 2017"]


async def test_an_older_letter_that_the_mail_server_put_off_is_not_sent_behind_a_newer_one(
    bench: Bench,
) -> None:
    one = await invited(bench, "451 come back later")
    await bench.hear(one.host.selected(one.offer, ANSWER_BY + timedelta(days=7)))
    del bench.office.refuse[CONTACT]
    await at_once(bench)
    await bench.post()
    assert invitations_of(bench) == ["17 March 2017"]


async def test_an_invitation_in_place_of_which_another_was_made_is_not_mailed(bench: Bench) -> None:
    one = await invited(bench, posted=False)
    new = uuid4()
    await bench.hear(one.host.released(one.offer, ReleaseCause.BY_HOST), one.host.selected(new))
    await bench.post()
    assert len(invitations_of(bench)) == 1
    assert (await one.link.post(f"/v1/invitations/{new}/answer", {"answer": "accepted"}))["state"] == "received"


async def test_of_an_invitation_that_waits_and_has_new_days_the_new_letter_alone_goes_out(bench: Bench) -> None:
    one = await invited(bench, posted=False)
    await bench.hear(one.host.selected(one.offer, ANSWER_BY + timedelta(days=7)))
    await bench.post()
    assert invitations_of(bench) == ["17 March 2017"]


async def test_her_link_for_a_training_that_is_hosted_elsewhere_opens_nothing(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    await bench.hear(region_suspended(PUBLISHED), region="tj")
    assert await applicant.link.refused("GET", applicant.path) == "suspended"
    assert await bench.coordinator.refused("GET", f"{training.path}/applications") == "suspended"
    assert (await bench.coordinator.get("/v1/trainings"))["items"] == []
    assert await bench.anyone.refused("GET", f"{training.path}/call") == "not-known-here"


async def test_a_training_that_is_announced_meanwhile_stays_quiet(bench: Bench) -> None:
    await bench.hear(region_suspended(PUBLISHED), region="tj")
    training = await bench.called()
    assert (await bench.coordinator.get("/v1/trainings"))["items"] == []
    body = {"contact": CONTACT, "language": "tg"}
    assert await bench.anyone.refused("POST", f"{training.path}/applications", body) == "not-known-here"


async def test_a_letter_that_is_about_no_training_waits_too(bench: Bench) -> None:
    await bench.hear(region_suspended(PUBLISHED), region="tj")
    await bench.person("guest", "g1@example.org")
    await bench.post()
    assert bench.office.mails == []
    await bench.hear(region_resumed(PUBLISHED), region="tj")
    await bench.post()
    assert len(bench.office.to("g1@example.org")) == 1


async def test_a_link_that_is_for_no_training_opens_nothing_either(bench: Bench) -> None:
    person = await bench.person("guest", "g1@example.org")
    await bench.post()
    link = bench.anyone.link(bench.office.token("g1@example.org", "What you agree to"))
    await bench.hear(region_suspended(PUBLISHED), region="tj")
    assert await link.refused("GET", f"/v1/people/{person}") == "suspended"
    assert (await bench.coordinator.get(f"/v1/people/{person}"))["contact"] == "g1@example.org"


async def test_a_region_that_two_suspended_waits_for_both(bench: Bench) -> None:
    training: Training = await bench.called()
    await bench.hear(region_suspended(PUBLISHED), region_suspended(PUBLISHED, AGAIN), region="tj")
    await bench.hear(region_resumed(PUBLISHED), region="tj")
    assert await bench.coordinator.refused("GET", f"{training.path}/applications") == "suspended"
    await bench.hear(region_resumed(PUBLISHED, AGAIN), region="tj")
    assert (await bench.coordinator.get(f"{training.path}/applications"))["items"] == []
