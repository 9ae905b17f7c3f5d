"""What the host decided: told by mail, answered by link."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.events.registration import LeftOutReason, NotSelectedReason, ReleaseCause, Via
from shared.events.scheduling import ChangedPart
from tests.integration.registration.home.facts import ANSWER_BY, ENROLMENT, PUBLISHED, Applied, Training
from tests.integration.registration.home.workbench import Applicant, Bench
from tests.support.services import Asking

CONTACT = "gulnora@example.org"


class Invited:
    """Somebody with an offer, whose mail was accepted."""

    def __init__(self, bench: Bench, training: Training, applicant: Applicant, host: Applied) -> None:
        self.bench, self.training, self.applicant, self.host = bench, training, applicant, host
        self.offer = uuid4()

    @property
    def link(self) -> Asking:
        return self.bench.anyone.link(self.bench.office.token(CONTACT, "Your answer"))

    @property
    def path(self) -> str:
        return f"/v1/invitations/{self.offer}"

    async def answer(self, answer: str, **more: Any) -> str:
        return str((await self.link.post(f"{self.path}/answer", {"answer": answer, **more}))["state"])

    async def refused(self, answer: str) -> str:
        return await self.link.refused("POST", f"{self.path}/answer", {"answer": answer})


async def invited(bench: Bench, reply: str | None = None, *, posted: bool = True) -> Invited:
    """`reply`: of the mail server that refuses the invitation; `posted`: whether letters went out since."""
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.close_reviews(training)
    bench.clock.time = PUBLISHED
    if reply is not None:
        bench.office.refuse[CONTACT] = reply
    one = Invited(bench, training, applicant, await bench.as_told(training, applicant))
    await bench.hear(training.decided(), one.host.selected(one.offer))
    if posted:
        await bench.post()
    return one


async def test_an_offer_is_mailed_and_said_to_be_sent_once_the_mail_was_accepted(bench: Bench) -> None:
    one = await invited(bench)
    assert "answer by 10 March 2017, 23:00 (Asia/Tbilisi)" in bench.office.to(CONTACT)[-1]
    assert (await one.link.get(one.path))["state"] == "sent"
    (said,) = await bench.said("InvitationSent")
    assert (said.value["offer"], said.value["version"]) == (str(one.offer), 3)


async def test_an_offer_whose_mail_is_not_taken_does_not_count_as_sent(bench: Bench) -> None:
    one = await invited(bench, "550 no such mailbox")
    assert await bench.said("InvitationSent") == []
    found = await bench.coordinator.get(f"{one.training.path}/invitations")
    assert [item["state"] for item in found["items"]] == ["to_send"]


async def test_an_acceptance_is_received_and_said_with_its_time(bench: Bench) -> None:
    one = await invited(bench)
    assert await one.answer("accepted") == "received"
    (said,) = await bench.said("InvitationAnswered")
    assert (said.value["answer"], said.value["answered_at"]) == ("accepted", "2017-02-27T00:00:00Z")
    assert await one.applicant.state() == "selected"


async def test_a_decline_says_why(bench: Bench) -> None:
    one = await invited(bench)
    assert await one.answer("declined", reason="employer_leave") == "received"
    assert (await bench.said("InvitationAnswered"))[0].value["reason"] == "employer_leave"
    assert await one.refused("accepted") == "already-answered"


async def test_whoever_accepted_and_cannot_come_withdraws(bench: Bench) -> None:
    one = await invited(bench)
    await one.answer("accepted")
    assert await one.refused("declined") == "withdraw-instead"
    withdrawn = await one.link.post(f"{one.applicant.path}/withdrawal", {"reason": "personal"})
    assert withdrawn["state"] == "withdrawn"


async def test_the_last_moment_to_answer_counts_and_the_next_does_not(bench: Bench) -> None:
    one = await invited(bench)
    bench.clock.time = ANSWER_BY + timedelta(microseconds=1)
    assert await one.refused("accepted") == "answer-too-late"
    bench.clock.time = ANSWER_BY
    assert await one.answer("accepted") == "received"


async def test_a_link_answers_no_other_offer(bench: Bench) -> None:
    one = await invited(bench)
    assert await one.link.refused("GET", f"/v1/invitations/{uuid4()}") == "not-allowed"
    assert await bench.coordinator.refused("GET", one.path) == "not-allowed"


async def test_more_time_for_an_offer_is_mailed_with_a_new_link(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.host.selected(one.offer, ANSWER_BY + timedelta(days=7)))
    await bench.post()
    assert "answer by 17 March 2017" in bench.office.to(CONTACT)[-1]
    bench.clock.time = ANSWER_BY + timedelta(days=1)
    assert await one.answer("accepted") == "received"
    assert len(await bench.said("InvitationSent")) == 2


async def test_the_link_of_an_offer_lives_as_long_as_the_offer_and_a_day(bench: Bench) -> None:
    await invited(bench)
    sql = "select extract(epoch from expires_at - clock_timestamp())::integer from link where purpose = 'answer'"
    async with bench.service.database.transaction() as tx:
        left = await tx.one(int, sql)
    lifetime = (ANSWER_BY - PUBLISHED + timedelta(days=1)).total_seconds()
    assert left is not None
    assert lifetime - 600 < left <= lifetime


async def test_a_new_offer_replaces_the_old_one(bench: Bench) -> None:
    one = await invited(bench)
    old = one.link
    new = uuid4()
    await bench.hear(one.host.released(one.offer, ReleaseCause.BY_HOST), one.host.selected(new))
    await bench.post()
    answer = {"answer": "accepted"}
    assert await old.refused("POST", f"{one.path}/answer", answer) == "offer-superseded"
    assert (await one.link.post(f"/v1/invitations/{new}/answer", answer))["state"] == "received"


async def test_an_offer_that_ran_out_is_closed(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.host.released(one.offer, ReleaseCause.EXPIRED))
    assert await one.refused("accepted") == "invitation-closed"
    assert await one.applicant.state() == "released"
    found = await bench.coordinator.get(f"{one.training.path}/invitations")
    assert {name: found[name] for name in ("sent", "accepted", "declined", "expired")} == {
        "sent": 1,
        "accepted": 0,
        "declined": 0,
        "expired": 1,
    }


async def test_a_withdrawal_closes_the_offer(bench: Bench) -> None:
    one = await invited(bench)
    await one.applicant.link.post(f"{one.applicant.path}/withdrawal", {"reason": "personal"})
    assert await one.refused("accepted") == "invitation-closed"


async def test_confirmed_is_said_by_the_host_alone(bench: Bench) -> None:
    one = await invited(bench)
    await one.answer("accepted")
    await bench.hear(one.host.confirmed(one.offer))
    await bench.post()
    assert await one.applicant.state() == "confirmed"
    assert "confirmed" in bench.office.to(CONTACT)[-1]


async def test_enrolment_is_confirmed_without_an_offer(bench: Bench) -> None:
    training = await bench.called(**ENROLMENT)
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 5})
    applicant = await bench.begin(training, by=bench.anyone.link(entry["token"]))
    await applicant.link.put(f"{applicant.path}/form", {"name": "Zarina", "country": "TJ"})
    await applicant.submit()
    await bench.hear((await bench.as_told(training, applicant)).confirmed(via=Via.ENROLMENT))
    assert await applicant.state() == "confirmed"


async def test_the_reserve_is_told_and_invited_later(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    host = await bench.as_told(training, applicant)
    await bench.hear(host.reserved())
    await bench.post()
    assert "reserve list" in bench.office.to(CONTACT)[-1]
    await bench.hear(host.selected(uuid4()))
    assert await applicant.state() == "selected"


@pytest.mark.parametrize(
    ("reason", "words"),
    [(NotSelectedReason.BELOW_SELECTED, "could not offer"), (NotSelectedReason.STOOD_DOWN, "reserve list is closed")],
)
async def test_whoever_gets_no_place_is_told_why(bench: Bench, reason: NotSelectedReason, words: str) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.hear((await bench.as_told(training, applicant)).not_selected(reason))
    await bench.post()
    assert words in bench.office.to(CONTACT)[-1]
    assert await applicant.state() == "not_selected"


async def test_whoever_could_not_have_come_in_time_is_told_that_and_not_that_others_had_more_points(
    bench: Bench,
) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    host = await bench.as_told(training, applicant)
    await bench.hear(host.not_selected(left_out=LeftOutReason.VISA_LEAD))
    await bench.post()
    assert "only after the training begins" in bench.office.to(CONTACT)[-1]
    assert "more points" not in bench.office.to(CONTACT)[-1]
    shown = await bench.coordinator.get(f"/v1/applications/{applicant.application}")
    assert (shown["state"], shown["left_out"]) == ("not_selected", "visa_lead")


async def test_what_is_said_of_other_homes_people_changes_nothing(bench: Bench) -> None:
    one = await invited(bench)
    letters = await waiting(bench)
    elsewhere = Applied(UUID(one.applicant.application), one.host.participant, one.training.id, home="ge", version=50)
    await bench.hear(elsewhere.released(one.offer, ReleaseCause.BY_HOST), elsewhere.not_selected())
    assert await one.applicant.state() == "selected"
    assert await waiting(bench) == letters


async def waiting(bench: Bench) -> int:
    async with bench.service.database.transaction() as tx:
        return await bench.sender.pending(tx)


async def test_new_days_are_mailed_with_a_link_to_give_the_place_back(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.training.changed(ChangedPart.DATES, starts_on="2017-05-16", ends_on="2017-05-19"))
    await bench.post()
    assert "days of your training have changed" in bench.office.to(CONTACT)[-1]
    link = bench.anyone.link(bench.office.token(CONTACT, "Your application"))
    withdrawn = await link.post(f"{one.applicant.path}/withdrawal", {"reason": "personal"})
    assert withdrawn["state"] == "withdrawn"


async def test_an_agenda_is_told_to_those_who_have_a_place(bench: Bench) -> None:
    one = await invited(bench)
    await bench.hear(one.host.confirmed(one.offer), one.training.agenda_published())
    await bench.post()
    assert "agenda" in bench.office.to(CONTACT)[-1]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_a_cancellation_is_told_once_whichever_fact_comes_first(bench: Bench, order: tuple[int, int]) -> None:
    one = await invited(bench)
    await bench.hear(one.host.confirmed(one.offer))
    facts = (one.training.cancelled(), one.host.released(one.offer, ReleaseCause.CANCELLED))
    for place in order:
        await bench.hear(facts[place])
    await bench.post()
    last = bench.office.to(CONTACT)[-2:]
    assert ["confirmed" in last[0], "cancelled" in last[1]] == [True, True]
    assert await one.applicant.state() == "released"


async def test_after_a_cancellation_nobody_begins(bench: Bench) -> None:
    training = await bench.called()
    await bench.hear(training.cancelled())
    body = {"contact": CONTACT, "language": "tg"}
    assert await bench.anyone.refused("POST", f"{training.path}/applications", body) == "training-is-cancelled"
    assert (await bench.coordinator.get(training.path))["call"] == "cancelled"
