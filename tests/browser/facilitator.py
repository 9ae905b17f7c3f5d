"""Somebody who facilitates, and keeps the sheet of who was there."""

from tests.browser.somebody import Somebody


def records(her: Somebody, name: str, training: str) -> None:
    """Everybody was there, in all of it."""
    her.signs_in("facilitator", "scheduling", "/sessions", name)
    session = her.page.locator("ul.sessions li", has=her.page.locator(f"a[href*='{training}']"))
    session.get_by_role("link", name="Record who was there").click()
    her.presses("Record")
    her.reads("2 of 2")
