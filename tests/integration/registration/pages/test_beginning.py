"""Whoever wants to apply: sees what the training is, and is sent her link."""

from uuid import uuid4

import pytest

from shared.events.scheduling import Sensitivity
from tests.integration.registration.home.facts import CLOSED, ENROLMENT, OPEN
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import by_letter, by_token, stranger

CONTACT = "gulnora@example.org"


async def test_whoever_comes_to_an_open_call_is_sent_her_link_and_goes_on_with_it(bench: Bench) -> None:
    training = await bench.called(title="Training of Trainers, Dushanbe 2017")
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply")
    assert "Training of Trainers, Dushanbe 2017" in visitor.words
    assert "4 February 2017, 04:00 (Asia/Tbilisi)" in visitor.words
    await visitor.press("Send me the link", {"contact": CONTACT, "language": "tg"})
    assert "We sent a letter with your link" in visitor.words
    assert f"to {CONTACT}" in visitor.words
    assert visitor.response is not None
    assert visitor.response.headers["cache-control"] == "no-store"
    assert CONTACT not in str(visitor.response.url)
    await bench.post()
    assert "You have begun" in (await by_letter(bench, CONTACT, "Your application")).words


async def test_an_address_that_is_none_is_said_at_its_field_and_stays(bench: Bench) -> None:
    training = await bench.called()
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply")
    await visitor.press("Send me the link", {"contact": "gulnora at home"}, status=422)
    assert "one e-mail address" in visitor.error_at("contact")
    assert visitor.value("contact") == "gulnora at home"


@pytest.mark.parametrize("typed", ["wrong@x", "wrong@example.", "wrong@.org", "wrong@example..org"])
async def test_an_address_whose_domain_has_no_dot_between_names_is_said_at_its_field(bench: Bench, typed: str) -> None:
    training = await bench.called()
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply")
    await visitor.press("Send me the link", {"contact": typed}, status=422)
    assert "one e-mail address" in visitor.error_at("contact")
    assert visitor.value("contact") == typed


async def test_an_address_that_is_none_is_said_in_her_language(bench: Bench) -> None:
    training = await bench.called()
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply")
    visitor.http.headers["Accept-Language"] = "tg"
    await visitor.press("Send me the link", {"contact": "gulnora at home"}, status=422)
    assert "суроғаи почтаи электронӣ" in visitor.error_at("contact")
    assert "e-mail" not in visitor.words


async def test_sending_it_twice_begins_one_application(bench: Bench) -> None:
    training = await bench.called()
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply")
    page = visitor.page
    for _ in range(2):
        visitor.page = page
        await visitor.press("Send me the link", {"contact": CONTACT})
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 1


async def test_a_closed_call_says_so(bench: Bench) -> None:
    training = await bench.called()
    bench.clock.time = CLOSED
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply")
    assert "The call is closed" in visitor.words
    assert visitor.page.select('[name="contact"]') == []


async def test_a_cancelled_training_says_so(bench: Bench) -> None:
    training = await bench.called()
    await bench.hear(training.cancelled())
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply")
    assert "This training was cancelled" in visitor.words


@pytest.mark.parametrize("sensitivity", [Sensitivity.DISCREET, Sensitivity.CLOSED])
async def test_of_a_training_that_is_not_open_nobody_hears_without_its_link(
    bench: Bench, sensitivity: Sensitivity
) -> None:
    training = await bench.called(sensitivity=sensitivity)
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply", status=404)
    unknown = await bench.anyone.refused("GET", f"/v1/trainings/{uuid4()}/call")
    assert await bench.anyone.refused("GET", f"{training.path}/call") == unknown


async def test_whoever_has_the_link_of_a_discreet_call_applies(bench: Bench) -> None:
    training = await bench.called(sensitivity=Sensitivity.DISCREET)
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
    visitor = await by_token(bench, entry["token"])
    assert visitor.here == f"/registration/trainings/{training.id}/apply"
    await visitor.press("Send me the link", {"contact": CONTACT})
    await bench.post()
    assert len(bench.office.to(CONTACT)) == 1


async def test_a_link_for_several_does_not_say_that_it_is_hers_alone(bench: Bench) -> None:
    training = await bench.called()
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 3})
    visitor = stranger(bench)
    await visitor.open(f"/enter/{entry['token']}")
    assert "Whoever has this link can begin an application of her own" in visitor.words
    assert "sent to you alone" not in visitor.words


async def test_the_link_of_a_call_shows_no_other_discreet_training(bench: Bench) -> None:
    discreet = {"sensitivity": Sensitivity.DISCREET}
    training, other = await bench.called(**discreet), await bench.called(**discreet)
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
    visitor = await by_token(bench, entry["token"])
    await visitor.open(f"/trainings/{other.id}/apply", status=404)


async def test_whoever_would_enrol_without_a_link_is_told_to_ask_for_one(bench: Bench) -> None:
    training = await bench.called(**{**ENROLMENT, **OPEN})
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.id}/apply")
    assert "You need a link from the people of this training" in visitor.words
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
    assert len((await by_token(bench, entry["token"])).page.select('[name="contact"]')) == 1


async def test_a_suspended_training_is_not_there_for_strangers(bench: Bench) -> None:
    training = await bench.called()
    await bench.hear(training.suspended())
    await stranger(bench).open(f"/trainings/{training.id}/apply", status=404)
