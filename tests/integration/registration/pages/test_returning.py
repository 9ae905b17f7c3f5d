"""Whoever lost her letter: her links are sent to her again, and nobody else learns that she is known."""

import asyncio
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from registration.domain.letter import Words
from registration.mail.words import translated
from shared.events.followup import CascadeApproved
from tests.integration.registration.home.facts import ANSWER_BY, CLOSED
from tests.integration.registration.home.plans import snapshot
from tests.integration.registration.home.test_invitations import invited
from tests.integration.registration.home.workbench import Applicant, Bench
from tests.integration.registration.pages.entering import by_letter, by_token, stranger
from tests.support.visiting import Visiting

CONTACT = "gulnora@example.org"
STANDING = "Where it stands, and what you agreed to"


def again(bench: Bench, contact: str = CONTACT) -> list[str]:
    """The letters that were asked for, in English or Russian."""
    said = [translated(Words.LINKS_AGAIN, language) for language in ("en", "ru")]
    return [text for text in bench.office.to(contact) if any(words in text for words in said)]


async def asks(bench: Bench, contact: str = CONTACT) -> str:
    """What she is told."""
    visitor = stranger(bench)
    await visitor.open("/links")
    await visitor.press("Send me my links", {"contact": contact})
    await bench.post()
    return visitor.words


async def comes_back(bench: Bench, label: str = "Your application") -> Visiting:
    """By the newest of the letters that she asked for, which is there."""
    before = len(again(bench))
    await asks(bench)
    assert len(again(bench)) == before + 1
    token = bench.office.token(CONTACT, label)
    assert token in again(bench)[-1]
    return await by_token(bench, token)


def is_at(visitor: Visiting, applicant: Applicant) -> bool:
    return visitor.here == f"/registration{applicant.path.removeprefix('/v1')}"


async def test_whoever_lost_her_letter_comes_back_to_the_same_application(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    await applicant.fill_in(name="Gulnora")
    assert is_at(await comes_back(bench), applicant)
    assert (await bench.coordinator.get(f"{training.path}/funnel"))["drafts"] == 1


async def test_after_the_call_is_closed_she_still_comes_back_and_withdraws(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    bench.clock.time = CLOSED
    visitor = await comes_back(bench)
    await visitor.follow("Withdraw")
    await visitor.press("Withdraw", {"reason": "personal"})
    assert await applicant.state() == "withdrawn"


async def test_whoever_lost_her_invitation_answers_by_the_link_that_she_is_sent(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await comes_back(bench, "Your answer")
    assert visitor.here == f"/registration/invitations/{one.offer}"
    bench.clock.time = ANSWER_BY + timedelta(days=1)
    await asks(bench)
    assert "Your answer" not in again(bench)[-1]


async def test_whoever_was_there_is_sent_the_links_to_plan_and_feedback_too(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    await bench.hear((await bench.as_told(training, applicant)).attended())
    await asks(bench)
    (letter,) = again(bench)
    assert [label in letter for label in ("Your application", "Your plan and report", "Your feedback")] == [True] * 3


async def test_whoever_leads_a_training_is_sent_a_link_to_it_and_a_guest_one_to_her_consents(
    bench: Bench,
) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    host = await bench.as_told(training, applicant)
    await bench.hear(CascadeApproved(**snapshot(host, training=UUID(int=41))), region="tj")
    await bench.person("guest", CONTACT)
    await bench.post()
    await asks(bench)
    assert len(again(bench)) == 3
    led, agreed = [bench.office.token(CONTACT, label) for label in ("Your training", "What you agree to")]
    assert [any(token in text for text in again(bench)) for token in (led, agreed)] == [True, True]
    issued = [fact.value for fact in await bench.said("LinkIssued") if fact.value["purpose"] == "facilitate"]
    assert (issued[-1]["training"], issued[-1]["token_hash"]) == (str(UUID(int=41)), sha256(led.encode()).hexdigest())
    assert (await by_token(bench, agreed)).here == f"/registration/people/{host.participant}/consents"


async def test_an_address_that_nobody_knows_is_answered_alike_and_not_written_to(bench: Bench) -> None:
    await bench.begin(await bench.called())
    assert await asks(bench, "nobody@example.org") == await asks(bench)
    assert bench.office.to("nobody@example.org") == []
    assert len(again(bench)) == 1


async def test_who_asks_in_her_name_over_and_over_does_not_fill_her_mailbox(bench: Bench) -> None:
    for _ in range(3):
        await bench.begin(await bench.called())
    for _ in range(5):
        await asks(bench)
    assert len(bench.office.to(CONTACT)) == 10


async def test_who_begins_in_her_name_over_and_over_does_not_fill_it_either(bench: Bench) -> None:
    training = await bench.called()
    for _ in range(12):
        await bench.anyone.post(f"{training.path}/applications", {"contact": CONTACT, "language": "en"})
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 10


async def test_of_two_who_ask_at_once_one_has_a_letter_written(bench: Bench) -> None:
    training = await bench.called()
    await bench.begin(training)
    await bench.hear(training.suspended())
    async with bench.service.database.transaction() as tx:
        await tx.execute("select from person for update")
        asked = [asyncio.ensure_future(bench.anyone.http.post("/v1/links", json={"contact": CONTACT})) for _ in "ab"]
    assert [answer.status_code for answer in await asyncio.gather(*asked)] == [204, 204]
    await bench.hear(training.resumed())
    await bench.post()
    assert len(again(bench)) == 1


async def test_of_two_applications_for_a_training_the_one_that_counts_is_sent(bench: Bench) -> None:
    training = await bench.called()
    first = await bench.submitted(training)
    await bench.submitted(training)
    assert is_at(await comes_back(bench), first)


async def test_whoever_withdrew_and_began_anew_is_sent_the_new_one(bench: Bench) -> None:
    training = await bench.called()
    first = await bench.submitted(training)
    await bench.anyone.link(bench.office.token(CONTACT, "Your application")).post(
        f"{first.path}/withdrawal", {"reason": "personal"}
    )
    second = await bench.begin(training)
    assert is_at(await comes_back(bench), second)


async def test_an_empty_draft_that_somebody_began_in_her_name_does_not_hide_hers(bench: Bench) -> None:
    training = await bench.called()
    hers = await bench.begin(training)
    await hers.fill_in(name="Gulnora")
    await bench.begin(training)
    assert is_at(await comes_back(bench), hers)


async def test_while_the_training_is_suspended_one_letter_waits_and_goes_out_when_it_goes_on(bench: Bench) -> None:
    training = await bench.called()
    await bench.begin(training)
    await bench.hear(training.suspended())
    for _ in range(3):
        await asks(bench)
    assert again(bench) == []
    await bench.hear(training.resumed())
    await bench.post()
    assert len(again(bench)) == 1


async def test_the_letter_behind_the_first_has_the_way_to_the_application(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    await bench.post()
    visitor = await by_letter(bench, CONTACT, STANDING)
    assert is_at(visitor, applicant)
    await visitor.follow("What is kept of me, and what I agreed to")


@pytest.mark.parametrize("contact", ["gulnora at home", ""])
async def test_an_address_that_is_none_is_said_at_its_field(bench: Bench, contact: str) -> None:
    visitor = stranger(bench)
    await visitor.open("/links")
    await visitor.press("Send me my links", {"contact": contact}, status=422)
    assert visitor.error_at("contact")
