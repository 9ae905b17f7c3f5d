"""Plans in the order of what is due: over the whole list, whatever comes into it between two pages."""

from datetime import date, timedelta
from uuid import UUID

from tests.integration.followup.facts import Person, Told, completed
from tests.integration.followup.workbench import HELD_ON, MENTOR, RETURNED, Json, Workbench
from tests.support.paged import onward

BY_DUE = "/v1/plans?order=due"


def of(told: Told) -> str:
    return f"{BY_DUE}&training={told.training}"


async def held_on(bench: Workbench, told: Told, person: Person, day: date) -> str:
    """The id of her plan, whose report is due two weeks later."""
    cascade = await bench.approved(told, person)
    held = completed(cascade.training, 5, attended=0, plan=cascade.plan, day=day)
    await bench.hear(cascade.announced(day), held)
    return str(cascade.plan)


async def one_in_each_state(bench: Workbench) -> Told:
    """And three that were held, the last of them first."""
    told = Told(people=[Person() for _ in range(11)])
    await bench.hear(*told.facts())
    planned, returned, approved, scheduled, reported, verified, withdrawn, withheld, *held = told.people
    await bench.planned(told, planned)
    await bench.mentor.post(f"{await bench.assigned(told, returned)}/return", RETURNED)
    await bench.approved(told, approved)
    await bench.scheduled(told, scheduled)
    await bench.reported(told, reported)
    await bench.verified(told, verified)
    await bench.planner(withdrawn).post(f"{(await bench.approved(told, withdrawn)).path}/withdrawal")
    await bench.planner(withheld).post(f"{(await bench.held(told, withheld)).path}/withholding")
    for number, person in enumerate(held):
        await held_on(bench, told, person, HELD_ON - timedelta(days=number))
    return told


def place(plan: Json) -> tuple[bool, bool, str, str]:
    """What is due on no day behind what is, what waits for nobody last."""
    turn = plan["turn"]
    due = turn["due"] if turn else None
    return turn is None, due is None, due or "", plan["plan"]


async def test_what_is_due_first_comes_first_and_where_nobody_has_to_do_anything_last(bench: Workbench) -> None:
    told = await one_in_each_state(bench)
    listed = (await bench.coordinator.get(of(told)))["items"]

    assert len(listed) == len(told.people)
    assert listed == sorted(listed, key=place)
    assert [one["state"] for one in listed[:3]] == ["held"] * 3
    assert {one["state"] for one in listed[-3:]} == {"verified", "withdrawn", "withheld"}


async def test_the_order_holds_from_page_to_page_whatever_comes_in_between(bench: Workbench) -> None:
    told = await one_in_each_state(bench)
    whole = [one["plan"] for one in (await bench.coordinator.get(of(told)))["items"]]
    first = await bench.coordinator.http.get(f"{of(told)}&limit=2")
    newcomer = Person()
    await bench.hear(*told.of(newcomer))
    sooner = await held_on(bench, told, newcomer, date(2017, 8, 1))
    rest = [page async for page in onward(bench.coordinator, first.links["next"]["url"])]

    read = [one["plan"] for page in (first.json(), *rest) for one in page["items"]]
    assert read == whole
    assert (await bench.coordinator.get(of(told)))["items"][0]["plan"] == sooner
    assert {len(page["items"]) for page in rest[:-1]} == {2}


async def test_a_cursor_is_of_one_order(bench: Workbench, told: Told) -> None:
    for person in told.people[:3]:
        await bench.planned(told, person)
    further = (await bench.coordinator.http.get(f"/v1/plans?limit=2&training={told.training}")).links["next"]["url"]

    assert await bench.coordinator.refused("GET", f"{further}&order=due") == "cursor-unfit"


async def test_it_is_told_of_one_mentor_or_one_training_and_not_of_a_whole_region(bench: Workbench, told: Told) -> None:
    await bench.assigned(told, told.people[0])
    refused = await bench.coordinator.http.get(BY_DUE)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-request")
    (fault,) = refused.json()["errors"]
    assert fault["pointer"] == "query/order"
    assert "mentor" in fault["detail"]
    assert len((await bench.coordinator.get(f"{BY_DUE}&mentor={MENTOR}"))["items"]) == 1


async def test_a_mentor_reads_her_own_alone_in_this_order(bench: Workbench, told: Told) -> None:
    await bench.planned(told, told.people[0])
    later = await held_on(bench, told, told.people[1], date(2017, 9, 20))
    sooner = await held_on(bench, told, told.people[2], date(2017, 9, 10))

    assert [one["plan"] for one in (await bench.mentor.get(BY_DUE))["items"]] == [sooner, later]
    others = bench.anyone.staff("mentor", UUID(int=63))
    assert (await others.get(BY_DUE))["items"] == []
