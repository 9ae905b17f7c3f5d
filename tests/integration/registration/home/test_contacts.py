"""How people are reached: the language of letters, and an address that is put right."""

import asyncio
import hashlib
from typing import Any
from uuid import UUID, uuid4

import pytest

from registration.domain.letter import Words
from registration.mail.words import translated
from shared.events.followup import CascadeApproved
from tests.integration.registration.home.plans import snapshot
from tests.integration.registration.home.test_invitations import invited
from tests.integration.registration.home.workbench import Applicant, Bench
from tests.support.servers import TestDatabase
from tests.support.trail import trail

WRONG, RIGHT, OTHER = "gulnora@example.org", "canary.gulnora@example.org", "other@example.org"
COORDINATOR, LED = UUID(int=1), UUID(int=41)
STANDING = "Where it stands, and what you agreed to"


async def her(bench: Bench, application: str) -> UUID:
    async with bench.service.database.transaction() as tx:
        found = await tx.one(UUID, "select participant from application where id = $1", UUID(application))
    assert found is not None
    return found


async def put_right(bench: Bench, person: UUID, contact: str = RIGHT, status: int = 200) -> Any:
    return await bench.coordinator.put(f"/v1/people/{person}/contact", {"contact": contact}, status)


def all_links(bench: Bench, contact: str) -> list[str]:
    return [token for links in bench.office.links(contact).values() for _, token in links]


async def opens(bench: Bench, applicant: Applicant, token: str) -> bool:
    return (await bench.anyone.link(token).http.get(applicant.path)).is_success


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def test_who_puts_an_address_right_is_noted(bench: Bench, database: TestDatabase) -> None:
    person = await bench.person("mentor", WRONG)
    await put_right(bench, person)
    (line,) = await trail(database, "registration", "contact-changed")
    assert (line.who, line.person, line.roles) == (COORDINATOR, person, ("coordinator",))
    assert (await bench.coordinator.get(f"/v1/people/{person}"))["contact"] == RIGHT


async def test_whoever_reads_the_wrong_address_opens_nothing_any_more_and_she_has_links_of_her_own(
    bench: Bench,
) -> None:
    applicant = await bench.submitted(await bench.called(), WRONG)
    await bench.post()
    before = all_links(bench, WRONG)
    assert [await opens(bench, applicant, token) for token in before] == [True] * len(before)
    await put_right(bench, await her(bench, applicant.application))
    await bench.post()
    assert [await opens(bench, applicant, token) for token in before] == [False] * len(before)
    assert await opens(bench, applicant, bench.office.token(RIGHT, "Your application"))
    assert [translated(Words.READDRESSED, "en") in text for text in bench.office.to(RIGHT)] == [True]
    assert len(all_links(bench, WRONG)) == len(before)


async def test_other_services_are_told_that_her_links_ended_and_of_those_that_are_new_without_the_address(
    bench: Bench,
) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training, WRONG)
    await bench.hear((await bench.as_told(training, applicant)).attended())
    await bench.post()
    person = await her(bench, applicant.application)
    await put_right(bench, person)
    await bench.post()
    (ended,) = await bench.said("LinksRevoked")
    assert (ended.value["participant"], ended.value.get("kept", [])) == (str(person), [])
    issued = [fact.value for fact in await bench.said("LinkIssued")]
    later = {one["purpose"]: one["token_hash"] for one in issued if one["version"] > ended.value["version"]}
    for purpose, label in (("follow-up", "Your plan and report"), ("feedback", "Your feedback")):
        assert later[purpose] == digest(bench.office.token(RIGHT, label))
    assert {ended.topic} == {fact.topic for fact in await bench.said("LinkIssued")}
    for fact in await bench.said():
        assert "canary" not in str(fact.value)


async def test_of_links_that_no_mail_server_has_seen_none_ends(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training, WRONG)
    await bench.post()
    host = await bench.as_told(training, applicant)
    await bench.hear(training.suspended(), host.attended())
    await put_right(bench, await her(bench, applicant.application))
    await bench.hear(training.resumed())
    await bench.post()
    (ended,) = await bench.said("LinksRevoked")
    thanks = [text for text in bench.office.to(RIGHT) if translated(Words.ATTENDED, "en") in text]
    tokens = [token for token in all_links(bench, RIGHT) if token in thanks[0]]
    assert len(thanks) == 1
    assert set(ended.value["kept"]) == {digest(token) for token in tokens}
    (standing,) = [
        token for _, token in bench.office.links(RIGHT)["Where it stands, and what you agreed to"] if token in thanks[0]
    ]
    assert await opens(bench, applicant, standing)


async def test_an_invitation_that_reached_nobody_goes_to_the_right_address_and_counts_as_sent(bench: Bench) -> None:
    one = await invited(bench, "550 no such mailbox")
    assert await bench.said("InvitationSent") == []
    await put_right(bench, one.host.participant)
    await bench.post()
    assert [fact.value["offer"] for fact in await bench.said("InvitationSent")] == [str(one.offer)]
    assert "answer by 10 March 2017" in bench.office.to(RIGHT)[0]
    answer = bench.anyone.link(bench.office.token(RIGHT, "Your answer"))
    await answer.post(f"/v1/invitations/{one.offer}/answer", {"answer": "accepted"})


async def test_whoever_leads_a_training_and_a_guest_have_new_links_too(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training, WRONG)
    host = await bench.as_told(training, applicant)
    await bench.hear(CascadeApproved(**snapshot(host, training=LED)), region="tj")
    await bench.person("guest", WRONG)
    await bench.post()
    person, old = host.participant, bench.office.token(WRONG, "What you agree to")
    await put_right(bench, person)
    await bench.post()
    new = bench.office.token(RIGHT, "What you agree to")
    consents = f"/v1/people/{person}/consents"
    assert await bench.anyone.link(old).refused("GET", consents) == "link-not-known"
    await bench.anyone.link(new).get(consents)
    led = [fact.value for fact in await bench.said("LinkIssued") if fact.value["purpose"] == "facilitate"]
    assert (led[-1]["training"], led[-1]["token_hash"]) == (
        str(LED),
        digest(bench.office.token(RIGHT, "Your training")),
    )


async def test_she_is_known_by_the_right_address_and_no_more_by_the_wrong_one(bench: Bench) -> None:
    training = await bench.called()
    hers = await bench.begin(training, WRONG)
    person = await her(bench, hers.application)
    await put_right(bench, person)
    await bench.post()
    again = await bench.begin(await bench.called(), RIGHT.upper())
    stranger = await bench.begin(await bench.called(), WRONG)
    assert await her(bench, again.application) == person
    assert await her(bench, stranger.application) != person


async def test_an_address_of_somebody_else_is_refused_and_nothing_is_changed(bench: Bench) -> None:
    hers = await bench.begin(await bench.called(), WRONG)
    person, other = await her(bench, hers.application), await bench.person("mentor", OTHER)
    refused = await put_right(bench, person, OTHER.upper(), 409)
    assert (refused["code"], refused["other"]) == ("contact-taken", str(other))
    assert OTHER not in str(refused).casefold()
    assert (await bench.coordinator.get(f"/v1/people/{person}"))["contact"] == WRONG
    assert await hers.state() == "draft"
    assert await bench.said("LinksRevoked") == []


async def test_of_two_who_are_given_one_address_at_once_one_has_it(bench: Bench) -> None:
    people = [await bench.person("mentor", contact) for contact in (WRONG, OTHER)]
    asked = [
        bench.coordinator.http.put(f"/v1/people/{person}/contact", json={"contact": RIGHT}, headers={"If-Match": "*"})
        for person in people
    ]
    assert sorted(answer.status_code for answer in await asyncio.gather(*asked)) == [200, 409]


async def test_the_address_that_she_has_already_ends_no_link(bench: Bench) -> None:
    hers = await bench.begin(await bench.called(), WRONG)
    await put_right(bench, await her(bench, hers.application), WRONG)
    await bench.post()
    assert await hers.state() == "draft"
    assert len(bench.office.to(WRONG)) == 1


async def test_an_address_that_somebody_else_put_right_meanwhile_is_not_overwritten(bench: Bench) -> None:
    person = await bench.person("mentor", WRONG)
    path = f"/v1/people/{person}"
    seen = (await bench.coordinator.http.get(path)).headers["etag"]
    body = {"contact": RIGHT}
    assert (await bench.coordinator.http.put(f"{path}/contact", json=body)).status_code == 428
    await bench.coordinator.put(f"{path}/contact", {"contact": OTHER}, seen=seen)
    await bench.coordinator.put(f"{path}/contact", body, 412, seen=seen)
    assert (await bench.coordinator.get(path))["contact"] == OTHER


async def test_of_nobody_known_there_is_no_address(bench: Bench) -> None:
    assert await bench.coordinator.refused("PUT", f"/v1/people/{uuid4()}/contact", {"contact": RIGHT}) == (
        "not-known-here"
    )


@pytest.mark.parametrize("contact", ["nowhere", "", "a@example.org, b@example.org"])
async def test_what_is_no_address_is_refused(bench: Bench, contact: str) -> None:
    person = await bench.person("mentor", WRONG)
    assert (await put_right(bench, person, contact, 422))["code"] == "invalid-request"


async def test_she_sees_where_she_is_written_to_and_nobody_else_does(bench: Bench, database: TestDatabase) -> None:
    training = await bench.called()
    hers, other = await bench.begin(training, WRONG), await bench.begin(training, OTHER)
    path = f"{hers.path}/contact"
    assert await hers.link.get(path) == {"contact": WRONG, "letters_in": "en"}
    assert await other.link.refused("GET", path) == "not-allowed"
    assert await bench.coordinator.refused("GET", path) == "not-allowed"
    assert await trail(database, "registration") == []


async def test_letters_are_in_the_language_that_she_chose_last(bench: Bench) -> None:
    hers = await bench.begin(await bench.called(), WRONG)
    answered = await hers.link.put(f"{hers.path}/language", {"letters_in": "tg"})
    assert answered["letters_in"] == "tg"
    await hers.fill_in()
    await hers.submit()
    await bench.post()
    assert translated(Words.RECEIVED, "tg") in bench.office.to(WRONG)[-1]


async def test_a_guest_chooses_the_language_of_her_letters(bench: Bench) -> None:
    person, other = await bench.person("guest", WRONG), await bench.person("guest", OTHER)
    await bench.post()
    link = bench.anyone.link(bench.office.token(WRONG, "What you agree to"))
    await link.put(f"/v1/people/{person}/language", {"letters_in": "tg"})
    assert (await link.get(f"/v1/people/{person}"))["letters_in"] == "tg"
    assert await link.refused("PUT", f"/v1/people/{other}/language", {"letters_in": "tg"}) == "not-allowed"
