"""Every page that somebody comes to by links, as each of the people: it is there, small, whole, and for everybody."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cascade.system.entrances import links
from cascade.system.running import Running
from tests.browser.narrow import IS_WIDER, NARROW_CAPTIONS
from tests.browser.walk import LARGEST_PAGE_BYTES, Walk
from tests.support.depth import BRIEF

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow

STAFF = {
    "coordinator": (30, ["/registration/", "/scheduling/", "/followup/"]),
    "reviewer": (1, ["/registration/reviews"]),
    "facilitator": (5, ["/scheduling/sessions"]),
    "mentor": (2, ["/followup/people"]),
    "operator": (5, ["/registration/operations"]),
    "auditor": (5, ["/scheduling/", "/followup/"]),
    "partner": (5, ["/scheduling/"]),
}
"""How many kinds of pages the story left to her at least, and where she begins: all letters were reviewed."""
BY_LINK = (
    "Your application",
    "Your answer",
    "Your plan and report",
    "Your feedback",
    "Your training",
    "What you agree to",
)
LANGUAGES = ("en",) if BRIEF else ("en", "ru", "tg")
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
WIDE = 1


def on_a_phone(chromium: "Browser", language: str) -> "BrowserContext":
    return chromium.new_context(viewport={"width": 320, "height": 640}, locale=language)


def signed_in(page: "Page", running: Running, role: str, start: str) -> None:
    service = start.split("/")[1]
    page.goto(f"{running.pages}/{service}/sign-in?next={start.removeprefix('/' + service)}")
    if page.url.startswith(f"{running.pages}/issuer"):
        page.locator(f"#of-{role} + p button").first.click()


def faults(page: "Page") -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']} {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


def is_wider_than_the_screen(page: "Page") -> bool:
    return bool(page.evaluate(IS_WIDER))


def looked_at(walk: Walk, start: str) -> list[str]:
    """What is wrong, of all pages together."""
    wrong: list[str] = []
    for address, response in walk.pages(start):
        if response.status != 200:
            wrong.append(f"{address}: {response.status}")
        if len(response.body()) > LARGEST_PAGE_BYTES:
            wrong.append(f"{address}: {len(response.body())} bytes")
        if is_wider_than_the_screen(walk.page):
            wrong.append(f"{address}: wider than the screen")
        wrong += [f"{address}: a narrow caption: {one}" for one in walk.page.evaluate(NARROW_CAPTIONS)]
        wrong += faults(walk.page)
    return [*wrong, *(f"asked of another host: {one}" for one in walk.foreign)]


@in_every_language
@pytest.mark.parametrize("who", STAFF)
def test_every_page_of_staff_is_whole_small_narrow_and_accessible(
    who: str, language: str, story: Running, chromium: "Browser"
) -> None:
    least, starts = STAFF[who]
    with on_a_phone(chromium, language) as context:
        walk = Walk(context.new_page(), story.pages)
        wrong: list[str] = []
        for start in starts:
            signed_in(walk.page, story, who, start)
            wrong += looked_at(walk, story.pages + start)
    assert wrong == []
    assert len(walk.seen) >= least


@in_every_language
def test_the_page_on_which_staff_sign_in_is_narrow_and_accessible(
    language: str, story: Running, chromium: "Browser"
) -> None:
    with on_a_phone(chromium, language) as context:
        page = context.new_page()
        page.goto(f"{story.pages}/scheduling/sign-in")
        assert page.url.startswith(f"{story.pages}/issuer")
        assert page.locator("html").get_attribute("lang") == language
        assert not is_wider_than_the_screen(page)
        assert faults(page) == []


@in_every_language
@pytest.mark.parametrize("label", BY_LINK)
def test_every_page_behind_a_link_is_whole_small_narrow_and_accessible(
    label: str, language: str, story: Running, chromium: "Browser"
) -> None:
    newest, *_ = links(Path(story.mailbox))[label]
    with on_a_phone(chromium, language) as context:
        walk = Walk(context.new_page(), story.pages)
        walk.page.goto(newest)
        assert faults(walk.page) == []
        walk.page.locator("main form button").click()
        assert looked_at(walk, walk.page.url) == []
        assert walk.page.locator("html").get_attribute("lang") == language


@in_every_language
def test_every_public_page_is_whole_small_narrow_and_accessible(
    language: str, story: Running, chromium: "Browser"
) -> None:
    with on_a_phone(chromium, language) as context:
        walk = Walk(context.new_page(), story.pages)
        assert looked_at(walk, f"{story.pages}/") == []
        assert len(walk.seen) > WIDE
