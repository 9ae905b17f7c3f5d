"""Whoever lost her letter: her links are sent to her again, and nobody else learns that she is known."""

from tests.integration.registration.home.facts import CLOSED
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import by_letter, stranger

CONTACT = "gulnora@example.org"
STANDING = "Where it stands, and what you agreed to"


async def asks_again(bench: Bench, contact: str = CONTACT) -> str:
    """What she is told."""
    visitor = stranger(bench)
    await visitor.open("/links")
    await visitor.press("Send me my links", {"contact": contact})
    await bench.post()
    return visitor.words


async def test_whoever_lost_her_letter_comes_back_to_the_same_application(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    await applicant.fill_in(name="Gulnora")
    await asks_again(bench)
    visitor = await by_letter(bench, CONTACT, "Your application")
    assert visitor.here == f"/registration{applicant.path.removeprefix('/v1')}"
    assert (await bench.coordinator.get(f"{training.path}/funnel"))["drafts"] == 1


async def test_it_takes_no_use_of_an_entry_link(bench: Bench) -> None:
    training = await bench.called()
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 1})
    await bench.begin(training, by=bench.anyone.link(entry["token"]))
    assert "a letter with its link is on its way" in await asks_again(bench)
    assert len(bench.office.to(CONTACT)) == 2


async def test_after_the_call_is_closed_she_still_comes_back_and_withdraws(bench: Bench) -> None:
    await bench.submitted(await bench.called())
    bench.clock.time = CLOSED
    await asks_again(bench)
    visitor = await by_letter(bench, CONTACT, "Your application")
    await visitor.follow("Withdraw")


async def test_an_address_that_nobody_knows_is_answered_alike_and_not_written_to(bench: Bench) -> None:
    await bench.begin(await bench.called())
    assert await asks_again(bench, "nobody@example.org") == await asks_again(bench)
    assert bench.office.to("nobody@example.org") == []


async def test_who_asks_in_her_name_over_and_over_does_not_fill_her_mailbox(bench: Bench) -> None:
    await bench.begin(await bench.called())
    for _ in range(12):
        await asks_again(bench)
    assert len(bench.office.to(CONTACT)) == 1 + 10


async def test_of_two_applications_for_a_training_the_one_that_counts_is_sent(bench: Bench) -> None:
    training = await bench.called()
    first = await bench.submitted(training)
    second = await bench.begin(training)
    await second.fill_in()
    await second.submit()
    await bench.post()
    await asks_again(bench)
    assert (await by_letter(bench, CONTACT, "Your application")).here.endswith(first.path.removeprefix("/v1"))


async def test_while_the_training_is_suspended_the_letter_waits(bench: Bench) -> None:
    training = await bench.called()
    await bench.begin(training)
    await bench.hear(training.suspended())
    await asks_again(bench)
    assert len(bench.office.to(CONTACT)) == 1


async def test_every_letter_about_an_application_has_the_way_to_it(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    await bench.post()
    visitor = await by_letter(bench, CONTACT, STANDING)
    assert visitor.here.endswith(applicant.path.removeprefix("/v1"))
    await visitor.follow("What is kept of me, and what I agreed to")


async def test_an_address_that_is_none_is_said_at_its_field(bench: Bench) -> None:
    visitor = stranger(bench)
    await visitor.open("/links")
    await visitor.press("Send me my links", {"contact": "gulnora at home"}, status=422)
    assert "one e-mail address" in visitor.error_at("contact")
