"""What `make demo` prints at its end leads each person to a page that is there."""

from typing import TYPE_CHECKING

import pytest

from cascade.system import entrances
from cascade.system.entrances import STAFF, Entrance
from cascade.system.running import Running
from tests.browser.test_every_page import BY_LINK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


def went_in(page: "Page", one: Entrance) -> None:
    page.goto(one.address)
    if one.account is None:
        button = page.get_by_role("button", name="Continue")
    else:
        button = page.locator(f"#of-{one.who} + p button:text-is('{one.account}')")
    with page.expect_navigation():
        button.click()


def found_there(page: "Page") -> tuple[str, int | None]:
    """The page's path, and what it answers when it is asked for again."""
    answer = page.goto(page.url)
    return page.url, answer.status if answer is not None else None


def test_staff_come_from_the_address_of_their_role_to_the_page_on_which_they_begin(
    story: Running, chromium: "Browser"
) -> None:
    seen = {}
    for one in entrances.of_staff(story):
        with chromium.new_context() as context:
            page = context.new_page()
            went_in(page, one)
            seen[one.who] = found_there(page)

    assert seen == {role: (story.pages + page, 200) for role, page in STAFF.items()}


def test_who_signed_in_at_one_service_opens_a_page_of_another_by_its_address_and_signs_out_of_both(
    story: Running, chromium: "Browser"
) -> None:
    coordinator = next(one for one in entrances.of_staff(story) if one.who == "coordinator")
    with chromium.new_context() as context:
        page = context.new_page()
        went_in(page, coordinator)
        there = [page.goto(f"{story.pages}{path}") for path in ("/scheduling/?state=announced", "/followup/")]
        assert [(one.status, one.url) for one in there if one is not None] == [
            (200, f"{story.pages}/scheduling/?state=announced"),
            (200, f"{story.pages}/followup/"),
        ]
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/signed-out")
        after = [page.goto(f"{story.pages}{path}") for path in ("/scheduling/", "/registration/")]
        assert [one.status for one in after if one is not None] == [401, 401]


def test_there_is_a_link_for_each_kind_of_letter_that_leads_to_a_page_and_is_not_used_up_by_looking(
    story: Running, chromium: "Browser"
) -> None:
    told = list(entrances.of_letters(story))
    answers = {}
    for one in told:
        with chromium.new_context() as context:
            page = context.new_page()
            went_in(page, one)
            answers[one.who] = found_there(page)[1]

    assert answers == dict.fromkeys([one.who for one in told], 200)
    assert set(BY_LINK) <= set(answers)
    assert list(entrances.of_letters(story)) == told
