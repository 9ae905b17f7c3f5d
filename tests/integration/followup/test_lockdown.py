"""A cascade that is suspended is in no list, also not in those of the training that it came of."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from shared.events.followup import ReachCounted
from tests.integration.followup.facts import AT, PLAN_DUE, Told, suspended
from tests.integration.followup.workbench import MENTOR, Json, Workbench
from tests.support.lockdown import region_resumed, region_suspended


async def one_of_two(bench: Workbench, told: Told) -> tuple[UUID, UUID]:
    """The plans of the first two who attended; the training of the second is suspended."""
    goes_on, held = [await bench.scheduled(told, person) for person in told.people[:2]]
    await bench.hear(suspended(held.training, 6))
    return goes_on.plan, held.plan


async def test_its_plan_is_not_on_the_wall(bench: Workbench, told: Told) -> None:
    _, held = await one_of_two(bench, told)
    rows = (await bench.coordinator.get(f"/v1/trainings/{told.training}/wall"))["items"]

    assert str(held) not in {row["plan"] for row in rows}
    assert {row["participant"] for row in rows} == {
        str(person.participant) for person in told.people if person is not told.people[1]
    }


async def test_who_planned_it_does_not_see_it_among_her_own(bench: Workbench, told: Told) -> None:
    goes_on, _ = await one_of_two(bench, told)
    path = f"/v1/trainings/{told.training}/plans"
    first, second = [(await bench.planner(person).get(path))["plans"] for person in told.people[:2]]

    assert ([one["plan"] for one in first], second) == ([str(goes_on)], [])


async def test_it_is_not_counted_to_her_mentor(bench: Workbench, told: Told) -> None:
    await one_of_two(bench, told)

    (shown,) = (await bench.coordinator.get("/v1/mentors"))["items"]
    assert shown == {"mentor": str(MENTOR), "plans": 1}


def counted(training: UUID, parent: UUID | None, generation: int) -> ReachCounted:
    origin: Json = {"parent": parent, "generation": generation, "planned": 20}
    return ReachCounted(training=training, version=1, at=AT, **origin)


async def trainings_below(bench: Workbench, root: UUID) -> Sequence[str]:
    return [one["training"] for one in (await bench.auditor.get(f"/v1/trainings/{root}/tree"))["nodes"]]


async def test_neither_it_nor_what_came_of_it_grows_on_the_tree(bench: Workbench) -> None:
    root, goes_on, held, below = [UUID(int=number) for number in (71, 72, 73, 74)]
    await bench.hear(counted(root, None, 0), counted(goes_on, root, 1), counted(held, root, 1), counted(below, held, 2))
    assert len(await trainings_below(bench, root)) == 4
    await bench.hear(suspended(held, 6))

    assert await trainings_below(bench, root) == [str(root), str(goes_on)]


async def test_while_the_region_is_suspended_nothing_is_listed_opened_or_asked_for(
    bench: Workbench, told: Told
) -> None:
    path = await bench.assigned(told, told.people[0])
    her = bench.planner(told.people[0])
    await bench.hear(region_suspended(AT))

    assert await her.refused("GET", path) == "suspended"
    assert await her.refused("GET", f"/v1/trainings/{told.training}/plans") == "suspended"
    assert await bench.coordinator.refused("GET", f"/v1/trainings/{told.training}/wall") == "suspended"
    for listed in ("trainings", "plans", "mentors"):
        assert (await bench.coordinator.get(f"/v1/{listed}"))["items"] == []
    await bench.fire_until(PLAN_DUE + timedelta(days=3))
    assert await bench.said("FollowUpDue") == []


async def test_once_the_region_is_resumed_what_was_due_is_asked_for(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    await bench.hear(region_suspended(AT))
    await bench.fire_until(PLAN_DUE + timedelta(days=3))
    await bench.hear(region_resumed(AT))
    await bench.fire_until(PLAN_DUE + timedelta(days=4))

    assert len(await bench.said("FollowUpDue")) == 5
    assert (await bench.planner(told.people[0]).get(path))["plan"]
