"""On a phone no page is wider than the screen; at a desk a wall of some months and a tree of some trainings fit."""

from uuid import uuid4

import pytest

from tests.browser.narrow import IS_WIDER, NARROW_CAPTIONS
from tests.browser.one_service.conftest import ONE_LOOP, Opens
from tests.browser.one_service.window import A_PHONE
from tests.integration.followup.facts import Person, Told, counted
from tests.integration.followup.pages.entering import coordinator as follows_up
from tests.integration.followup.pages.test_sizes import carried_out
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import coordinator

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
async def test_on_a_phone_captions_have_the_width_of_the_screen_and_no_page_or_table_has_more(
    registration: Bench, of_registration: Opens, language: str
) -> None:
    training = await registration.called()
    await registration.submitted(training)
    visitor = await coordinator(registration)
    wrong: list[str] = []
    async with of_registration(language=language) as window:
        await window.is_known_as(visitor)
        await window.page.set_viewport_size(A_PHONE)
        for page in ("/", *(f"/trainings/{training.id}{one}" for one in ("", "/applications", "/selection"))):
            await window.open(page)
            captions = await window.page.evaluate(NARROW_CAPTIONS)
            wrong += [f"{page}: {one}" for one in captions]
            wrong += [f"{page}: wider than the screen"] if await window.page.evaluate(IS_WIDER) else []
            wrong += [f"{page}: {one} hidden of a table" for one in await window.page.evaluate(HIDDEN) if one]
    assert wrong == []


BROKEN_WORDS = """() => [...document.querySelectorAll('.wall .owner, .wall .tag')].flatMap(it => {
  const words = [], texts = document.createTreeWalker(it, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
    range.setStart(texts.currentNode, word.index);
    range.setEnd(texts.currentNode, word.index + word[0].length);
    if (range.getClientRects().length > 1) words.push(word[0]);
  }
  return words;
})"""
HIDDEN = "() => [...document.querySelectorAll('.wide')].map(it => it.scrollWidth - it.clientWidth)"


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
async def test_at_a_desk_a_wall_of_eleven_months_is_seen_without_scrolling_and_breaks_no_word(
    followup: Followup, of_followup: Opens, language: str
) -> None:
    told = Told(people=[Person() for _ in range(9)])
    await followup.hear(*told.facts())
    for number, person in enumerate(told.people):
        await carried_out(followup, told, number, person)
    async with of_followup(language=language) as window:
        await window.is_known_as(await follows_up(followup))
        await window.open(f"/trainings/{told.training}")
        assert await window.page.locator(".wall thead th").count() == 12
        assert not any(await window.page.evaluate(HIDDEN))
        assert await window.page.evaluate(BROKEN_WORDS) == []


async def test_at_a_desk_a_wall_of_ten_months_and_a_tree_of_twenty_trainings_are_seen_without_scrolling(
    followup: Followup, of_followup: Opens
) -> None:
    told = Told()
    await followup.hear(*told.facts())
    await followup.approved(told, told.people[0], quarter="2017Q2")
    await followup.approved(told, told.people[1], quarter="2018Q1")
    root = uuid4()
    await followup.hear(counted(root, 1, generation=0, planned=25))
    await followup.hear(*[counted(uuid4(), 1, generation=1, parent=root, planned=20) for _ in range(20)])
    async with of_followup() as window:
        await window.is_known_as(await follows_up(followup))
        await window.open(f"/trainings/{told.training}")
        assert await window.page.locator(".wall thead th").count() > 10
        hidden = await window.page.evaluate(HIDDEN)
        await window.open(f"/trainings/{root}/tree")
        hidden += await window.page.evaluate(HIDDEN)
    assert not any(hidden)
