"""A coordinator writes a training down: what does not go together is told where it is typed."""

import pytest

from tests.integration.scheduling.pages.people import coordinator
from tests.integration.scheduling.pages.test_trainings import WRITTEN
from tests.integration.scheduling.workbench import Workbench


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("criteria/0/weight", "50", "The weights of the criteria sum to 90; they have to sum to 100."),
        ("ends_on", "2017-05-14", "The last day lies before the first"),
        ("call/closes_at", "2017-01-08T00:00", "A call opens, closes, and then the training starts"),
        ("quotas/0/minimum", "9", "Quota country-TJ asks for at least 9 and allows at most 8."),
    ],
)
async def test_what_does_not_go_together_is_told_at_a_field_of_it(
    bench: Workbench, field: str, typed: str, words: str
) -> None:
    visitor = await coordinator(bench)
    await visitor.open("/trainings/new")
    sent = {name.replace("quotas/1", "quotas/0"): text for name, text in WRITTEN.items()}
    await visitor.press("Save", {**sent, "quotas/0/maximum": "8", field: typed}, status=422)
    assert visitor.error_at(field).startswith(f"Error: {words}")
    assert visitor.value(field) == typed


async def test_days_that_are_set_in_the_wrong_order_are_told_at_the_last(bench: Workbench) -> None:
    draft = await bench.draft()
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{draft['training']}/dates")
    await visitor.press("Set the days", {"starts_on": "2017-05-16", "ends_on": "2017-05-15"}, status=422)
    assert visitor.error_at("ends_on") == "Error: The last day lies before the first"
