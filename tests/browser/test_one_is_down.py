"""While a service is away its pages say so in plain words, and those of the others go on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from cascade.system import processes
from tests.browser.place import Place
from tests.browser.somebody import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.fixture
def without_followup(place: Place) -> Iterator[Place]:
    followup = place.system.service("followup")
    followup.stop()
    yield place
    processes.start_alive(followup)
    processes.wait_until_ready(followup)


def test_pages_of_two_services_go_on_and_the_door_says_that_the_third_is_away(
    without_followup: Place, chromium: "Browser"
) -> None:
    her = Somebody.on_a_phone(chromium, without_followup)
    for service, heading in (("registration", "Applications and places"), ("scheduling", "Trainings")):
        her.signs_in("coordinator", service, "/")
        assert her.page.inner_text("h1") == heading
    response = her.page.goto(f"{without_followup.pages}/followup/")
    assert response is not None
    assert (response.status, response.headers["retry-after"]) == (503, "5")
    assert her.page.inner_text("h1") == "This part is away for a moment"
    her.leaves()
