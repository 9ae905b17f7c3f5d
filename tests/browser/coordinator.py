"""What the coordinator of a small training decides, by clicking."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from zoneinfo import ZoneInfo

from tests.browser.somebody import Somebody

ZONE = ZoneInfo("Asia/Dushanbe")
PROGRAMME = "A small programme"
TITLE = "Small training"
SEATS = 2
SEED = "20160901"


@dataclass(frozen=True)
class Days:
    """Of a training; moments on its own clock."""

    opens_at: datetime
    closes_at: datetime
    begins_at: datetime

    @classmethod
    def after(cls, now: datetime) -> "Days":
        morning = (now.astimezone(ZONE) + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
        return cls(morning, morning + timedelta(days=7), morning + timedelta(days=30))

    @property
    def first(self) -> str:
        return str(self.begins_at.date())


def announces(her: Somebody, days: Days) -> str:
    """The training's id."""
    her.signs_in("coordinator", "scheduling", "/")
    her.follows("Programmes")
    her.types("Code", f"S-{token_hex(3)}")
    her.types("Title", PROGRAMME)
    her.presses("Begin the programme")
    her.follows("Trainings")
    her.follows("Draft a training")
    her.chooses("Programme", PROGRAMME)
    for label, text in particulars(days).items():
        her.types(label, text)
    her.chooses("Country", "Tajikistan")
    her.chooses("Time zone", "Tajikistan, Dushanbe")
    her.ticks("Languages", "Russian")
    her.ticks("Languages", "Tajik")
    her.ticks("Topics", "Human rights")
    her.ticks("Topics", "Peacebuilding")
    her.ticks("Regions that people come from", "Tajikistan")
    her.presses("Save")
    her.presses("Announce")
    her.reads("Announced")
    return her.last_of_address


def particulars(days: Days) -> dict[str, str]:
    return {
        "Title": TITLE,
        "Place": "Dushanbe",
        "First day": days.first,
        "Last day": days.first,
        "Seats": str(SEATS),
        "Days until a participant's plan is due": "14",
        "The call opens": f"{days.opens_at:%Y-%m-%dT%H:%M}",
        "The call closes": f"{days.closes_at:%Y-%m-%dT%H:%M}",
        "Days to answer an invitation": "5",
        "Code": "commitment",
        "Weight": "100",
        "Not to be published before": f"{days.begins_at + timedelta(days=14):%Y-%m-%dT%H:%M}",
    }


def registers(her: Somebody, kind: str, name: str, contact: str) -> str:
    """The id by which she is known."""
    her.signs_in("coordinator", "registration", "/people")
    her.follows("Register somebody")
    her.ticks("Kind of work", kind)
    her.types("Name", name)
    her.types("E-mail address", contact)
    her.chooses("Country", "Tajikistan")
    her.ticks("Other languages", "Tajik")
    her.ticks("Other languages", "Russian")
    her.presses("Register")
    return her.last_of_address


def hands_out_a_link(her: Somebody, training: str, people: int) -> str:
    opens(her, "registration", training)
    her.types("How many people may use it", str(people))
    her.presses("Make a link")
    link: str = her.page.get_by_label("The link").input_value()
    return link


def opens(her: Somebody, service: str, training: str) -> None:
    """The training, as this service shows it."""
    her.signs_in("coordinator", service, "/")
    her.page.goto(f"{her.place.pages}/{service}/")
    her.follows_to(f"/trainings/{training}")


def assigns(her: Somebody, training: str) -> None:
    """Everything to everybody."""
    opens(her, "registration", training)
    her.follows("Give applications to reviewers")
    for box in her.page.get_by_role("checkbox").all():
        box.check()
    her.presses("Give these to them")
    her.reads("No application on this page waits for reviewers")


def closes_the_reviews(her: Somebody, training: str) -> None:
    opens(her, "registration", training)
    her.presses("Close the reviews")
    her.reads("The reviews are closed")


def selects(her: Somebody, training: str) -> None:
    opens(her, "registration", training)
    her.page.get_by_role("link", name="Selection", exact=True).click()
    her.types("Number that decides between equals", SEED)
    her.types("How many stand by", "1")
    her.presses("Draft the selection")
    her.reads("Nobody was told yet")
    her.presses("Publish: send the offers")
    her.reads("Published")


def plans(her: Somebody, training: str, facilitator: str) -> None:
    """Rooms, people, and an agenda of one session."""
    opens(her, "scheduling", training)
    her.follows("Rooms and people")
    her.follows("Choose a facilitator by her name")
    her.page.locator(f'main a[href*="facilitators%3D{facilitator}"]').click()
    who = her.page.get_by_role("group", name="Facilitator 1")
    who.get_by_label("Russian").check()
    room = her.page.get_by_role("group", name="Room 1")
    room.get_by_label("Code").fill("R-1")
    room.get_by_label("People").fill("20")
    her.presses("Save")
    her.page.get_by_role("main").get_by_role("link", name="Agenda", exact=True).click()
    her.follows("Write down the first session")
    for label, text in {"Code": "S-01", "Title": "Rights", "Kind": "plenary", "Begins": "10:00"}.items():
        her.types(label, text)
    her.page.get_by_label("Day", exact=True).select_option(index=1)
    her.chooses("Room", "R-1")
    her.ticks("Topics", "Human rights")
    her.page.get_by_role("group", name="Facilitators").get_by_label("F-1").check()
    her.presses("Draft the next version with it")
    her.reads("Nothing stands against it")
    her.presses("Publish this version")
    her.reads("Published")


def completes(her: Somebody, training: str) -> None:
    opens(her, "scheduling", training)
    her.follows("Attendance")
    her.presses("Complete the training")
    her.reads("Completed")


def gives_to_a_mentor(her: Somebody, training: str, mentor: str) -> None:
    """The one plan that stands on the wall."""
    opens(her, "followup", training)
    her.page.locator("table.wall th a").first.click()
    her.follows("Give it to a mentor")
    her.page.get_by_label("Number of another mentor").fill(mentor)
    her.presses("Give it to a mentor")


def announces_what_grew(her: Somebody) -> None:
    """The training that a plan became."""
    her.signs_in("coordinator", "scheduling", "/")
    her.page.goto(f"{her.place.pages}/scheduling/?state=draft")
    her.page.locator("table th a").first.click()
    her.presses("Announce")
    her.reads("Announced")


def sees_it_verified(her: Somebody, training: str, *, women: int) -> None:
    """On the wall, and in the ledger."""
    opens(her, "followup", training)
    assert her.last_of_address == training
    her.reads("Verification: done")
    her.follows("Ledger")
    row = her.page.get_by_role("table", name="Every plan").get_by_role("row").nth(1)
    assert "verified" in row.inner_text()
    assert str(women) in row.get_by_role("cell").all_inner_texts()
