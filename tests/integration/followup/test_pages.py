"""Lists of followup come in pages, in the order in which things came."""

from tests.integration.followup.facts import Told
from tests.integration.followup.workbench import Workbench
from tests.support.paged import come_in_pages


async def test_plans_those_that_are_expected_and_voices_come_in_pages(bench: Workbench, told: Told) -> None:
    path = f"/v1/trainings/{told.training}"
    for person in told.people[:3]:
        await bench.planned(told, person)
        await bench.planner(person).post(f"{path}/testimonials", {"text": "I have learned to speak."})
    expected = len((await bench.coordinator.get(f"{path}/expected-plans"))["items"])

    assert expected > 2
    await come_in_pages(bench.coordinator, f"{path}/expected-plans", expected)
    await come_in_pages(bench.coordinator, f"{path}/items", 3)
    await come_in_pages(bench.coordinator, "/v1/plans", 3)


async def test_pages_of_plans_keep_to_what_was_asked_for(bench: Workbench, told: Told) -> None:
    for person in told.people[:3]:
        await bench.planned(told, person)
    response = await bench.coordinator.http.get(f"/v1/plans?limit=1&training={told.training}&state=planned")
    following = response.links["next"]["url"]

    assert f"training={told.training}" in following
    assert "state=planned" in following
