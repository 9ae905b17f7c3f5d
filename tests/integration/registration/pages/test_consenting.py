"""What is kept of somebody, and what she agrees to: seen, given, taken back."""

from datetime import timedelta

import pytest

from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import by_letter, coordinator, entered
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


async def test_a_consent_that_is_sent_twice_is_given_once_and_she_is_told_nothing_else(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.follow("What is kept of me")
    for button in ("I agree: Pictures", "Take it back: Pictures"):
        page = visitor.page
        for _ in range(2):
            visitor.page = page
            await visitor.press(button)
            assert not visitor.page.select("#summary")
    said = [(fact.value["purpose"], fact.value["given"]) for fact in await bench.said("ConsentChanged")]
    assert said == [("media", True), ("media", False)]


DELETE = "Delete what I wrote"


async def test_what_was_not_sent_is_deleted_by_whoever_wrote_it(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    await applicant.fill_in()
    visitor = await entered(bench, applicant)
    await visitor.follow("What is kept of me")
    page = visitor.page
    for _ in range(2):
        visitor.page = page
        await visitor.press(DELETE)
        assert (visitor.page.select("#summary"), "Gulnora Nazarova" in visitor.words) == ([], False)
    assert await bench.count("select count(*) from form") == 0
    assert await bench.count("select count(*) from reminder where kind = 'UnsentForm'") == 0
    assert DELETE not in visitor.words
    await applicant.fill_in()
    await applicant.submit()


async def test_what_she_wrote_on_another_page_meanwhile_is_not_deleted_unseen(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    await applicant.fill_in(letter="First.")
    visitor = await entered(bench, applicant)
    await visitor.follow("What is kept of me")
    await applicant.fill_in(letter="Second.")
    await visitor.press(DELETE, status=412)
    assert "Second." in visitor.words
    await visitor.press(DELETE)
    assert "Second." not in visitor.words


async def test_what_was_sent_is_not_deleted_here(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.follow("What is kept of me")
    assert DELETE not in visitor.words
    seen = (await applicant.link.http.get(f"{applicant.path}/form")).headers["etag"]
    path = f"/registration/applications/{applicant.application}/deletion"
    answer = await visitor.http.post(path, data={"_seen": seen}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 409


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


async def test_whoever_works_here_and_is_asked_by_letter_is_told_to_open_its_link(bench: Bench) -> None:
    visitor = await coordinator(bench, "facilitator")
    await visitor.open(f"/people/{await bench.person('guest', 'other@example.org')}/consents", status=403)
    assert "If a letter to you leads here, open its link." in visitor.words


ITEM = "0190a5f2-0000-7000-8000-000000000003"


async def test_whoever_is_led_here_from_a_picture_sees_it_first_and_answers_for_it_alone(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    path = f"/applications/{applicant.application}/consents"
    await visitor.open(f"{path}?purpose=media&item={ITEM}")
    assert [one["href"] for one in visitor.page.select('a[href^="/followup"]')] == [f"/followup/items/{ITEM}"]
    assert "If nothing opens there for the moment, this page goes on" in visitor.words
    await visitor.press("I agree: this one alone")
    assert "You agreed on 9 January 2017" in visitor.words
    kept = (await applicant.link.get(f"{applicant.path}/consents"))["items"]
    assert [(one["purpose"], one["item"], one["given"]) for one in kept] == [("media", ITEM, True)]
    await visitor.press("Take it back: this one alone")
    assert "You took this back" in visitor.words


async def test_what_was_said_of_all_pictures_since_holds_for_one_too(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    path = f"{applicant.path}/consents"
    await applicant.link.put(path, {"purpose": "media", "item": ITEM, "given": False, "text_version": 1})
    bench.clock.time += timedelta(days=1)
    await applicant.link.put(path, {"purpose": "media", "given": True, "text_version": 1})
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/consents?purpose=media&item={ITEM}")
    buttons = [one.get_text() for one in visitor.page.find_all("button")]
    assert "Take it back: this one alone, Pictures" in buttons


@pytest.mark.parametrize("query", ["purpose=media&item=nothing", f"purpose=public-text&item={ITEM}", "purpose=media"])
async def test_an_address_that_names_no_picture_or_text_asks_about_none(bench: Bench, query: str) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/consents?{query}")
    assert "this one alone" not in visitor.words


async def test_she_sees_where_she_is_written_to_and_chooses_the_language_of_letters(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.follow("What is kept of me")
    assert applicant.contact in visitor.words
    assert "Tell the coordinators of your training" in visitor.words
    await visitor.press("Write to me in this language", {"letters_in": "ru"})
    assert visitor.value("letters_in") == "ru"
    assert (await applicant.link.get(f"{applicant.path}/contact"))["letters_in"] == "ru"


async def test_a_language_that_is_none_is_said_at_its_field_and_stands_there_again(bench: Bench) -> None:
    visitor = await guest(bench)
    await visitor.press("Write to me in this language", {"letters_in": ""}, status=422)
    assert visitor.error_at("letters_in")
    await visitor.press("Write to me in this language", {"letters_in": "tg"})
    assert visitor.value("letters_in") == "tg"
