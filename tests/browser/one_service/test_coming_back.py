"""With script the Back button shows a page of ours also behind a form that was refused, and what was typed is saved."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.one_service.conftest import ONE_LOOP, Opens
from tests.browser.one_service.window import Window
from tests.integration.registration.home.workbench import Applicant, Bench

if TYPE_CHECKING:
    from playwright.async_api import Locator

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)

TOO_LONG = "G" * 300


async def at_her_name(registration: Bench, applicant: Applicant, window: Window) -> "Locator":
    """The first field of the first step."""
    await window.enter(registration.office.token(applicant.contact, "Your application"))
    await window.open(f"/applications/{applicant.application}/form/about")
    return window.page.get_by_label("Your name")


@pytest.mark.slow
async def test_behind_a_refused_form_the_back_button_shows_it_as_it_was_saved_since(
    registration: Bench, of_registration: Opens
) -> None:
    applicant = await registration.begin(await registration.called())
    async with of_registration() as window:
        name = await at_her_name(registration, applicant, window)
        await name.fill(TOO_LONG)
        await window.button("Save and continue").click()
        await window.page.locator("#summary").wait_for()
        await name.fill("Gulnora")
        await window.button("Save and continue").click()
        await window.page.get_by_text("Where do you work").wait_for()
        await window.page.go_back()
        assert await name.input_value() == "Gulnora"
        assert await window.page.locator("#summary").count() == 0


async def test_until_it_is_left_a_refused_form_can_be_loaded_again_with_all_that_was_typed(
    registration: Bench, of_registration: Opens
) -> None:
    applicant = await registration.begin(await registration.called())
    async with of_registration() as window:
        name = await at_her_name(registration, applicant, window)
        await name.fill(TOO_LONG)
        await window.button("Save and continue").click()
        await window.page.locator("#summary").wait_for()
        await window.page.reload()
        assert await name.input_value() == TOO_LONG
        await window.page.get_by_role("link", name="Go on another time").click()
        await window.page.go_back()
        assert await name.input_value() == ""


async def test_a_letter_is_saved_while_it_is_typed_and_the_button_saves_what_was_typed_since(
    registration: Bench, of_registration: Opens
) -> None:
    applicant = await registration.begin(await registration.called())
    async with of_registration() as window:
        await window.enter(registration.office.token(applicant.contact, "Your application"))
        await window.page.clock.install()
        await window.open(f"/applications/{applicant.application}/form/letter")
        letter = window.page.get_by_label("Why do you want to take part")
        await letter.fill("I teach")
        await window.page.clock.fast_forward(9_000)
        await window.page.get_by_text("What you typed is saved. It is not sent yet.").wait_for()
        assert (await applicant.link.get(f"{applicant.path}/form"))["letter"] == "I teach"
        await letter.fill("I teach in Khorog.")
        await window.button("Save and continue").click()
        await window.page.get_by_text("Is there anything that you need").wait_for()
    assert (await applicant.link.get(f"{applicant.path}/form"))["letter"] == "I teach in Khorog."


async def test_who_sends_without_a_line_is_told_keeps_what_she_typed_and_sends_it_once_there_is_one(
    registration: Bench, of_registration: Opens
) -> None:
    applicant = await registration.begin(await registration.called())
    async with of_registration() as window:
        name = await at_her_name(registration, applicant, window)
        await name.fill("Gulnora")
        await window.page.context.set_offline(offline=True)
        await window.button("Save and continue").click()
        await window.page.get_by_text("There is no connection: nothing was sent.").wait_for()
        assert await name.input_value() == "Gulnora"
        await window.page.context.set_offline(offline=False)
        await window.button("Save and continue").click()
        await window.page.get_by_text("Where do you work").wait_for()
        await window.page.go_back()
        assert await name.input_value() == "Gulnora"
