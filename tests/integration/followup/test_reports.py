"""What came of a plan: its training's days, the report, the figures that a mentor found."""

from datetime import date

import pytest

from shared.events.registration import LinkPurpose
from tests.integration.followup.facts import Told, cancelled, changed
from tests.integration.followup.workbench import FOUND, PLAN, REPORT, RETURNED, Json, Workbench


async def test_an_announced_training_sets_the_day_on_which_the_report_is_due(bench: Workbench, told: Told) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    view = await bench.coordinator.get(cascade.path)

    assert (view["state"], view["report_due"]) == ("scheduled", "2017-10-14T19:00:00Z")


async def test_other_days_postpone_it(bench: Workbench, told: Told) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    later = date(2018, 4, 14)
    origin: Json = {"parent": told.training, "plan": cascade.plan, "generation": 1}
    await bench.hear(changed(cascade.training, 2, starts_on=later, ends_on=later, **origin))
    view = await bench.coordinator.get(cascade.path)

    assert (view["postponed"], view["report_due"]) == (1, "2018-04-28T19:00:00Z")


async def test_a_cancelled_training_cancels_its_plan_and_asks_for_no_report(bench: Workbench, told: Told) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    await bench.hear(cancelled(cascade.training, 2, cascade.plan))
    view = await bench.coordinator.get(cascade.path)

    assert (view["state"], view["report_due"]) == ("cancelled", None)
    assert await bench.count("select count(*) from reminder where kind = 'ReportDue'") == 0


async def test_that_it_took_place_wins_over_what_was_said_before(bench: Workbench, told: Told) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    await bench.coordinator.post(f"{cascade.path}/lapse")
    await bench.hear(cascade.completed())

    assert (await bench.coordinator.get(cascade.path))["state"] == "held"


async def test_a_report_is_refused_before_its_training_took_place(bench: Workbench, told: Told) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    path = f"{cascade.path}/report"

    assert await bench.planner(told.people[0]).refused("PUT", path, REPORT) == "training-not-completed"


async def test_what_was_withheld_before_it_took_place_is_not_reported(bench: Workbench, told: Told) -> None:
    cascade = await bench.scheduled(told, told.people[0])
    her, path = bench.planner(told.people[0]), f"{cascade.path}/report"
    await her.post(f"{cascade.path}/withholding")
    assert await her.refused("PUT", path, REPORT) == "training-not-completed"

    await bench.hear(cascade.completed())
    assert (await her.put(path, REPORT))["state"] == "reported"


async def test_a_correction_after_the_report_counts_when_it_is_written_again(bench: Workbench, told: Told) -> None:
    cascade = await bench.reported(told, told.people[0])
    await bench.hear(cascade.completed(6, attended=25))
    await bench.mentor.post(f"{cascade.path}/return", {**RETURNED, "part": "report", "reasons": ["figures"]})

    path = f"{cascade.path}/report"
    assert await bench.planner(told.people[0]).refused("PUT", path, REPORT) == "report-below-attendance"


async def test_a_report_counts_at_least_those_who_attended_by_name(bench: Workbench, told: Told) -> None:
    cascade = await bench.held(told, told.people[0], attended=3)
    her, path = bench.planner(told.people[0]), f"{cascade.path}/report"

    assert await her.refused("PUT", path, {**REPORT, "women": 2, "men": 0}) == "report-below-attendance"
    assert await her.refused("PUT", path, {**REPORT, "modules": ["ZZ-9"]}) == "unknown-codes"
    assert (await her.put(path, REPORT))["state"] == "reported"


async def test_a_report_that_is_sent_twice_alike_is_answered_alike_and_said_once(bench: Workbench, told: Told) -> None:
    cascade = await bench.held(told, told.people[0])
    her, path = bench.planner(told.people[0]), f"{cascade.path}/report"
    first, second = await her.put(path, REPORT), await her.put(path, REPORT)

    assert second == first
    assert await her.refused("PUT", path, {**REPORT, "words": "Canary others"}) == "not-in-this-state"
    assert await her.refused("PUT", path, {**REPORT, "women": 20}) == "not-in-this-state"
    assert await her.get(cascade.path) == first
    counted = [one.value for one in await bench.said("ReachCounted") if one.value["training"] == str(cascade.training)]
    assert [one.get("reported") for one in counted] == [None, 24]
    assert len(await bench.said("CascadeReported")) == 1


async def test_a_report_that_came_back_may_be_handed_in_as_it_was(bench: Workbench, told: Told) -> None:
    cascade = await bench.reported(told, told.people[0])
    await bench.mentor.post(f"{cascade.path}/return", {**RETURNED, "part": "report", "reasons": ["figures"]})

    assert (await bench.planner(told.people[0]).put(f"{cascade.path}/report", REPORT))["state"] == "reported"
    assert len(await bench.said("CascadeReported")) == 2


async def test_what_she_reports_is_said_and_counted(bench: Workbench, told: Told) -> None:
    cascade = await bench.reported(told, told.people[0])
    (fact,) = await bench.said("CascadeReported")
    counted = [one.value for one in await bench.said("ReachCounted") if one.value["training"] == str(cascade.training)]

    assert (fact.value["reach"], fact.value["minutes"]) == (
        {"girls": 0, "women": 19, "men": 5, "total": 24},
        240,
    )
    assert [(one["version"], one.get("reported")) for one in counted] == [(1, None), (2, 24)]
    assert "Canary" not in str(fact.value)


async def test_differing_figures_both_stand(bench: Workbench, told: Told) -> None:
    cascade = await bench.verified(told, told.people[0])
    view = await bench.planner(told.people[0]).get(cascade.path)

    assert (view["state"], view["report"]["reach"]["total"]) == ("verified", 24)
    assert [one["reach"]["total"] for one in view["verifications"]] == [22]
    assert (view["words"]["report"], view["words"]["verification"]) == ("Canary report", "Canary note")


async def test_a_restatement_has_its_reason_and_leaves_the_earlier_figures(bench: Workbench, told: Told) -> None:
    cascade = await bench.verified(told, told.people[0])
    body = {**FOUND, "women": 17, "reason": "counted_twice"}
    view = await bench.mentor.post(f"{cascade.path}/restatement", body)
    counted = [one.value for one in await bench.said("ReachCounted") if one.value["training"] == str(cascade.training)]

    assert [(one["reach"]["total"], one["reason"]) for one in view["verifications"]] == [
        (22, None),
        (21, "counted_twice"),
    ]
    assert [one.get("verified") for one in counted] == [None, None, 22, 21]


async def test_a_report_comes_back_and_she_has_fourteen_days_again(bench: Workbench, told: Told) -> None:
    cascade = await bench.reported(told, told.people[0])
    await bench.mentor.post(f"{cascade.path}/return", {**RETURNED, "part": "report", "reasons": ["figures"]})
    view = await bench.planner(told.people[0]).get(cascade.path)

    assert (view["state"], view["words"]["return"]) == ("held", "Canary return")
    assert view["report_due"] == "2017-10-14T19:00:00Z"


async def test_a_withheld_report_says_nothing_and_ends_its_timer(bench: Workbench, told: Told) -> None:
    cascade = await bench.held(told, told.people[0])
    before = await bench.said()
    view = await bench.planner(told.people[0]).post(f"{cascade.path}/withholding")

    assert (view["state"], await bench.said()) == ("withheld", before)
    assert await bench.count("select count(*) from reminder where kind = 'ReportDue'") == 0
    assert (await bench.planner(told.people[0]).put(f"{cascade.path}/report", REPORT))["state"] == "reported"


async def test_a_correction_of_what_took_place_is_taken_over(bench: Workbench, told: Told) -> None:
    cascade = await bench.held(told, told.people[0], attended=3)
    await bench.hear(cascade.completed(6, attended=1))
    body = {**REPORT, "women": 2, "men": 0}

    assert (await bench.planner(told.people[0]).put(f"{cascade.path}/report", body))["state"] == "reported"


@pytest.mark.parametrize("route", ["verification", "restatement"])
async def test_nothing_is_verified_before_it_is_reported(bench: Workbench, told: Told, route: str) -> None:
    cascade = await bench.held(told, told.people[0])
    body = FOUND if route == "verification" else {**FOUND, "reason": "other"}

    assert await bench.mentor.refused("POST", f"{cascade.path}/{route}", body) == "not-in-this-state"


async def test_the_second_generation_grows_from_a_cascade(bench: Workbench, told: Told) -> None:
    first = await bench.held(told, told.people[0], attended=1)
    enrolled = told.people[5]
    attended = told.attended(enrolled, 1, application=first.plan, training=first.training, generation=1, plan_due=None)
    grown = Told(training=first.training)
    await bench.hear(attended, grown.link(enrolled, "her other token", LinkPurpose.FOLLOW_UP, 9))
    view = await bench.anyone.link("her other token").post(f"/v1/trainings/{first.training}/plans", PLAN)

    assert view["training"] == str(first.training)
    assert [fact.value["generation"] for fact in await bench.said("CascadePlanned")] == [1, 2]
