"""An approved plan becomes a training that its planners lead."""

from uuid import uuid4

from tests.integration.scheduling.facts import PLANNER, approved, withdrawn
from tests.integration.scheduling.workbench import Workbench


async def test_an_approved_plan_is_a_draft_with_the_id_it_was_given(bench: Workbench) -> None:
    parent = await bench.announced()
    plan = approved(parent["training"])
    await bench.hear(plan)
    draft = await bench.coordinator.get(f"/v1/trainings/{plan.training}")
    told = {name: draft[name] for name in ("state", "plan", "parent", "generation", "admission", "seats", "topics")}
    assert told == {
        "state": "draft",
        "plan": str(plan.plan),
        "parent": parent["training"],
        "generation": 1,
        "admission": "enrolment",
        "seats": 22,
        "topics": ["human-rights"],
    }
    assert (draft["visibility"], draft["sensitivity"], draft["title"]) == ("local", "closed", None)
    assert (draft["programme"], draft["time_zone"]) == (parent["programme"], "Asia/Dushanbe")


async def test_its_planners_are_its_facilitators(bench: Workbench) -> None:
    plan = approved((await bench.announced())["training"])
    await bench.hear(plan)
    resources = await bench.coordinator.get(f"/v1/trainings/{plan.training}/resources")
    assert [one["person"] for one in resources["facilitators"]] == [str(PLANNER)]


async def test_an_approval_that_is_said_again_leaves_the_draft_as_it_is(bench: Workbench) -> None:
    plan = approved((await bench.announced())["training"])
    await bench.hear(plan)
    path = f"/v1/trainings/{plan.training}"
    dated = await bench.coordinator.put(f"{path}/dates", {"starts_on": "2017-10-14", "ends_on": "2017-10-14"})
    await bench.hear(plan.model_copy(update={"version": plan.version + 1}))
    assert await bench.coordinator.get(path) == dated


async def test_among_minors_people_are_counted_not_named(bench: Workbench) -> None:
    plan = approved((await bench.announced())["training"], minors=True)
    await bench.hear(plan)
    assert (await bench.coordinator.get(f"/v1/trainings/{plan.training}"))["admission"] == "none"


async def test_of_a_parent_in_another_region_little_is_known_and_the_draft_waits(bench: Workbench) -> None:
    plan = approved(str(uuid4()))
    await bench.hear(plan)
    response = await bench.coordinator.http.post(f"/v1/trainings/{plan.training}/announcement")
    assert response.json()["missing"] == ["programme", "country", "time_zone", "starts_on", "ends_on"]


async def test_its_trainer_sets_the_days_and_everybody_hears_when_they_move(bench: Workbench) -> None:
    plan = approved((await bench.announced())["training"])
    await bench.hear(plan)
    path = f"/v1/trainings/{plan.training}"
    trainer = await bench.trainers_link(str(plan.training), PLANNER)
    await trainer.put(f"{path}/dates", {"starts_on": "2017-10-14", "ends_on": "2017-10-14"})
    await bench.coordinator.post(f"{path}/announcement")
    await trainer.put(f"{path}/dates", {"starts_on": "2018-04-14", "ends_on": "2018-04-14"})
    facts = [fact for fact in await bench.said() if fact.value["training"] == str(plan.training)]
    assert [(fact.type, fact.value["starts_on"], fact.value["plan"]) for fact in facts] == [
        ("TrainingAnnounced", "2017-10-14", str(plan.plan)),
        ("TrainingChanged", "2018-04-14", str(plan.plan)),
    ]
    assert {fact.topic for fact in facts} == {"unsent.tj.scheduling.local"}


async def test_a_withdrawn_plan_discards_its_draft_silently(bench: Workbench) -> None:
    plan = approved((await bench.announced())["training"])
    await bench.hear(plan, withdrawn(plan))
    assert (await bench.coordinator.get(f"/v1/trainings/{plan.training}"))["state"] == "discarded"
    assert await bench.said("TrainingCancelled") == []


async def test_a_withdrawn_plan_cancels_its_announced_training(bench: Workbench) -> None:
    plan = approved((await bench.announced())["training"])
    await bench.hear(plan)
    path = f"/v1/trainings/{plan.training}"
    await bench.coordinator.put(f"{path}/dates", {"starts_on": "2017-10-14", "ends_on": "2017-10-14"})
    await bench.coordinator.post(f"{path}/announcement")
    await bench.hear(withdrawn(plan))
    (fact,) = await bench.said("TrainingCancelled")
    assert (fact.value["reason"], fact.value["plan"], fact.value["version"]) == ("plan_withdrawn", str(plan.plan), 2)


async def test_the_parent_of_a_cascade_is_fixed(bench: Workbench) -> None:
    parent = await bench.announced()
    plan = approved(parent["training"])
    await bench.hear(plan)
    path = f"/v1/trainings/{plan.training}"
    other = await bench.announced()
    draft = await bench.coordinator.get(path)
    sent = ("programme", "admission", "visibility", "sensitivity", "seats", "homes")
    body = {name: draft[name] for name in sent}
    assert await bench.coordinator.refused("PUT", path, {**body, "parent": other["training"]}) == "parent-is-the-plans"
    saved = await bench.coordinator.put(path, {**body, "title": "A seminar"})
    assert (saved["parent"], saved["generation"], saved["title"]) == (parent["training"], 1, "A seminar")
