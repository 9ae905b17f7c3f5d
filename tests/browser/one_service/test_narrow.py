"""At 320 pixels no page is wider than the screen, and what stands above a table has all of its width."""

import pytest

from tests.browser.narrow import IS_WIDER, NARROW_CAPTIONS
from tests.browser.one_service.conftest import ONE_LOOP, Opens
from tests.browser.one_service.window import A_PHONE
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import coordinator

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_on_a_phone_captions_have_the_width_of_the_screen_and_no_page_has_more(
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
    assert wrong == []
