"""Everybody is told what became of her, and nothing that is not so."""

from uuid import uuid4

import pytest

from shared.events.registration import ReleaseCause
from tests.integration.registration.home.test_invitations import CONTACT, invited
from tests.integration.registration.home.workbench import Bench


@pytest.mark.parametrize("fact", ["selected", "reserved", "confirmed"])
async def test_after_a_cancellation_nobody_is_told_anything_else(bench: Bench, fact: str) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    host = await bench.as_told(training, applicant)
    if fact == "confirmed":
        await bench.hear(host.selected(uuid4()))
    await bench.hear(training.cancelled())
    await bench.post()
    before = len(bench.office.mails)
    told = {"selected": lambda: host.selected(uuid4()), "reserved": host.reserved, "confirmed": host.confirmed}
    await bench.hear(told[fact]())
    await bench.post()
    assert await applicant.state() == fact
    assert bench.office.mails[before:] == []


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (ReleaseCause.EXPIRED, "no answer from you in time"),
        (ReleaseCause.DECLINED, "given back"),
        (ReleaseCause.BY_HOST, "took it back"),
    ],
)
async def test_whoever_loses_a_place_is_told_how(bench: Bench, how: ReleaseCause, words: str) -> None:
    one = await invited(bench)
    await bench.hear(one.host.released(one.offer, how))
    await bench.post()
    assert words in bench.office.to(CONTACT)[-1]


async def test_whoever_is_passed_over_is_told_that_she_waits_no_longer(bench: Bench) -> None:
    training = await bench.called()
    host = await bench.as_told(training, await bench.shortlisted(training))
    await bench.hear(host.reserved(), host.released(None, ReleaseCause.BY_HOST))
    await bench.post()
    assert "no longer on the reserve list" in bench.office.to(CONTACT)[-1]


async def test_whoever_was_ruled_out_is_told_when_everybody_is(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "other"})
    await bench.close_reviews(training)
    await bench.post()
    before = len(bench.office.to(CONTACT))
    await bench.hear(training.decided())
    await bench.post()
    (told,) = bench.office.to(CONTACT)[before:]
    assert "a condition of the call was not met" in told


async def test_whoever_is_ruled_out_after_the_decision_is_told_at_once(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.shortlisted(training)
    await bench.hear(training.decided())
    await bench.coordinator.post(f"{applicant.path}/ineligibility", {"rule": "other"})
    await bench.post()
    assert "a condition of the call was not met" in bench.office.to(CONTACT)[-1]
