"""Somebody who has a place: she answers, says what she thinks, passes on what she learned, and reports."""

from tests.browser.somebody import Somebody


def answers(her: Somebody, link: str, *, coming: bool) -> None:
    her.enters(link)
    her.presses("Yes, I am coming" if coming else "No, I give the place back")
    her.reads("Your place is" if coming else "We have received that you are not coming")


def says_what_she_thinks(her: Somebody, link: str) -> None:
    her.enters(link)
    her.ticks("What moved you most?", "Human rights")
    her.ticks("What can you use?", "Human rights")
    her.page.get_by_label("What else do you want to say?").fill("More time")
    her.presses("Send the feedback")
    her.reads("Thank you, we have your feedback")


def writes_a_plan(her: Somebody, link: str) -> None:
    her.enters(link)
    her.follows("Write my plan")
    her.types("Name of your training", "Rights in our village")
    her.chooses("Kind", "Human rights")
    her.ticks("Topics", "Human rights")
    her.chooses("Who will come?", "Women")
    her.types("How many people do you expect?", "12")
    her.ticks("Are those who come younger than 18?", "No")
    her.ticks("Is a second adult with you all the time?", "No")
    her.page.get_by_label("In which three months?").select_option(index=1)
    her.types("What will you do, and where?", "A day in the house of culture")
    her.presses("Send the plan")
    her.reads("Sent, waits for the mentor")


def sets_the_days(her: Somebody, link: str, day: str) -> None:
    her.enters(link)
    her.follows("Set the days")
    her.types("First day", day)
    her.types("Last day", day)
    her.presses("Set the days")


def publishes_what_she_will_do(her: Somebody) -> None:
    """A session, in the training that she leads."""
    her.page.reload()
    her.follows("Agenda")
    her.follows("Write down the first session")
    for label, text in {"Code": "S-01", "Title": "The day", "Begins": "10:00", "Minutes": "240"}.items():
        her.types(label, text)
    her.page.get_by_label("Day", exact=True).select_option(index=1)
    her.ticks("Topics", "Human rights")
    her.page.get_by_label("T-1").check()
    her.presses("Draft the next version with it")
    her.presses("Publish this version")
    her.reads("Published")


def says_that_it_took_place(her: Somebody, link: str) -> None:
    her.enters(link)
    her.follows("Attendance")
    her.follows("S-01")
    her.presses("Record")
    her.presses("Complete the training")
    her.reads("Completed")


def reports(her: Somebody, link: str, *, girls: int, women: int, men: int) -> None:
    her.enters(link)
    her.follows("Report what came of it")
    for label, number in {"Girls": girls, "Women": women, "Men": men}.items():
        her.types(label, str(number))
    her.types("How many minutes in all?", "240")
    her.types("How was it?", "They want another day")
    her.presses("Send the report")
    her.reads("Reported, not yet verified")
