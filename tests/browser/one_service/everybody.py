"""What a page needs to be for everybody: found by axe-core, by the Tab key, and by reading it."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from shared.web.pages.languages import catalogue

if TYPE_CHECKING:
    from playwright.async_api import Page

MOST_TABS = 120
SAME_ROW_PX = 40
WORDS_OF_A_SENTENCE = 3
CONTROLS = "a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex='0']"
FROM_THE_TOP = (
    "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }"
)
STOP = f"""() => {{
  const it = document.activeElement, box = it.getBoundingClientRect();
  const labels = [...(it.labels ?? [])].map(label => label.innerText).join(" ");
  return {{
    place: [...document.querySelectorAll("{CONTROLS}")].indexOf(it),
    name: (labels || it.getAttribute("aria-label") || it.innerText || "").trim(),
    top: box.top + scrollY, left: box.left,
  }};
}}"""
TO_REACH = f"""() => {{
  const all = [...document.querySelectorAll("{CONTROLS}")];
  const group = radio => all.filter(one => one.type === "radio" && one.name === radio.name && one.form === radio.form);
  const stands_for_all = radio => radio === (group(radio).find(one => one.checked) ?? group(radio)[0]);
  return all.map((it, place) => [it, place])
    .filter(([it]) => it.checkVisibility() && (it.type !== "radio" || stands_for_all(it)))
    .map(([, place]) => place);
}}"""


async def faults(page: "Page") -> list[str]:
    from axe_playwright_python.async_playwright import Axe

    found = (await Axe().run(page)).response["violations"]
    return [f"{page.url}: {one['id']} {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


async def stops(page: "Page") -> list[Mapping[str, Any]]:
    """Where the Tab key leads, from the top until it leaves the page. One stop for each group of radios, and for the
    parts of a date.
    """
    await page.evaluate(FROM_THE_TOP)
    found: list[Mapping[str, Any]] = []
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        stop = await page.evaluate(STOP)
        if stop["place"] < 0 or (found and stop["place"] == found[0]["place"]):
            return found
        if not found or stop["place"] != found[-1]["place"]:
            found.append(stop)
    raise AssertionError(f"the Tab key does not leave {page.url}")


async def not_by_keyboard(page: "Page") -> list[str]:
    """What cannot be used without a mouse, comes in another order than it stands, or has no name."""
    there = await stops(page)
    missed = set(await page.evaluate(TO_REACH)) - {one["place"] for one in there}
    upwards = [
        f"{after['name']} after {before['name']}"
        for before, after in pairwise(there[1:])
        if after["top"] < before["top"] - SAME_ROW_PX
    ]
    unnamed = [str(one) for one in there if not one["name"]]
    return [*(f"{page.url}: not reached {one}" for one in sorted(missed)), *upwards, *unnamed]


def still_english(text: str, language: str, *packages: str) -> list[str]:
    """Texts of these catalogues that stand on a page as they are in English, though they have another translation."""
    lines = {line.strip() for line in text.splitlines()}
    translated = [
        message.id
        for package in packages
        for message in catalogue(package, language)
        if message.id and isinstance(message.id, str) and message.string and message.id != message.string
    ]
    return [
        english
        for english in translated
        if english in lines or (len(english.split()) >= WORDS_OF_A_SENTENCE and english in text)
    ]
