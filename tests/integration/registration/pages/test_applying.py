"""An applicant at her pages, with nothing but the link from her letter."""

from tests.integration.registration.home.bench import Applicant, Bench
from tests.support.visiting import Visiting, visiting


async def entered(bench: Bench, applicant: Applicant) -> Visiting:
    token = bench.office.token(applicant.contact, "Your application")
    visitor = visiting(bench.anyone.http._transport, "registration")
    await visitor.open(f"/enter/{token}")
    return await visitor.press("Continue")


async def test_opening_a_link_changes_nothing_and_its_button_leads_to_the_application(bench: Bench) -> None:
    training = await bench.called()
    applicant = await bench.begin(training)
    token = bench.office.token(applicant.contact, "Your application")
    visitor = visiting(bench.anyone.http._transport, "registration")
    await visitor.open(f"/enter/{token}")
    assert not visitor.http.cookies
    await visitor.press("Continue")
    assert visitor.here == f"/registration/applications/{applicant.application}"
    assert token not in str(visitor.page)


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


async def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(bench: Bench) -> None:
    training = await bench.called()
    visitor = await entered(bench, await bench.begin(training))
    await visitor.follow("Go on with the application")
    await visitor.press("Save and continue", {"name": "Gulnora", "country": "Tajikistan"}, status=422)
    assert visitor.error_at("country")
    assert visitor.value("name") == "Gulnora"
    assert visitor.value("country") == "Tajikistan"


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
    visitor = visiting(bench.anyone.http._transport, "registration")
    await visitor.open(f"/applications/{applicant.application}", status=401)
    assert "open that link again" in visitor.words
