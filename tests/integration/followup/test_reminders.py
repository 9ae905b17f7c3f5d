"""What is due is asked for three times; what is no longer due is not."""

from datetime import timedelta

from shared.events.scheduling import Outcome
from tests.integration.followup.facts import PLAN_DUE, Told, changed, resumed, suspended
from tests.integration.followup.workbench import Workbench

SECOND, THIRD = timedelta(days=14), timedelta(days=28)


async def test_an_expected_plan_is_asked_for_when_it_is_due_and_twice_more(bench: Workbench, told: Told) -> None:
    await bench.fire_until(PLAN_DUE - timedelta(seconds=1))
    assert await bench.said("FollowUpDue") == []
    await bench.planned(told, told.people[0])
    assert await bench.count("select count(*) from reminder where kind = 'PlanDue'") == 5
    await bench.fire_until(PLAN_DUE + timedelta(days=100))
    asked = [fact.value for fact in await bench.said("FollowUpDue")]

    assert [one["nth"] for one in asked] == [1] * 5 + [2] * 5 + [3] * 5
    assert {one["step"] for one in asked} == {"plan"}
    assert {one["due"] for one in asked} == {"2017-06-01T19:00:00Z"}
    assert {one["parent"] for one in asked} == {str(told.training)}
    assert sorted({one["at"] for one in asked}) == [
        "2017-06-01T19:00:00Z",
        "2017-06-15T19:00:00Z",
        "2017-06-29T19:00:00Z",
    ]
    expected = (await bench.coordinator.get(f"/v1/trainings/{told.training}/expected-plans"))["items"]
    assert [(one["overdue"], one["reminded"]) for one in expected if one["state"] == "expected"] == [(True, 3)] * 5


async def test_a_plan_counts_on_where_its_reminders_stopped(bench: Workbench, told: Told) -> None:
    await bench.fire_until(PLAN_DUE + SECOND)

    assert (await bench.planned(told, told.people[0]))["version"] == 3


async def test_of_whom_a_correction_says_that_she_was_absent_nothing_is_asked(bench: Workbench, told: Told) -> None:
    her = told.people[0]
    await bench.hear(told.attended(her, 2, outcome=Outcome.NO_SHOW))
    await bench.fire_until(PLAN_DUE)
    asked = [fact.value["planners"][0]["participant"] for fact in await bench.said("FollowUpDue")]

    assert len(asked) == 5
    assert str(her.participant) not in asked


async def test_a_due_time_that_moves_is_asked_for_at_its_new_time(bench: Workbench, told: Told) -> None:
    later = PLAN_DUE + timedelta(days=7)
    await bench.hear(*[told.attended(person, 2, plan_due=later) for person in told.people])
    await bench.fire_until(PLAN_DUE)
    assert await bench.said("FollowUpDue") == []

    await bench.fire_until(later)
    assert len(await bench.said("FollowUpDue")) == 6


async def test_a_report_is_asked_for_three_times_and_reads_overdue(bench: Workbench, told: Told) -> None:
    cascade = await bench.held(told, told.people[0])
    due = "2017-10-14T19:00:00Z"
    await bench.fire_until(PLAN_DUE.replace(year=2018))
    asked = [fact.value for fact in await bench.said("FollowUpDue") if fact.value["step"] == "report"]
    view = await bench.coordinator.get(cascade.path)

    assert [(one["nth"], one["due"], one["plan"]) for one in asked] == [(n, due, str(cascade.plan)) for n in (1, 2, 3)]
    assert (view["overdue"], view["reminded"]) == (True, 3)
    (row,) = (await bench.coordinator.get(f"/v1/trainings/{told.training}/ledger"))["rows"]
    assert row["column"] == "overdue"


async def test_a_postponed_training_starts_its_reminders_again(bench: Workbench, told: Told) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    await bench.fire_until(PLAN_DUE.replace(month=11))
    later = cascade.announced(PLAN_DUE.replace(year=2018).date(), 2)
    await bench.hear(changed(cascade.training, 2, **{name: getattr(later, name) for name in ORIGIN}))
    view = await bench.coordinator.get(cascade.path)

    assert (view["overdue"], view["reminded"], view["report_due"]) == (False, 0, "2018-06-15T19:00:00Z")


ORIGIN = ("parent", "plan", "generation", "starts_on", "ends_on")


async def test_of_a_suspended_training_nobody_is_reminded_until_it_is_resumed(bench: Workbench, told: Told) -> None:
    await bench.hear(suspended(told.training, 6))
    await bench.fire_until(PLAN_DUE + timedelta(days=3))
    assert await bench.said("FollowUpDue") == []

    await bench.hear(resumed(told.training, 7))
    await bench.fire_until(PLAN_DUE + timedelta(days=4))
    assert len(await bench.said("FollowUpDue")) == 6


async def test_what_belongs_to_a_suspended_training_waits_too(bench: Workbench, told: Told) -> None:
    path = await bench.assigned(told, told.people[0])
    await bench.hear(suspended(told.training, 6))

    assert await bench.coordinator.refused("GET", path) == "suspended"
    assert await bench.planner(told.people[0]).refused("GET", path) == "suspended"
    assert (await bench.coordinator.get("/v1/plans"))["items"] == []
