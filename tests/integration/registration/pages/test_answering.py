"""Whoever is invited answers by the link of her letter."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shared.events.registration import ReleaseCause
from tests.integration.registration.home.facts import AFTER, ANSWER_BY
from tests.integration.registration.home.test_invitations import Invited, invited
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import by_letter
from tests.support.visiting import Visiting


async def opened(bench: Bench, one: Invited) -> Visiting:
    return await by_letter(bench, one.applicant.contact, "Your answer")


def updates_itself(visitor: Visiting) -> bool:
    return bool(visitor.page.select("#waits"))


async def test_she_says_yes_is_told_that_it_was_received_and_sees_it_confirmed(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await opened(bench, one)
    assert "Please answer until 10 March 2017, 23:00 (Asia/Tbilisi)" in visitor.words
    assert not updates_itself(visitor)
    await visitor.press("Yes, I am coming")
    assert "We have received that you are coming" in visitor.words
    assert updates_itself(visitor)
    await bench.hear(one.host.confirmed(one.offer))
    await visitor.open(visitor.here)
    assert "Your place is confirmed" in visitor.words
    assert not updates_itself(visitor)
    assert "Answer one of our letters" in visitor.words


async def test_before_she_gives_her_place_back_she_reads_that_it_is_for_good(bench: Bench) -> None:
    visitor = await opened(bench, await invited(bench))
    button = visitor.page.find("button", string="No, I give the place back")
    assert button is not None
    (before,) = button.find_previous_siblings("p", limit=1)
    assert "This cannot be taken back." in before.get_text()


async def test_whoever_is_coming_reads_what_comes_next(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.host.confirmed(one.offer))
    visitor = await opened(bench, one)
    await visitor.open(f"/applications/{one.applicant.application}")
    assert "The agenda stands here as soon as it is published" in visitor.words


async def test_after_a_training_nobody_is_told_that_she_is_looked_forward_to(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.host.confirmed(one.offer))
    bench.clock.time = AFTER + timedelta(hours=8)
    visitor = await opened(bench, one)
    assert "Your place was confirmed. The days of this training are over." in visitor.words
    await visitor.open(f"/applications/{one.applicant.application}")
    assert "Your place was confirmed. The days of this training are over." in visitor.words
    await bench.hear(one.training.completed(), one.host.attended())
    for path in (f"/invitations/{one.offer}", f"/applications/{one.applicant.application}"):
        await visitor.open(path)
        assert "You took part. Thank you." in visitor.words


async def test_she_says_no_and_why(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await opened(bench, one)
    await visitor.press("No, I give the place back", {"reason": "visa_refused"})
    assert "We have received that you are not coming" in visitor.words
    (said,) = await bench.said("InvitationAnswered")
    assert (said.value["answer"], said.value["reason"]) == ("declined", "visa_refused")


async def test_she_need_not_say_why(bench: Bench) -> None:
    one = await invited(bench)
    await (await opened(bench, one)).press("No, I give the place back")
    assert (await bench.said("InvitationAnswered"))[0].value["answer"] == "declined"


async def test_a_double_click_answers_once(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await opened(bench, one)
    page = visitor.page
    for _ in range(2):
        visitor.page = page
        await visitor.press("Yes, I am coming")
        assert "We have received" in visitor.words
    assert len(await bench.said("InvitationAnswered")) == 1


async def test_after_its_time_an_invitation_says_when_that_was(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await opened(bench, one)
    bench.clock.time = ANSWER_BY + timedelta(seconds=1)
    await visitor.press("Yes, I am coming", status=409)
    assert "There is a problem" in visitor.words
    assert "could be answered until 10 March 2017, 23:00 (Asia/Tbilisi)" in visitor.words
    assert visitor.page.select('[name="answer"]') == []


@pytest.mark.parametrize(
    ("how", "words"), [(ReleaseCause.EXPIRED, "That time is over"), (ReleaseCause.BY_HOST, "took this invitation back")]
)
async def test_an_invitation_that_ended_says_how(bench: Bench, how: ReleaseCause, words: str) -> None:
    one = await invited(bench)
    await bench.hear(one.host.released(one.offer, how))
    assert words in (await opened(bench, one)).words


async def test_an_invitation_that_was_replaced_says_so(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await opened(bench, one)
    await bench.hear(one.host.released(one.offer, ReleaseCause.BY_HOST), one.host.selected(uuid4()))
    await visitor.open(visitor.here)
    assert "A newer invitation was sent" in visitor.words


async def test_whoever_said_yes_and_cannot_come_withdraws_from_there(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await opened(bench, one)
    await visitor.press("Yes, I am coming")
    await visitor.follow("cannot come after all")
    await visitor.press("Withdraw for good", {"reason": "personal"})
    assert "You have withdrawn" in visitor.words


async def test_another_persons_invitation_is_not_shown(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await opened(bench, one)
    await visitor.open(f"/invitations/{uuid4()}", status=403)
