"""With script what is typed of a plan is saved meanwhile, also where the line breaks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.browser.one_service.conftest import ONE_LOOP, Opens
from tests.browser.one_service.window import Window
from tests.integration.followup.facts import Told
from tests.integration.followup.workbench import Workbench

if TYPE_CHECKING:
    from playwright.async_api import Route

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)

A_WHILE = 9_000
"""Milliseconds: longer than a page waits until it saves."""
SAVED = "What you typed is saved."
UNSAVED = "What you typed last is not saved yet"


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def told(followup: Workbench) -> Told:
    told = Told()
    await followup.hear(*told.facts())
    return told


@asynccontextmanager
async def writing(opens: Opens, told: Told) -> AsyncIterator[Window]:
    """On the page of her plan; time passes when the test says so."""
    async with opens() as window:
        await window.enter(told.people[0].planning)
        await window.page.clock.install()
        await window.open(f"/trainings/{told.training}/mine/plan")
        yield window


async def types(window: Window, title: str) -> None:
    await window.page.get_by_label("Name of your training").fill(title)


async def reads(window: Window, words: str) -> None:
    await window.page.get_by_text(words).wait_for()


async def title(followup: Workbench, told: Told) -> str:
    found = await followup.planner(told.people[0]).get(f"/v1/trainings/{told.training}/plans/draft")
    return str(found["draft"]["title"])


async def test_what_is_typed_is_saved_and_she_is_told(followup: Workbench, of_followup: Opens, told: Told) -> None:
    async with writing(of_followup, told) as window:
        for words in ("Our", "Our rights"):
            await types(window, words)
            async with window.page.expect_response("**/draft"):
                await window.page.clock.fast_forward(A_WHILE)
            await reads(window, SAVED)
            assert await title(followup, told) == words


async def test_where_the_line_breaks_before_the_answer_what_is_typed_then_is_saved_too(
    followup: Workbench, of_followup: Opens, told: Told
) -> None:
    async def broken(route: "Route") -> None:
        await route.fetch()
        await route.abort()

    async with writing(of_followup, told) as window:
        await window.page.route("**/draft", broken)
        await types(window, "Our")
        await window.page.clock.fast_forward(A_WHILE)
        await reads(window, UNSAVED)
        await window.page.unroute_all(behavior="wait")
        await types(window, "Our rights")
        await window.page.clock.fast_forward(A_WHILE)
        await reads(window, SAVED)
    assert await title(followup, told) == "Our rights"


async def test_what_another_page_saved_while_the_line_was_broken_stays(
    followup: Workbench, of_followup: Opens, told: Told
) -> None:
    async with writing(of_followup, told) as window:
        await window.page.route("**/draft", lambda route: route.abort())
        await types(window, "Ours")
        await window.page.clock.fast_forward(A_WHILE)
        await reads(window, UNSAVED)
        draft = f"/v1/trainings/{told.training}/plans/draft"
        await followup.planner(told.people[0]).put(draft, {"title": "Theirs"})
        await window.page.unroute_all(behavior="wait")
        await window.page.clock.fast_forward(A_WHILE)
        await reads(window, "something was changed on another page meanwhile")
        await types(window, "Ours again")
        async with window.page.expect_response("**/draft"):
            await window.page.clock.fast_forward(A_WHILE)
        assert await title(followup, told) == "Theirs"
        await window.button("Save and go on later").click()
        await reads(window, "Theirs")


async def test_what_is_taken_later_is_sent_again_by_itself_then(
    followup: Workbench, of_followup: Opens, told: Told
) -> None:
    headers = {"Retry-After": "30"}
    async with writing(of_followup, told) as window:
        for status in (423, 429, 503):
            await window.page.route("**/draft", answering(status, headers))
            await types(window, f"Our rights {status}")
            await window.page.clock.fast_forward(A_WHILE)
            await reads(window, "This page tries again by itself")
            await window.page.unroute_all(behavior="wait")
            await window.page.clock.fast_forward(31_000)
            await reads(window, SAVED)
            assert await title(followup, told) == f"Our rights {status}"


async def test_what_is_refused_says_what_to_do(of_followup: Opens, told: Told) -> None:
    async with writing(of_followup, told) as window:
        for status, words in ((422, "cannot be saved as it stands"), (401, "Open your link again")):
            await window.page.route("**/draft", answering(status, {}))
            await types(window, f"Our rights {status}")
            await window.page.clock.fast_forward(A_WHILE)
            await reads(window, words)
            await window.page.unroute_all(behavior="wait")


def answering(status: int, headers: Mapping[str, str]) -> Callable[["Route"], Awaitable[None]]:
    async def answer(route: "Route") -> None:
        await route.fulfill(status=status, headers=dict(headers))

    return answer


async def test_a_button_that_is_pressed_meanwhile_waits_until_that_is_saved(
    followup: Workbench, of_followup: Opens, told: Told
) -> None:
    begun, pressed = asyncio.Event(), asyncio.Event()

    async def slow(route: "Route") -> None:
        if not begun.is_set():
            begun.set()
            await pressed.wait()
        await route.continue_()

    async with writing(of_followup, told) as window:
        await window.page.route("**/draft", slow)
        await types(window, "Our")
        await window.page.clock.fast_forward(A_WHILE)
        await begun.wait()
        await types(window, "Our rights")
        await window.button("Save and go on later").click(no_wait_after=True)
        pressed.set()
        await reads(window, "This is what you have typed so far.")
        assert await window.page.locator("#summary").count() == 0
    assert await title(followup, told) == "Our rights"
