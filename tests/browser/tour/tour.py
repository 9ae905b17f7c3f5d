"""The story, and somebody with a camera who looks on."""

import shutil
from pathlib import Path

from rich.console import Console

from cascade.embedded.failures import CannotRun
from cascade.story.data.call import DEFAULT_SEED
from cascade.story.data.timeline import Moment
from cascade.story.play import play
from cascade.story.progress import Progress
from cascade.story.story import Story
from cascade.system.running import Running
from cascade.system.stage import Stage
from tests.browser.tour.shots import SHOTS

DOCUMENT = Path(__file__).parents[3] / "docs" / "tour.md"
PICTURES = DOCUMENT.with_suffix("")


async def toured(running: Running, folder: Path, console: Console) -> None:
    """All pictures are in `folder` then, and none besides. Raises CannotRun where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise CannotRun("there is no Chromium here (Debian: apt install chromium, then `make browser`)")
    from playwright.async_api import async_playwright

    from tests.browser.tour.camera import Camera

    cleared(folder)
    stage = Stage.of(running)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        camera = Camera(browser, running.pages, folder)

        async def look(story: Story, moment: Moment) -> None:
            due = [shot for shot in SHOTS if shot.after == (moment.act, moment.subjects[0] if moment.subjects else "")]
            if due:
                await stage.drain()
            for shot in due:
                await camera.take(shot, story)

        try:
            await play(stage, seed=DEFAULT_SEED, show=Progress(console), onlooker=look)
        finally:
            await stage.close()
            await browser.close()


def cleared(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
