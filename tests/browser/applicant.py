"""Somebody who applies: with her telephone, without script, on two days."""

from tests.browser.somebody import Somebody

LETTER = "I taught girls in my village to read.\nI will teach their mothers."


def asks_for_her_link(her: Somebody, entry: str, contact: str) -> None:
    her.enters(entry)
    her.types("Your e-mail address", contact)
    her.presses("Send me the link")
    her.reads("Look at your mail")


def begins(her: Somebody, link: str, name: str) -> None:
    """Some of it, and leaves."""
    her.enters(link)
    her.follows("Go on with the application")
    her.types("Your name", name)
    her.chooses("Country in which you live", "Tajikistan")
    her.types("Date of birth", "1990-05-01")
    her.ticks("Do you live or work in a village?", "Yes")
    her.presses("Save and continue")
    her.follows("Go on another time")
    her.reads("What you saved is kept")


def ends(her: Somebody, link: str, name: str) -> None:
    """The rest, by the same link."""
    her.enters(link)
    her.follows("Go on with the application")
    assert her.page.get_by_label("Your name").input_value() == name
    her.presses("Save and continue")
    her.page.get_by_label("Media").check()
    her.presses("Save and continue")
    her.page.get_by_role("textbox").fill(LETTER)
    her.presses("Save and continue")
    her.presses("Save and continue")
    her.reads(LETTER)
    her.presses("Send the application")
    her.reads("It was received")
