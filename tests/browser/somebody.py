"""One person at her browser: she reads, types and presses what stands on the page, and nothing else."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.place import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

NARROW: "ViewportSize" = {"width": 320, "height": 640}
A_DESK: "ViewportSize" = {"width": 1280, "height": 900}
MOST_TABS = 200
PATIENCE_MS = 10_000


@dataclass(frozen=True)
class Somebody:
    page: "Page"
    place: Place

    @classmethod
    def at_a_desk(cls, chromium: "Browser", place: Place) -> "Somebody":
        return cls(page_of(chromium.new_context(viewport=A_DESK)), place)

    @classmethod
    def on_a_phone(cls, chromium: "Browser", place: Place, *, script: bool = True) -> "Somebody":
        return cls(page_of(chromium.new_context(viewport=NARROW, java_script_enabled=script)), place)

    def reads(self, words: str) -> None:
        """Raises AssertionError if they do not come to stand on the page."""
        from playwright.sync_api import expect

        expect(self.page.locator("main")).to_contain_text(words, timeout=PATIENCE_MS)

    @property
    def last_of_address(self) -> str:
        return str(self.page.url).rpartition("/")[2]

    def signs_in(self, role: str, service: str, path: str, name: str = "") -> None:
        """`name`: of her account, where there are several of this role."""
        self.page.goto(f"{self.place.pages}/{service}/sign-in?next={path}")
        if self.page.url.startswith(f"{self.place.pages}/issuer"):
            self.page.locator(f"#of-{role} + p button", has_text=name or role).first.click()

    def enters(self, link: str) -> None:
        """By a link in a letter."""
        self.page.goto(link)
        self.presses("Continue")

    def follows(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def follows_to(self, end: str) -> None:
        """The link whose address ends so, where many have the same words."""
        self.page.locator(f"main a[href$='{end}']").first.click()

    def presses(self, words: str) -> None:
        self.page.get_by_role("button", name=words).first.click()

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)

    def chooses(self, label: str, option: str) -> None:
        """Of a list."""
        self.page.get_by_label(label, exact=True).first.select_option(label=option)

    def ticks(self, question: str, answer: str) -> None:
        """One of the answers under a question."""
        self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).first.check()

    def opens(self, words: str) -> None:
        """What is folded away under these words."""
        self.page.locator("summary", has_text=words).first.click()

    def tabs_to(self, wanted: "Locator") -> None:
        """By keyboard alone. Raises AssertionError if the Tab key never comes there."""
        for _ in range(MOST_TABS):
            if wanted.evaluate("it => it === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not lead to {wanted}")

    def goes_on_by_keyboard(self) -> None:
        """To where the link or the button leads that has the focus."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def leaves(self) -> None:
        self.page.context.close()


def page_of(context: "BrowserContext") -> "Page":
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()
