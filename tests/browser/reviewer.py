"""Somebody who reviews, and has no mouse."""

from tests.browser.somebody import Somebody


def reviews(her: Somebody, name: str) -> None:
    """All letters that she was given."""
    her.signs_in("reviewer", "registration", "/reviews", name)
    her.tabs_to(her.page.get_by_role("link", name="Review the next letter"))
    her.goes_on_by_keyboard()
    while her.page.get_by_role("button", name="Save and next").count():
        marks_one(her)
    her.reads("You have reviewed all")


def marks_one(her: Somebody) -> None:
    """The arrow keys go from mark to mark: from 0 to 2."""
    her.tabs_to(her.page.get_by_role("radio").first)
    her.page.keyboard.press("Space")
    her.page.keyboard.press("ArrowRight")
    her.page.keyboard.press("ArrowRight")
    her.tabs_to(her.page.get_by_label("Comment"))
    her.page.keyboard.type("She says what she did.")
    her.tabs_to(her.page.get_by_role("button", name="Save and next"))
    her.goes_on_by_keyboard()
