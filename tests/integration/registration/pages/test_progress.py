"""Where an application stands, in plain words, and how it is withdrawn."""

import re
from uuid import uuid4

import pytest

from shared.events.registration import LeftOutReason, NotSelectedReason, ReleaseCause
from shared.events.scheduling import Sensitivity
from tests.integration.registration.home.facts import CLOSED, Training
from tests.integration.registration.home.test_invitations import invited
from tests.integration.registration.home.workbench import Applicant, Bench
from tests.integration.registration.pages.entering import by_letter, entered
from tests.support.visiting import Visiting


async def seen(bench: Bench, applicant: Applicant) -> Visiting:
    visitor = await entered(bench, applicant)
    return await visitor.open(f"/applications/{applicant.application}")


async def ruled_out(bench: Bench) -> tuple[Training, Applicant]:
    training = await bench.called()
    applicant = await bench.submitted(training)
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "cannot_attend"})
    return training, applicant


async def test_what_was_sent_was_received_and_then_is_reviewed(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await seen(bench, applicant)
    assert "It was received" in visitor.words
    assert "9 January 2017, 04:00 (Asia/Tbilisi)" in visitor.words
    bench.clock.time = CLOSED
    assert "It is being reviewed" in (await visitor.open(visitor.here)).words


async def test_what_was_not_sent_before_the_call_closed_is_not_considered(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    bench.clock.time = CLOSED
    assert "was not sent" in (await seen(bench, applicant)).words


async def test_a_rule_is_told_with_the_selection_and_not_before(bench: Bench) -> None:
    training, applicant = await ruled_out(bench)
    visitor = await seen(bench, applicant)
    assert "It is being reviewed" in visitor.words
    assert (await applicant.link.get(applicant.path))["rule"] is None
    await bench.hear(training.decided())
    await visitor.open(visitor.here)
    assert "a condition of the call was not met" in visitor.words
    assert "able to come on all days" in visitor.words


async def test_the_reserve_and_those_who_are_not_selected_read_it(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    host = await bench.as_told(training, applicant)
    await bench.hear(host.reserved())
    visitor = await seen(bench, applicant)
    assert "You are on the reserve list" in visitor.words
    await bench.hear(host.not_selected(NotSelectedReason.STOOD_DOWN))
    assert "could not offer you a place" in (await visitor.open(visitor.here)).words


async def test_whoever_could_not_have_come_in_time_reads_that_and_of_no_points(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    host = await bench.as_told(training, applicant)
    await bench.hear(host.not_selected(left_out=LeftOutReason.VISA_LEAD))
    visitor = await seen(bench, applicant)
    assert "you could have travelled only after the training begins" in visitor.words
    assert "more points" not in visitor.words


async def test_whoever_is_invited_reads_until_when_and_comes_to_the_answer_once_she_opened_its_letter(
    bench: Bench,
) -> None:
    one = await invited(bench)
    visitor = await seen(bench, one.applicant)
    assert "Please answer until 10 March 2017, 23:00 (Asia/Tbilisi)" in visitor.words
    assert "The link to answer is in the letter" in visitor.words
    await visitor.open(f"/enter/{bench.office.token(one.applicant.contact, 'Your answer')}")
    await visitor.press("Continue")
    await visitor.open(f"/applications/{one.applicant.application}")
    await visitor.follow("Answer the invitation")
    assert visitor.here == f"/registration/invitations/{one.offer}"


async def test_the_link_of_a_replaced_invitation_leads_to_no_page_that_is_not_hers(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await by_letter(bench, one.applicant.contact, "Your answer")
    await bench.hear(one.host.released(one.offer, ReleaseCause.BY_HOST), one.host.selected(uuid4()))
    await visitor.follow("Where my application stands")
    assert "The link to answer is in the letter" in visitor.words
    assert await visitor.closed_links() == []


@pytest.mark.parametrize(
    ("how", "words"), [(ReleaseCause.EXPIRED, "no answer from you in time"), (ReleaseCause.BY_HOST, "no longer have")]
)
async def test_whoever_lost_her_place_reads_how(bench: Bench, how: ReleaseCause, words: str) -> None:
    one = await invited(bench)
    await bench.hear(one.host.released(one.offer, how))
    assert words in (await seen(bench, one.applicant)).words


async def test_a_cancelled_training_says_so_and_asks_for_nothing(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.training.cancelled())
    visitor = await seen(bench, one.applicant)
    assert "This training was cancelled" in visitor.words
    assert "Please answer" not in visitor.words


async def test_whoever_took_part_is_thanked(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.host.confirmed(one.offer))
    visitor = await seen(bench, one.applicant)
    assert "Your place is confirmed" in visitor.words
    await bench.hear(one.host.attended())
    await visitor.open(visitor.here)
    assert "You took part" in visitor.words
    assert "Withdraw" not in visitor.words


async def test_while_a_training_is_suspended_her_page_says_that_nothing_is_lost(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    visitor = await entered(bench, applicant)
    await bench.hear(training.suspended())
    await visitor.open(visitor.here, status=423)
    assert "What you sent is kept" in visitor.words


async def test_where_her_yes_is_still_on_its_way_the_page_looks_for_the_answer_by_itself(bench: Bench) -> None:
    one = await invited(bench)
    visitor = await seen(bench, one.applicant)
    assert not visitor.page.select("#waits")
    await (await by_letter(bench, one.applicant.contact, "Your answer")).press("Yes, I am coming")
    await visitor.open(visitor.here)
    assert visitor.page.select("#waits")
    await bench.hear(one.host.confirmed(one.offer))
    await visitor.follow("Look again")
    assert "Your place is confirmed" in visitor.words
    assert not visitor.page.select("#waits")


async def test_a_withdrawal_in_a_second_tab_says_that_she_has_withdrawn(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    first, second = await seen(bench, applicant), await seen(bench, applicant)
    for visitor in (first, second):
        await visitor.follow("Withdraw")
    for visitor in (first, second):
        await visitor.press("Withdraw for good", {"reason": "care_duty"})
        assert "You have withdrawn" in visitor.words
    assert len(await bench.said("ApplicationWithdrawn")) == 1
    await second.open(f"/applications/{applicant.application}/withdrawal")
    assert "You have withdrawn" in second.words


async def test_a_withdrawal_has_a_reason_and_is_confirmed_on_its_own_page(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await seen(bench, applicant)
    await visitor.follow("Withdraw")
    await visitor.press("Withdraw for good", status=422)
    assert visitor.error_at("reason")
    assert await applicant.state() == "submitted"
    await visitor.press("Withdraw for good", {"reason": "care_duty"})
    assert "You have withdrawn" in visitor.words
    (said,) = await bench.said("ApplicationWithdrawn")
    assert said.value["reason"] == "care_duty"


async def test_an_application_that_was_never_begun_is_not_there(bench: Bench) -> None:
    visitor = await entered(bench, await bench.begin(await bench.called()))
    await visitor.open(f"/applications/{uuid4()}", status=403)


async def test_whoever_applied_for_two_discreet_trainings_reads_both(bench: Bench) -> None:
    discreet = {"sensitivity": Sensitivity.DISCREET}
    trainings = [await bench.called(**discreet, country=country) for country in ("KG", "UZ")]
    both = []
    for training in trainings:
        entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
        both.append(await bench.begin(training, by=bench.anyone.link(entry["token"])))
    visitor = await entered(bench, both[0])
    first = bench.office.to(both[0].contact)[0]
    await visitor.open(f"/enter/{re.findall(r'[A-Za-z0-9_-]{43}', first)[0]}")
    await visitor.press("Continue")
    for applicant, country in zip(both, ("Kyrgyzstan", "Uzbekistan"), strict=True):
        await visitor.open(f"/applications/{applicant.application}")
        assert country in visitor.words


async def test_what_was_sent_is_not_filled_in_again(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/letter")
    assert visitor.here == f"/registration/applications/{applicant.application}"
