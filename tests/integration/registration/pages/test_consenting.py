"""What is kept of somebody, and what she agrees to: seen, given, taken back."""

from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import by_letter, entered
from tests.support.servers import TestDatabase
from tests.support.trail import trail
from tests.support.visiting import Visiting

GUEST = "guest@example.org"


async def test_an_applicant_sees_what_is_kept_and_gives_and_takes_back_a_consent(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.follow("What is kept of me")
    assert "Gulnora Nazarova" in visitor.words
    assert "1 May 1990" in visitor.words
    await visitor.press("I agree: Pictures")
    assert "You agreed on 9 January 2017" in visitor.words
    await visitor.press("Take it back: Pictures")
    assert "You took this back on 9 January 2017" in visitor.words
    said = [(fact.value["purpose"], fact.value["given"]) for fact in await bench.said("ConsentChanged")]
    assert said == [("media", True), ("media", False)]


async def test_what_covers_one_picture_is_taken_back_alone(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    item = "0190a5f2-0000-7000-8000-000000000003"
    for covers in (item, None):
        body = {"purpose": "voice", "item": covers, "given": True, "text_version": 1}
        await applicant.link.put(f"{applicant.path}/consents", body)
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/consents")
    (button,) = visitor.page.select(f'form:has([value="{item}"]) button')
    button.string = "Take this one back"
    await visitor.press("Take this one back")
    kept = (await applicant.link.get(f"{applicant.path}/consents"))["items"]
    assert {one["item"]: one["given"] for one in kept} == {item: False, None: True}


async def test_a_consent_that_was_changed_meanwhile_is_decided_anew(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/consents")
    body = {"purpose": "voice", "item": None, "given": True, "text_version": 1}
    await applicant.link.put(f"{applicant.path}/consents", body)
    await visitor.press("I agree: Pictures", status=412)
    assert "Somebody changed it meanwhile" in visitor.words
    await visitor.press("I agree: Pictures")
    assert len((await applicant.link.get(f"{applicant.path}/consents"))["items"]) == 2


async def guest(bench: Bench) -> Visiting:
    await bench.person("guest", GUEST)
    await bench.post()
    return await by_letter(bench, GUEST, "What you agree to")


async def test_whoever_works_for_a_training_agrees_to_what_is_written_about_her(bench: Bench) -> None:
    visitor = await guest(bench)
    assert GUEST in visitor.words
    await visitor.press("I agree: What is written about me")
    assert "You agreed on" in visitor.words


async def test_reading_what_is_kept_of_oneself_is_not_noted_as_somebody_elses_reading(
    bench: Bench, database: TestDatabase
) -> None:
    await guest(bench)
    assert [line for line in await trail(database, "registration") if line.action.endswith("-read")] == []


async def test_another_persons_consents_are_not_shown(bench: Bench) -> None:
    visitor = await guest(bench)
    other = await bench.person("guest", "other@example.org")
    await visitor.open(f"/people/{other}/consents", status=403)
