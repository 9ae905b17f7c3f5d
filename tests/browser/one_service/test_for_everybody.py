"""Pages of the longest tasks: axe-core finds nothing, the keyboard is enough, and nothing is left in English."""

import re

import pytest

from shared.web.pages.languages import offered
from tests.browser.one_service.conftest import ONE_LOOP, Opens
from tests.browser.one_service.everybody import faults, not_by_keyboard, still_english
from tests.browser.one_service.window import A_PHONE, Window
from tests.integration.registration.home.test_invitations import CONTACT, invited
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import stranger
from tests.integration.scheduling.held import hours, taught
from tests.integration.scheduling.pages.people import coordinator
from tests.integration.scheduling.workbench import Workbench
from tests.support.visiting import signed_in

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)

OF_REGISTRATION = ("registration.pages", "shared.web.pages")
OF_SCHEDULING = ("scheduling.pages", "shared.web.pages")

in_each_language = pytest.mark.parametrize(
    "language", [pytest.param(one, marks=[pytest.mark.slow] if one != "en" else []) for one in offered(OF_REGISTRATION)]
)


async def wrong_with(window: Window, language: str, *packages: str) -> list[str]:
    """With the page that is open."""
    text = await window.page.inner_text("body")
    english = [f"{window.page.url}: {one}" for one in still_english(text, language, *packages)]
    return [*await faults(window.page), *await not_by_keyboard(window.page), *english]


async def has_focus(window: Window, selector: str) -> bool:
    return bool(await window.page.evaluate("it => document.activeElement?.matches(it) ?? false", selector))


@in_each_language
async def test_an_application_is_for_everybody(registration: Bench, of_registration: Opens, language: str) -> None:
    training = await registration.called()
    applicant = await registration.begin(training)
    await applicant.fill_in(birth_date=None)
    own = f"/applications/{applicant.application}"
    pages = [own, *(f"{own}/form/{step}" for step in ("about", "work", "letter", "wishes", "check")), f"{own}/consents"]
    wrong: list[str] = []
    async with of_registration(language=language) as window:
        await window.open(f"/trainings/{training.id}/apply")
        wrong += await wrong_with(window, language, *OF_REGISTRATION)
        await window.enter(registration.office.token(applicant.contact, "Your application"))
        for page in pages:
            await window.open(page)
            assert await window.page.get_attribute("html", "lang") == language
            wrong += await wrong_with(window, language, *OF_REGISTRATION)
    assert wrong == []


@in_each_language
async def test_an_invitation_and_what_comes_before_it_are_for_everybody(
    registration: Bench, of_registration: Opens, language: str
) -> None:
    one = await invited(registration)
    wrong: list[str] = []
    async with of_registration(language=language) as window:
        await window.enter(registration.office.token(CONTACT, "Your answer"))
        wrong += await wrong_with(window, language, *OF_REGISTRATION)
        assert "(Asia/Tbilisi)" in await window.page.inner_text("main")
        await window.enter(registration.office.token(CONTACT, "Your application"))
        wrong += await wrong_with(window, language, *OF_REGISTRATION)
        await window.open(f"/applications/{one.applicant.application}/withdrawal")
        wrong += await wrong_with(window, language, *OF_REGISTRATION)
    assert wrong == []


@in_each_language
async def test_a_review_is_for_everybody(registration: Bench, of_registration: Opens, language: str) -> None:
    applicant = await registration.submitted(await registration.called())
    reviewer, *_ = await registration.assigned(applicant)
    wrong: list[str] = []
    async with of_registration(language=language) as window:
        await window.is_known_as(await signed_in(registration.service, stranger(registration), "reviewer", reviewer))
        for page in ("/reviews", f"/applications/{applicant.application}/review"):
            await window.open(page)
            wrong += await wrong_with(window, language, *OF_REGISTRATION)
        await window.page.locator("main form button").click()
        await window.page.locator("#summary").wait_for()
        wrong += await wrong_with(window, language, *OF_REGISTRATION)
    assert wrong == []


@in_each_language
async def test_a_sheet_is_for_everybody(scheduling: Workbench, of_scheduling: Opens, language: str) -> None:
    one = await taught(scheduling)
    wrong: list[str] = []
    async with of_scheduling(language=language) as window:
        await window.is_known_as(await coordinator(scheduling))
        for page in ("attendance", "days/2017-05-15", "days/2017-05-15/paper", f"sessions/{one.sessions[0]}"):
            await window.open(f"/trainings/{one.training}/{page}")
            wrong += await wrong_with(window, language, *OF_SCHEDULING)
        await window.page.locator("input[name^='minutes/']").first.fill("500")
        await window.page.locator("main form button").click()
        await window.page.locator("#summary").wait_for()
        assert await has_focus(window, "#summary[role=alert]")
        wrong += await wrong_with(window, language, *OF_SCHEDULING)
    assert wrong == []


async def test_on_a_phone_a_wide_table_stands_row_by_row_and_all_of_it_is_seen(
    scheduling: Workbench, of_scheduling: Opens
) -> None:
    one = await taught(scheduling)
    await scheduling.coordinator.post(f"{one.path}/suspension", {"reason": "precaution"})
    async with of_scheduling() as window:
        await window.is_known_as(await coordinator(scheduling))
        await window.page.set_viewport_size(A_PHONE)
        await window.open("/suspensions")
        hidden = await window.page.evaluate(
            "() => [...document.querySelectorAll('.wide')].map(it => it.scrollWidth - it.clientWidth)"
        )
        label = await window.page.evaluate("() => getComputedStyle(document.querySelector('td'), '::before').content")
        button = await window.button("Ask to resume it").bounding_box()
        wrong = await faults(window.page)
    assert button is not None
    assert (hidden, "Since" in label, button["x"] + button["width"] <= A_PHONE["width"]) == ([0], True, True)
    assert wrong == []


@pytest.mark.parametrize(("people", "sessions"), [(25, 4), (25, 12)])
async def test_a_day_is_printed_across_one_page(
    scheduling: Workbench, of_scheduling: Opens, people: int, sessions: int
) -> None:
    one = await taught(scheduling, people=people, sessions=hours(15, each=sessions))
    async with of_scheduling() as window:
        await window.is_known_as(await coordinator(scheduling))
        await window.open(f"/trainings/{one.training}/days/2017-05-15/paper")
        printed = await window.page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
    assert [float(width) > float(height) for width, height in sheets] == [True]


async def test_codes_are_chosen_by_name_by_everybody(scheduling: Workbench, of_scheduling: Opens) -> None:
    training = (await scheduling.draft())["training"]
    wrong: list[str] = []
    async with of_scheduling() as window:
        await window.is_known_as(await coordinator(scheduling))
        for page in ("new", f"{training}/particulars", f"{training}/resources"):
            await window.open(f"/trainings/{page}")
            wrong += await faults(window.page)
    assert wrong == []


async def test_the_first_key_leads_past_the_head_of_a_page(registration: Bench, of_registration: Opens) -> None:
    training = await registration.called()
    async with of_registration() as window:
        await window.open(f"/trainings/{training.id}/apply")
        await window.page.keyboard.press("Tab")
        assert await has_focus(window, ".skip")
        await window.page.keyboard.press("Enter")
        assert await has_focus(window, "main")


async def test_an_error_has_the_focus_leads_to_its_field_and_is_said_there(
    registration: Bench, of_registration: Opens
) -> None:
    applicant = await registration.begin(await registration.called())
    async with of_registration(script=True) as window:
        await window.enter(registration.office.token(applicant.contact, "Your application"))
        await window.open(f"/applications/{applicant.application}/form/about")
        await window.page.locator("[name=name]").fill("x" * 2000)
        await window.page.locator("main form button").click()
        await window.page.locator("#summary").wait_for()
        assert await has_focus(window, "#summary[role=alert]")
        await window.page.keyboard.press("Tab")
        await window.page.keyboard.press("Enter")
        assert await has_focus(window, "[name=name][aria-invalid=true]")
        said_by = await window.page.locator("[name=name]").get_attribute("aria-describedby")
        assert said_by is not None
        assert "This is too long." in await window.page.inner_text(f"#{said_by.split()[-1]}")
        assert await faults(window.page) == []
