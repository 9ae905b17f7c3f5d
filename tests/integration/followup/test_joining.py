"""Somebody joins another's plan, from her own home."""

from uuid import UUID, uuid4

from shared.events.followup import JoiningAnswered, JoiningRefusal, PlannerJoined
from tests.integration.followup.facts import AT, Person, Told
from tests.integration.followup.workbench import Workbench


async def test_a_second_planner_joins_with_an_equal_share(bench: Workbench, told: Told) -> None:
    lead, other = told.people[:2]
    path = f"/v1/plans/{(await bench.planned(told, lead))['plan']}"
    received = await bench.planner(other).post(f"{path}/planners", {})
    await bench.hear_own("PlannerJoined")
    await bench.hear_own("JoiningAnswered")
    view = await bench.planner(other).get(path)

    assert received["state"] == "received"
    assert [(one["participant"], one["share"]) for one in view["planners"]] == [
        (str(lead.participant), 5_000),
        (str(other.participant), 5_000),
    ]
    own = await bench.planner(other).get(f"/v1/trainings/{told.training}/plans")
    assert (own["expected"]["state"], [plan["plan"] for plan in own["plans"]]) == ("joined", [view["plan"]])


async def test_two_who_join_at_once_have_the_share_of_all_others(bench: Workbench, told: Told) -> None:
    lead, *others = told.people[:3]
    plan = (await bench.planned(told, lead))["plan"]
    for person in others:
        await bench.planner(person).post(f"/v1/plans/{plan}/planners", {})
    await bench.hear_own("PlannerJoined")
    await bench.hear(joined(UUID(plan), told), region="kz")
    view = await bench.coordinator.get(f"/v1/plans/{plan}")

    assert [one["share"] for one in view["planners"]] == [2_500] * 4


async def test_joining_leaves_the_region_as_the_plan_may_live_elsewhere(bench: Workbench, told: Told) -> None:
    await bench.planner(told.people[0]).post(f"/v1/plans/{uuid4()}/planners", {})
    (fact,) = await bench.said("PlannerJoined")

    assert not fact.topic.endswith(".local")
    assert (fact.value["application"], "share" in fact.value) == (str(told.people[0].application), False)


async def test_a_plan_is_expected_of_her_until_the_plans_region_has_added_her(bench: Workbench, told: Told) -> None:
    """Nobody answers for a plan that is nowhere."""
    her, own = told.people[0], f"/v1/trainings/{told.training}/plans"
    elsewhere = uuid4()
    await bench.planner(her).post(f"/v1/plans/{elsewhere}/planners", {})
    await bench.hear_own("PlannerJoined")
    assert (await bench.planner(her).get(own))["expected"]["state"] == "expected"
    assert await bench.count("select count(*) from reminder where kind = 'PlanDue'") == 6

    await bench.hear(answered(elsewhere, her), region="kz")
    assert (await bench.planner(her).get(own))["expected"]["state"] == "joined"
    assert await bench.count("select count(*) from reminder where kind = 'PlanDue'") == 5


async def test_why_another_region_did_not_add_her_is_shown_to_her(bench: Workbench, told: Told) -> None:
    her, plan = told.people[0], uuid4()
    await bench.planner(her).post(f"/v1/plans/{plan}/planners", {})
    await bench.hear(answered(plan, her, refused=JoiningRefusal.PLANNERS_FROZEN), region="kz")
    own = await bench.planner(her).get(f"/v1/trainings/{told.training}/plans")

    assert own["joins_refused"] == [{"plan": str(plan), "reason": "planners-frozen"}]
    assert own["expected"]["state"] == "expected"


async def test_an_answer_to_somebody_from_another_region_is_for_her_home_alone(bench: Workbench, told: Told) -> None:
    stranger = Person(application=told.people[0].application, home="kz")
    await bench.hear(answered(uuid4(), stranger), answered(uuid4(), stranger, refused=JoiningRefusal.PLANNERS_FROZEN))
    expected = (await bench.coordinator.get(f"/v1/trainings/{told.training}/expected-plans"))["items"]

    assert {one["state"] for one in expected} == {"expected"}
    assert await bench.count("select count(*) from join_refused") == 0


async def test_somebody_from_another_region_is_added(bench: Workbench, told: Told) -> None:
    plan = (await bench.planned(told, told.people[0]))["plan"]
    await bench.hear(joined(UUID(plan), told), region="kz")
    view = await bench.coordinator.get(f"/v1/plans/{plan}")

    assert [one["home"] for one in view["planners"]] == ["tj", "kz"]
    (fact,) = await bench.said("JoiningAnswered")
    assert not fact.topic.endswith(".local")
    assert (fact.value["home"], fact.value["version"], "refused" in fact.value) == ("kz", 2, False)


async def test_somebody_from_another_region_is_told_why_she_was_not_added(bench: Workbench, told: Told) -> None:
    cascade = await bench.approved(told, told.people[0])
    await bench.hear(joined(cascade.plan, told), region="kz")
    (fact,) = await bench.said("JoiningAnswered")

    assert (fact.value["plan"], fact.value["refused"]) == (str(cascade.plan), "planners-frozen")


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
    await bench.hear_own("JoiningAnswered")
    own = await bench.planner(other).get(f"/v1/trainings/{told.training}/plans")

    assert own["plans"] == []
    assert own["expected"]["state"] == "expected"
    assert own["joins_refused"] == [{"plan": path.rpartition("/")[2], "reason": "planners-frozen"}]


async def test_who_is_refused_does_not_read_how_far_a_plan_is(bench: Workbench, told: Told) -> None:
    withheld, running = await bench.held(told, told.people[0]), await bench.scheduled(told, told.people[1])
    await bench.coordinator.post(f"{withheld.path}/withholding")
    problems = [
        (await bench.planner(told.people[2]).http.post(f"{one.path}/planners", json={})).json()
        for one in (withheld, running)
    ]

    assert {problem["detail"].partition(" is ")[2] for problem in problems} == {
        "no longer planned or returned: planners can join until it is approved."
    }
    assert [problem.keys() & {"state"} for problem in problems] == [set(), set()]


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
        version=1,
        at=AT,
    )


def answered(plan: UUID, person: Person, refused: JoiningRefusal | None = None) -> JoiningAnswered:
    own = {"application": person.application, "participant": person.participant, "home": person.home}
    return JoiningAnswered(plan=plan, refused=refused, version=2, at=AT, **own)
