"""Somebody who mentors: she reads a plan, and finds out whether what is reported is so."""

from tests.browser.somebody import Somebody


def approves(her: Somebody, name: str) -> None:
    opens(her, name)
    her.presses("Approve the plan")
    her.reads("Approved")


def verifies(her: Somebody, name: str, *, women: int) -> None:
    """She counts others than were reported."""
    opens(her, name)
    her.follows("Verify the report")
    her.ticks("How did you find out?", "By a visit")
    her.types("Women", str(women))
    her.types("What did you find?", "One came twice")
    her.presses("These figures are verified")
    her.reads("Verified")


def opens(her: Somebody, name: str) -> None:
    """What waits for her."""
    her.signs_in("mentor", "followup", "/people", name)
    her.page.goto(f"{her.place.pages}/followup/people")
    her.page.locator("ul.people a").first.click()
