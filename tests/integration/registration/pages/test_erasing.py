"""What she sent is erased for good, once she was told what goes and what stays."""

from tests.integration.registration.home.facts import Training
from tests.integration.registration.home.workbench import Applicant, Bench
from tests.integration.registration.pages.entering import coordinator, entered
from tests.support.visiting import Visiting

LETTER = "I teach in Khorog"
ASK, ERASE = "Erase what I sent", "Erase it for good"


async def withdrawn(bench: Bench, training: Training) -> Applicant:
    applicant = await bench.submitted(training)
    await applicant.link.post(f"{applicant.path}/withdrawal", {"reason": "personal"})
    return applicant


async def asking(bench: Bench, applicant: Applicant) -> Visiting:
    visitor = await entered(bench, applicant)
    await visitor.follow("What is kept of me")
    await visitor.follow(ASK)
    return visitor


async def test_she_is_told_what_goes_and_what_stays_before_it_is_erased(bench: Bench) -> None:
    applicant = await withdrawn(bench, await bench.called())
    visitor = await asking(bench, applicant)
    assert "nobody can bring it back" in visitor.words
    assert "its number, where it stood and its points" in visitor.words
    await visitor.follow("Back, and keep it")
    assert LETTER in visitor.words
    assert await bench.count("select count(*) from form") == 1


async def test_afterwards_the_page_says_what_was_erased_however_often_it_is_pressed(bench: Bench) -> None:
    applicant = await withdrawn(bench, await bench.called())
    visitor = await asking(bench, applicant)
    page = visitor.page
    for _ in range(2):
        visitor.page = page
        await visitor.press(ERASE)
        assert "On 9 January 2017 what you sent was erased" in visitor.words
        assert "Your name, your address and our letters to you are erased too." in visitor.words
    await visitor.follow("Where my application stands")
    assert "You have withdrawn" in visitor.words
    await visitor.follow("What is kept of me")
    assert "What was erased" in visitor.words


async def test_where_something_else_needs_her_address_it_stays_and_is_said(bench: Bench) -> None:
    await bench.submitted(await bench.called())
    applicant = await withdrawn(bench, await bench.called())
    visitor = await asking(bench, applicant)
    await visitor.press(ERASE)
    assert "what you sent was erased" in visitor.words
    assert "Your name and your address are kept" in visitor.words
    assert applicant.contact in visitor.words
    assert LETTER not in visitor.words
    assert ASK not in visitor.words


async def test_what_is_in_play_is_not_offered_to_be_erased(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.follow("What is kept of me")
    assert ASK not in visitor.words
    await visitor.open(f"/applications/{applicant.application}/erasure")
    assert ERASE not in visitor.words
    assert LETTER in visitor.words


async def test_a_coordinator_sees_that_her_words_are_erased(bench: Bench) -> None:
    applicant = await withdrawn(bench, await bench.called())
    await applicant.link.post(f"{applicant.path}/erasure")
    visitor = await coordinator(bench)
    await visitor.open(f"/applications/{applicant.application}/standing")
    assert "erased on 9 January 2017" in visitor.words
    await visitor.open(f"/applications/{applicant.application}/standing/form")
    assert "not said" in visitor.words
