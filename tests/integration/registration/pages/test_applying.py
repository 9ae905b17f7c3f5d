"""An applicant at her pages, with nothing but the link from her letter."""

from datetime import date
from typing import Any

from registration.domain.letter import SUBJECT
from registration.mail import words
from shared.events.scheduling import ChangedPart
from shared.web.pages import languages
from tests.integration.registration.home.facts import CLOSED, ENROLMENT
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import entered, stranger
from tests.support.servers import TestDatabase
from tests.support.trail import trail
from tests.support.visiting import Typed, Visiting, fields_of


def fields_with_errors(visitor: Visiting) -> list[str]:
    """Of the page on which everything is checked."""
    return [str(term["id"]) for term in visitor.page.select("dt:has(+ dd.wrong)")]


async def test_opening_a_link_changes_nothing_and_its_button_leads_to_the_application(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    token = bench.office.token(applicant.contact, "Your application")
    visitor = stranger(bench)
    await visitor.open(f"/enter/{token}")
    assert not visitor.session
    await visitor.press("Continue")
    assert visitor.here == f"/registration/applications/{applicant.application}"
    assert token not in str(visitor.page)


async def test_whoever_asks_for_a_link_is_told_the_subjects_that_its_letter_may_have(bench: Bench) -> None:
    training = await bench.called()
    visitor = stranger(bench)
    await visitor.open(f"/trainings/{training.path.rpartition('/')[2]}/apply")
    await visitor.press("Send me the link", {"contact": "gulnora@example.org", "language": "tg"})
    shown = {str(one["lang"]): one.get_text() for one in visitor.page.select("main li[lang]")}
    assert shown == {one: words.translated(SUBJECT, one) for one in languages.offered(words.PACKAGES)}


async def test_before_she_sends_it_she_reads_what_is_still_missing_and_until_when_it_can_be_sent(bench: Bench) -> None:
    visitor = await entered(bench, await bench.begin(await bench.called()))
    await visitor.open(f"{visitor.here}/form/check")
    missing = [str(told.find_previous("dt")["id"]) for told in visitor.page.select("dd strong.warn")]  # type: ignore[index]
    assert missing == [f"field-{name}" for name in ("name", "country", "birth_date", "rural", "sector", "letter")]
    assert "Send the application before" in visitor.words


async def test_each_step_is_saved_and_what_was_saved_is_shown_again(bench: Bench) -> None:
    training = await bench.called()
    visitor = await entered(bench, await bench.begin(training))
    await visitor.follow("Go on with the application")
    await visitor.press(
        "Save and continue",
        {"name": "Gulnora Nazarova", "country": "TJ", "birth_date": "1990-05-01", "rural": "true"},
    )
    await visitor.press("Save and continue", {"sector": "NGO"})
    await visitor.press("Save and continue", {"letter": "I teach in Khorog."})
    await visitor.press("Save and continue", {"wishes": ""})
    assert "I teach in Khorog." in visitor.words
    assert "1 May 1990" in visitor.words
    await visitor.press("Send the application")
    assert "It was received" in visitor.words


async def test_she_goes_back_a_step_and_what_she_typed_is_kept(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/about")
    assert "Save and go back" not in visitor.words
    await visitor.open(f"/applications/{applicant.application}/form/letter")
    await visitor.press("Save and go back", {"letter": "I teach in Khorog."})
    assert visitor.here.endswith("/form/work")
    await visitor.press("Save and continue")
    assert visitor.value("letter") == "I teach in Khorog."
    await visitor.open(f"/applications/{applicant.application}/form/check")
    await visitor.follow("Back to the last step")
    assert visitor.here.endswith("/form/wishes")


async def test_once_the_call_has_closed_what_is_not_sent_offers_no_sending(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    visitor = await entered(bench, applicant)
    bench.clock.time = CLOSED
    await visitor.open(f"/applications/{applicant.application}/form/check")
    assert "The call has closed: this application can no longer be sent." in visitor.words
    assert "Send the application" not in visitor.words


async def test_what_is_typed_on_a_step_is_saved_meanwhile_and_the_trail_says_once_that_she_began(
    bench: Bench, database: TestDatabase
) -> None:
    applicant = await bench.begin(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/letter")
    (form,) = visitor.page.select("form[data-draft]")
    fields = fields_of(form)

    async def typed(words: str, seen: str) -> tuple[int, str]:
        data = {**fields, "letter": words, "_seen": seen}
        headers = {"Sec-Fetch-Site": "same-origin"}
        answer = await visitor.http.post(str(form["data-draft"]), data=data, headers=headers)
        return answer.status_code, answer.headers.get("etag", "")

    first = await typed("I teach", fields["_seen"])
    second = await typed("I teach in Khorog.", first[1])
    assert (first[0], second[0]) == (204, 204)
    assert await typed("I teach in Khorog.", first[1]) == second
    assert (await typed("On another page.", first[1]))[0] == 412
    assert (await applicant.link.get(f"{applicant.path}/form"))["letter"] == "I teach in Khorog."
    assert len(await trail(database, "registration", "form-changed")) == 1


async def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(bench: Bench) -> None:
    training = await bench.called()
    visitor = await entered(bench, await bench.begin(training))
    await visitor.follow("Go on with the application")
    typed: Typed = {"name": "Gulnora", "country": "TJ", "birth_date": "1990-02-31"}
    await visitor.press("Save and continue", typed, status=422)
    assert "Write a date" in visitor.error_at("birth_date")
    assert [visitor.value(name) for name in typed] == ["Gulnora", "TJ", "1990-02-31"]


async def test_a_form_changed_meanwhile_shows_both_versions(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/about")
    await applicant.fill_in(name="Zulfiya")
    await visitor.press("Save and continue", {"name": "Gulnora"}, status=412)
    assert "Zulfiya" in visitor.words
    assert visitor.value("name") == "Gulnora"
    await visitor.press("Save and continue")
    assert (await applicant.link.get(f"{applicant.path}/form"))["name"] == "Gulnora"


async def test_what_was_chosen_meanwhile_is_said_in_the_words_of_the_choice(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/about")
    await applicant.fill_in(country="KG", rural=False)
    await visitor.press("Save and continue", {"country": "TJ", "rural": "true"}, status=412)
    assert "Saved meanwhile: Kyrgyzstan" in visitor.words
    assert "Saved meanwhile: No" in visitor.words


async def test_a_forged_request_of_another_site_changes_nothing(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.submitted(training)
    visitor = await entered(bench, applicant)
    path = f"/registration/applications/{applicant.application}/withdrawal"
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}):
        answer = await visitor.http.post(path, data={"reason": "personal"}, headers=headers)
        assert answer.status_code == 403
    assert await applicant.state() == "submitted"


async def test_without_a_session_a_page_says_how_to_come_in(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    visitor = stranger(bench)
    await visitor.open(f"/applications/{applicant.application}", status=401)
    assert "open that link again" in visitor.words


async def test_the_countries_and_sectors_that_seats_are_kept_for_are_offered_first(bench: Bench) -> None:
    quotas = (
        {"id": "KG", "where": {"country": "KG"}, "minimum": 1},
        {"id": "press", "where": {"sector": "media"}, "minimum": 1},
    )
    applicant = await bench.begin(await bench.called(quotas=quotas))
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/about")
    offered = [option["value"] for option in visitor.page.find_all("option")]
    assert (offered[:2], len(offered) > 200) == (["", "KG"], True)
    await visitor.open(f"/applications/{applicant.application}/form/work")
    assert [box["value"] for box in visitor.page.find_all("input", attrs={"name": "sector"})] == ["media", "other"]


async def test_what_is_asked_of_herself_says_so_to_her_browser(bench: Bench) -> None:
    """WCAG 2.2, 1.3.5: for whoever has it filled in, or reads signs instead of words."""
    training = await bench.called()
    applicant = await bench.begin(training)
    visitor = await entered(bench, applicant)
    asked = {}
    hers, call = f"/applications/{applicant.application}", training.path.removeprefix("/v1")
    for page in (f"{call}/apply", f"{hers}/form/about", f"{hers}/consents"):
        for one in (await visitor.open(page)).page.select("main [autocomplete]"):
            asked[one["name"]] = one["autocomplete"]
    assert asked == {
        "contact": "email",
        "language": "language",
        "name": "name",
        "country": "country",
        "birth_date": "bday",
        "letters_in": "language",
    }


async def test_the_page_of_the_letter_says_what_marks_are_given_for(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/letter")
    assert "Commitment (60%)" in visitor.words
    assert "At most 20,000 signs" in visitor.words


async def test_whoever_enrols_is_asked_for_no_more_than_is_needed(bench: Bench) -> None:
    training = await bench.called(**ENROLMENT)
    entry = await bench.coordinator.post(f"{training.path}/entry-links", {"uses": 5})
    visitor = await entered(bench, await bench.begin(training, by=bench.anyone.link(entry["token"])))
    await visitor.follow("Go on with the application")
    assert visitor.page.select('[name="birth_date"]') == []
    await visitor.press("Save and continue", {"name": "Zarina", "country": "TJ"})
    await visitor.press("Save and continue")
    await visitor.press("Send the application")
    assert "as soon as your place is confirmed" in visitor.words


async def test_an_application_that_is_sent_too_early_says_at_each_field_what_is_missing(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    await applicant.fill_in(letter=None, birth_date=None)
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/check")
    await visitor.press("Send the application", status=422)
    assert fields_with_errors(visitor) == ["field-birth_date", "field-letter"]
    links = {link.get_text(strip=True): link["href"] for link in visitor.page.select("#summary a")}
    assert links["Your letter: This has to be filled in."] == "#field-letter"
    assert "Gulnora Nazarova" in visitor.words
    await visitor.follow("Change: Your letter")
    await visitor.press("Save and continue", {"letter": "I teach in Khorog."})
    assert (await applicant.link.get(f"{applicant.path}/form"))["name"] == "Gulnora Nazarova"


async def test_a_birth_date_that_cannot_be_is_said_at_its_field_at_the_step_that_asks_for_it(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/about")
    await visitor.press("Save and continue", {"name": "Gulnora", "birth_date": "2017-02-01"}, status=422)
    assert "Nobody who comes to this training was born on that day" in visitor.error_at("birth_date")
    assert (visitor.value("name"), visitor.value("birth_date")) == ("Gulnora", "2017-02-01")


async def test_a_birth_date_that_a_new_first_day_makes_impossible_is_said_at_its_field_when_it_is_sent(
    bench: Bench,
) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    await applicant.fill_in(birth_date="1897-05-15")
    days: dict[str, Any] = {"starts_on": date(2018, 5, 15), "ends_on": date(2018, 5, 18)}
    await bench.hear(training.changed(ChangedPart.DATES, **days))
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/check")
    await visitor.press("Send the application", status=422)
    assert fields_with_errors(visitor) == ["field-birth_date"]


async def test_the_step_that_asks_for_her_birth_date_says_from_what_age_on_people_take_part(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/about")
    assert "has to be 18 years old on the first day of the training, 15 May 2017" in visitor.words


async def test_what_was_sent_on_another_page_says_when_and_where_it_stands(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    await applicant.fill_in()
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/check")
    await applicant.submit()
    await visitor.press("Send the application", status=409)
    assert "You sent it at 9 January 2017" in visitor.words
    assert "There is a problem" not in visitor.words
    await visitor.follow("See where it stands")
    assert visitor.here == f"/registration/applications/{applicant.application}"


async def test_what_is_typed_after_it_was_sent_stays_on_the_page_and_is_said_to_be_no_part_of_it(bench: Bench) -> None:
    applicant = await bench.begin(await bench.called())
    await applicant.fill_in()
    visitor = await entered(bench, applicant)
    await visitor.open(f"/applications/{applicant.application}/form/letter")
    await applicant.submit()
    await visitor.press("Save and continue", {"letter": "Another letter."}, status=409)
    assert "You sent it at 9 January 2017" in visitor.words
    assert "Another letter." in visitor.words


async def test_another_persons_application_is_not_shown(bench: Bench) -> None:
    training = await bench.called()
    other = await bench.begin(training, "other@example.org")
    visitor = await entered(bench, await bench.begin(training))
    for page in ("", "/form/about", "/withdrawal", "/consents"):
        await visitor.open(f"/applications/{other.application}{page}", status=403)
        assert "This is not for you" in visitor.words
