"""The board of an agenda, with a mouse."""

from typing import TYPE_CHECKING

import pytest

from tests.browser import coordinator
from tests.browser.coordinator import Days
from tests.browser.place import Place
from tests.browser.somebody import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


def test_a_session_is_dragged_to_another_time_and_out_of_its_room(place: Place, chromium: "Browser") -> None:
    her = Somebody.at_a_desk(chromium, place)
    facilitator = coordinator.registers(her, "Facilitator", "Farida", "farida@example.org")
    training = coordinator.announces(her, Days.after(place.stage.now()))
    coordinator.plans(her, training, facilitator)
    her.page.goto(f"{place.pages}/scheduling/trainings/{training}/agenda")
    her.reads("Or drag a session")
    session = her.page.locator("#session-S-01 > p").first
    begins, ends = session.inner_text().splitlines()[1].split("–")
    session.drag_to(her.page.locator(f"tr[data-begins='{ends}'] td").last)
    her.reads("Version 2")
    assert her.page.locator("#session-S-01 > p").first.inner_text().splitlines()[1].startswith(f"{ends}–")
    assert her.page.locator("td:has(#session-S-01)").evaluate("cell => cell.cellIndex") == 2
    assert her.page.get_by_label("Begins").input_value() == ends != begins
