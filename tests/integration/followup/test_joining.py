"""Somebody joins another's plan, from her own home."""

from uuid import UUID, uuid4

from shared.events.followup import PlannerJoined
from tests.integration.followup.facts import AT, Person, Told
from tests.integration.followup.workbench import Workbench


async def test_a_second_planner_joins_with_an_equal_share(bench: Workbench, told: Told) -> None:
    lead, other = told.people[:2]
    path = f"/v1/plans/{(await bench.planned(told, lead))['plan']}"
    received = await bench.planner(other).post(f"{path}/planners", {})
    await bench.hear_own("PlannerJoined")
    view = await bench.planner(other).get(path)

    assert received["state"] == "received"
    assert [(one["participant"], one["share"]) for one in view["planners"]] == [
        (str(lead.participant), 5_000),
        (str(other.participant), 5_000),
    ]
    own = await bench.planner(other).get(f"/v1/trainings/{told.training}/plans")
    assert (own["expected"]["state"], [plan["plan"] for plan in own["plans"]]) == ("joined", [view["plan"]])


async def test_joining_leaves_the_region_as_the_plan_may_live_elsewhere(bench: Workbench, told: Told) -> None:
    await bench.planner(told.people[0]).post(f"/v1/plans/{uuid4()}/planners", {})
    (fact,) = await bench.said("PlannerJoined")

    assert not fact.topic.endswith(".local")
    assert (fact.value["application"], fact.value["share"]) == (str(told.people[0].application), 5_000)


async def test_somebody_from_another_region_is_added(bench: Workbench, told: Told) -> None:
    plan = (await bench.planned(told, told.people[0]))["plan"]
    await bench.hear(joined(UUID(plan), told), region="kz")
    view = await bench.coordinator.get(f"/v1/plans/{plan}")

    assert [one["home"] for one in view["planners"]] == ["tj", "kz"]


async def test_after_approval_joining_is_refused(bench: Workbench, told: Told) -> None:
    cascade = await bench.approved(told, told.people[0])
    path = f"{cascade.path}/planners"

    assert await bench.planner(told.people[1]).refused("POST", path, {}) == "planners-frozen"
    assert await bench.planner(told.people[0]).refused("POST", path, {}) == "planners-frozen"


async def test_who_plans_already_cannot_join(bench: Workbench, told: Told) -> None:
    path = f"/v1/plans/{(await bench.planned(told, told.people[0]))['plan']}/planners"

    assert await bench.planner(told.people[0]).refused("POST", path, {}) == "already-planner"


async def test_she_reads_why_she_was_not_added(bench: Workbench, told: Told) -> None:
    """Her request crossed the approval."""
    lead, other = told.people[:2]
    path = await bench.assigned(told, lead)
    await bench.planner(other).post(f"{path}/planners", {})
    await bench.mentor.post(f"{path}/approval")
    await bench.hear_own("PlannerJoined")
    own = await bench.planner(other).get(f"/v1/trainings/{told.training}/plans")

    assert own["plans"] == []
    assert [one["sentence"] for one in own["joins_refused"]] == [
        f"Plan {path.rpartition('/')[2]} is approved: planners can join while it is planned or returned."
    ]


async def test_a_cascade_of_two_who_were_trained_apart_stands_below_both_trainings(
    bench: Workbench, told: Told
) -> None:
    elsewhere = Told(people=[Person()])
    await bench.hear(*elsewhere.facts()[1:])
    path = await bench.assigned(told, told.people[0])
    await bench.planner(elsewhere.people[0]).post(f"{path}/planners", {})
    await bench.hear_own("PlannerJoined")
    becomes = (await bench.mentor.post(f"{path}/approval"))["becomes"]
    await bench.hear_own("ReachCounted")

    for root in (told.training, elsewhere.training):
        tree = await bench.coordinator.get(f"/v1/trainings/{root}/tree")
        assert becomes in [node["training"] for node in tree["nodes"]]


def joined(plan: UUID, told: Told) -> PlannerJoined:
    return PlannerJoined(
        application=uuid4(),
        participant=uuid4(),
        home="kz",
        training=told.training,
        plan=plan,
        share=5_000,
        version=1,
        at=AT,
    )
