"""What became of those who attended: links to other services, letters about plans."""

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from registration.domain.letter import Words
from registration.mail.words import translated
from shared.events.followup import (
    CascadeApproved,
    CascadeReported,
    CascadeReturned,
    CascadeWithdrawn,
    FollowUpDue,
    FollowUpStep,
    MentorAssigned,
    PlanEnd,
    Reach,
    ReturnedPart,
    ReturnReason,
)
from shared.events.scheduling import Outcome
from tests.integration.registration.home.facts import Applied, Training
from tests.integration.registration.home.plans import DUE, PLAN, of_plan, snapshot, told
from tests.integration.registration.home.workbench import Bench

CONTACT = "gulnora@example.org"


async def taking_part(bench: Bench) -> tuple[Training, Applied]:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.post()
    return training, await bench.as_told(training, applicant)


def issued(said: Sequence[Any], token: str) -> dict[str, Any]:
    """What was said of this token."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    (found,) = [fact.value for fact in said if fact.value["token_hash"] == digest]
    return dict(found)


async def test_whoever_attended_gets_links_that_followup_can_check_by_itself(bench: Bench) -> None:
    training, host = await taking_part(bench)
    await bench.hear(host.attended())
    await bench.post()
    said = await bench.said("LinkIssued")
    for label, purpose in (("Your plan and report", "follow-up"), ("Your feedback", "feedback")):
        link = issued(said, bench.office.token(CONTACT, label))
        assert (link["service"], link["purpose"], link["training"]) == ("followup", purpose, str(training.id))
        assert bench.office.links(CONTACT)[label][0][0] == "https://followup.example.org"
    assert {fact.topic for fact in said} == {"unsent.tj.registration.local"}


async def test_whoever_did_not_come_gets_none_until_that_is_corrected(bench: Bench) -> None:
    _, host = await taking_part(bench)
    await bench.hear(host.attended(Outcome.NO_SHOW))
    assert await bench.said("LinkIssued") == []
    correction = host.attended(Outcome.PARTLY).model_copy(update={"version": 2})
    await bench.hear(correction, correction.model_copy(update={"version": 3, "outcome": Outcome.ATTENDED}))
    assert [fact.value["purpose"] for fact in await bench.said("LinkIssued")] == ["follow-up", "feedback"]


async def test_an_outcome_ends_withdrawals(bench: Bench) -> None:
    training, host = await taking_part(bench)
    await bench.hear(host.attended())
    path = f"/v1/applications/{host.application}/withdrawal"
    assert await bench.coordinator.refused("POST", path, {"reason": "other"}) == "outcome-is-known"
    assert (await bench.listed(training))["TJ-01"]["outcome"] == "attended"


SENTENCES = (
    "was received",
    "sent your plan back",
    "sent your report back",
    "was closed",
    "you have a mentor",
    "waiting for your plan",
    "waiting for your report",
    "thank you for your report",
)


@pytest.mark.parametrize("words", SENTENCES)
async def test_a_planner_is_told_what_became_of_her_plan(bench: Bench, words: str) -> None:
    _, host = await taking_part(bench)
    before = len(bench.office.mails)
    await bench.hear(told(host)[words], region="tj")
    await bench.post()
    (mail,) = bench.office.mails[before:]
    assert words in str(mail.get_content()).casefold()


@pytest.mark.parametrize("words", ["waiting for your plan", "sent your report back"])
async def test_a_letter_that_asks_for_something_has_a_link_to_it(bench: Bench, words: str) -> None:
    training, host = await taking_part(bench)
    await bench.hear(told(host)[words], region="tj")
    await bench.post()
    link = issued(await bench.said("LinkIssued"), bench.office.token(CONTACT, "Your plan and report"))
    assert (link["training"], link["plan"], link["purpose"]) == (str(training.id), str(PLAN), "follow-up")


async def test_each_planner_of_an_approved_plan_gets_a_link_to_the_training_that_it_became(bench: Bench) -> None:
    _, host = await taking_part(bench)
    approved = CascadeApproved(**snapshot(host, training=UUID(int=41)))
    await bench.hear(approved, region="tj")
    await bench.post()
    link = issued(await bench.said("LinkIssued"), bench.office.token(CONTACT, "Your training"))
    assert (link["service"], link["purpose"], link["training"]) == ("scheduling", "facilitate", str(UUID(int=41)))
    assert bench.office.links(CONTACT)["Your training"][0][0] == "https://scheduling.example.org"


async def test_a_mentor_is_told_of_the_plan_that_she_accompanies(bench: Bench) -> None:
    _, host = await taking_part(bench)
    mentor = await bench.person("mentor", "m1@example.org")
    await bench.hear(MentorAssigned(**of_plan(host, mentor=mentor)), region="tj")
    await bench.post()
    assert translated(Words.MENTEE_NAMED, "ru") in bench.office.to("m1@example.org")[0]


async def test_a_letter_about_a_plan_waits_while_the_training_that_it_follows_is_suspended(bench: Bench) -> None:
    training, host = await taking_part(bench)
    mentor = await bench.person("mentor", "m1@example.org")
    await bench.post()
    before = len(bench.office.to(CONTACT))
    await bench.hear(training.suspended())
    plan = of_plan(host, parent=host.training)
    await bench.hear(
        MentorAssigned(**plan, mentor=mentor),
        CascadeWithdrawn(**{**plan, "version": 2}, how=PlanEnd.WITHDRAWN),
        CascadeApproved(**snapshot(host, training=UUID(int=41), version=3)),
        region="tj",
    )
    await bench.post()
    assert (len(bench.office.to(CONTACT)), len(bench.office.to("m1@example.org"))) == (before, 0)
    await bench.hear(training.resumed())
    await bench.post()
    assert (len(bench.office.to(CONTACT)), len(bench.office.to("m1@example.org"))) == (before + 3, 1)


@pytest.mark.parametrize("held", ["parent", "became"])
async def test_a_letter_about_a_plan_and_the_training_that_it_became_waits_for_each(bench: Bench, held: str) -> None:
    training, host = await taking_part(bench)
    became = Training({"host": "tj"}, id=UUID(int=41))
    await bench.post()
    before = len(bench.office.to(CONTACT))
    suspended = training if held == "parent" else became
    await bench.hear(suspended.suspended())
    about = {"parent": host.training, "training": became.id}
    due = {"due": DUE, "step": FollowUpStep.REPORT, "nth": 1}
    returned = {"part": ReturnedPart.REPORT, "reasons": (ReturnReason.FIGURES,)}
    figures = {"reach": Reach(women=20), "minutes": 480}
    await bench.hear(
        CascadeApproved(**snapshot(host, training=became.id)),
        FollowUpDue(**of_plan(host, **about, **due, version=2)),
        CascadeReported(**of_plan(host, **about, **figures, version=3)),
        CascadeReturned(**of_plan(host, **about, **returned, version=4)),
        CascadeWithdrawn(**of_plan(host, **about, how=PlanEnd.WITHDRAWN, version=5)),
        region="tj",
    )
    await bench.post()
    assert len(bench.office.to(CONTACT)) == before
    await bench.hear(suspended.resumed())
    await bench.post()
    assert len(bench.office.to(CONTACT)) == before + 5


async def test_coordinators_are_told_when_the_last_reminder_was_sent(bench: Bench) -> None:
    _, host = await taking_part(bench)
    await bench.person("coordinator", "c1@example.org")
    due = {"parent": host.training, "due": DUE, "step": FollowUpStep.REPORT}
    for nth in (1, 2, 3):
        await bench.hear(FollowUpDue(**{**of_plan(host, nth=nth, **due), "version": nth}), region="tj")
    await bench.post()
    assert len(bench.office.to("c1@example.org")) == 1
