"""The longest tasks of those who come every day, by Tab, Space and Enter alone: at a desk and at 320 pixels."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.one_service.conftest import ONE_LOOP, Opens
from tests.browser.one_service.everybody import MOST_TABS, not_by_keyboard
from tests.browser.one_service.window import A_DESK, A_PHONE, Window
from tests.integration.followup.facts import Told
from tests.integration.followup.pages.entering import mentor
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import stranger
from tests.support.visiting import signed_in

if TYPE_CHECKING:
    from playwright.async_api import Locator, ViewportSize

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)

at_a_desk_and_on_a_phone = pytest.mark.parametrize("screen", [A_DESK, A_PHONE], ids=["desk", "phone"])


async def tabs_to(window: Window, wanted: "Locator") -> None:
    """Raises AssertionError if the Tab key never comes there."""
    for _ in range(MOST_TABS):
        if await wanted.evaluate("it => it === document.activeElement"):
            return
        await window.page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not lead to {wanted}")


async def goes_on(window: Window, wanted: "Locator") -> None:
    """To where this link or button leads."""
    await tabs_to(window, wanted)
    async with window.page.expect_navigation():
        await window.page.keyboard.press("Enter")


@at_a_desk_and_on_a_phone
async def test_a_reviewer_goes_from_her_queue_through_letters_marks_and_saving_to_the_next_letter(
    registration: Bench, of_registration: Opens, screen: "ViewportSize"
) -> None:
    training = await registration.called()
    letters = [await registration.submitted(training, f"{name}@example.org") for name in "ab"]
    reviewers = await registration.reviewers()
    for one in letters:
        await registration.coordinator.put(f"{one.path}/reviewers", {"reviewers": [str(each) for each in reviewers]})
    wrong: list[str] = []
    async with of_registration() as window:
        her = await signed_in(registration.service, stranger(registration), "reviewer", reviewers[0])
        await window.is_known_as(her)
        await window.page.set_viewport_size(screen)
        await window.open("/reviews")
        wrong += await not_by_keyboard(window.page)
        await window.open("/reviews")
        await goes_on(window, window.page.get_by_role("link", name="Review the next letter"))
        for _ in letters:
            wrong += await not_by_keyboard(window.page)
            await window.page.reload()
            for criterion in await window.page.locator("main fieldset").all():
                await tabs_to(window, criterion.get_by_role("radio").first)
                await window.page.keyboard.press("Space")
                await window.page.keyboard.press("ArrowRight")
            await tabs_to(window, window.page.get_by_label("Comment"))
            await window.page.keyboard.type("She says what she did.")
            await goes_on(window, window.button("Save and next"))
        assert "You have reviewed all 2 letters." in await window.page.inner_text("main")
    assert wrong == []
    own = registration.anyone.staff("reviewer", reviewers[0])
    given = [await own.get(f"{one.path}/review") for one in letters]
    assert [set(one["marks"].values()) for one in given] == [{1}, {1}]


@at_a_desk_and_on_a_phone
async def test_a_mentor_goes_from_her_people_to_a_plan_and_approves_it(
    followup: Followup, of_followup: Opens, screen: "ViewportSize"
) -> None:
    told = Told()
    await followup.hear(*told.facts())
    path = await followup.assigned(told, told.people[0])
    wrong: list[str] = []
    async with of_followup() as window:
        await window.is_known_as(await mentor(followup))
        await window.page.set_viewport_size(screen)
        await window.open("/people")
        wrong += await not_by_keyboard(window.page)
        await window.open("/people")
        await goes_on(window, window.page.locator("ul.people a").first)
        wrong += await not_by_keyboard(window.page)
        await window.page.reload()
        await goes_on(window, window.button("Approve the plan"))
        assert "Approved, not yet announced." in await window.page.inner_text("main")
    assert wrong == []
    assert (await followup.mentor.get(path))["state"] == "approved"
