"""Opens a page as somebody of the story and keeps a picture of it."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from cascade.story.story import Story
from tests.browser.tour.shots import ByLink, Shot, Staff

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

HIGHEST = 1400
"""Of a picture, in pixels: what is below is more of the same."""
FIRST_HEIGHT = 800
COLOURS = 48
OK = 200


class NotThere(Exception):
    """A page of the tour did not answer as it should."""


class Camera:
    """`pages`: the address of the front door."""

    def __init__(self, chromium: "Browser", pages: str, folder: Path) -> None:
        self._chromium = chromium
        self._pages = pages
        self._folder = folder

    async def take(self, shot: Shot, story: Story) -> None:
        """Raises NotThere."""
        context = await self._chromium.new_context(
            viewport={"width": shot.width, "height": FIRST_HEIGHT}, locale="en-GB"
        )
        path = shot.page(story)
        async with context:
            page = await context.new_page()
            if isinstance(shot.who, Staff):
                await self._sign_in(page, shot.who, path, story)
            else:
                await self._open(page, shot.who, story)
            await self._photograph(page, self._pages + path, shot)

    async def _sign_in(self, page: "Page", who: Staff, path: str, story: Story) -> None:
        """The provider lists for whom a token was made."""
        if who.code != who.role:
            story.staff(who.role, who.code)
        await page.goto(f"{self._pages}/{path.split('/')[1]}/sign-in")
        await page.locator(f"#of-{who.role} + p button:text-is('{who.code}')").click()

    async def _open(self, page: "Page", who: ByLink, story: Story) -> None:
        link = await who.link(story)
        token = (link.authorization or "").removeprefix("Link ")
        await page.goto(f"{self._pages}/registration/enter/{token}")
        await page.get_by_role("button", name="Continue").click()

    async def _photograph(self, page: "Page", address: str, shot: Shot) -> None:
        answer = await page.goto(address)
        if answer is None or answer.status != OK:
            raise NotThere(f"{shot.file}: {answer and answer.status} at {page.url}")
        height = min(HIGHEST, await page.evaluate("document.documentElement.scrollHeight"))
        picture = await page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": shot.width, "height": height})
        keep(picture, self._folder / f"{shot.file}.png")


def keep(picture: bytes, file: Path) -> None:
    """With few colours, which is all that a page has."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(file, optimize=True)
